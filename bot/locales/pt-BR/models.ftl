## Modelos

model-off = { $model } não está disponível no momento. Escolha outro modelo, como { $other }.
model-no-text = { $model } só anima imagens. Use /veo-image ou escolha outro modelo.
model-no-image = { $model } não consegue animar imagens. Escolha outro modelo.
model-duration = { $model } cria vídeos de { $known } segundos, não de { $seconds }. Escolha uma dessas durações.
model-resolution = { $model } não cria vídeos em { $resolution }. Escolha uma destas opções: { $known }.
model-shape = { $model } não cria vídeos em { $shape }. Escolha uma destas opções: { $known }.
model-sound-never = { $model } só cria vídeos sem som. Desative o som ou escolha outro modelo.
model-sound-always = { $model } só cria vídeos com som. Deixe o som ativado ou escolha outro modelo.
model-no-negative = { $model } não aceita prompt negativo. Deixe em branco ou escolha outro modelo.
model-no-seed = { $model } não aceita seed. Deixe em branco.
model-seed = Uma seed para { $model } é um número inteiro de { $least } a { $most }. Deixe em branco para usar uma aleatória.

## Choosing one

command-veo-model = O modelo que cria o vídeo
command-veo-resolution = Mais nitidez custa mais (padrão: a usual do modelo)
command-veo-sound = Com som, se o modelo permitir (padrão: sim)
command-veo-negative_prompt = O que você não quer ver, se o modelo permitir

## On the card

card-settings-no-seed = { $duration } s · { $aspect_ratio }
card-sound = com som
card-price = cerca de { $price }
