## Modelos

model-off = { $model } não está disponível no momento. Escolha outro modelo, como { $other }.
model-not-here = Você não pode usar { $model } aqui. Pode usar: { $known }.
model-none-here = Você não pode usar nenhum modelo aqui agora. Pergunte a quem administra este servidor ou tente em outro canal.
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
offer-silent = sem som
offer-no-negative = sem o prompt negativo
card-price = cerca de { $price }
quote-left-day = você ainda tem { $left } hoje
quote-left-week = você ainda tem { $left } esta semana
quote-left-month = você ainda tem { $left } este mês

## Se um modelo não existe mais

model-none = Nenhum modelo que possa fazer este vídeo está disponível agora. Tente de novo mais tarde.
model-next = { $model } · { $seconds } s · cerca de { $price }
card-instead = { $model } não está disponível agora, então o próximo modelo faz este vídeo.
failure-model_gone = { $model } não está mais disponível. { $said }
failure-offer = Você pode pedir que { $model } faça este vídeo.
offer-not-yours = Esta oferta é para quem pediu o vídeo.
offer-taken = Você já pediu com este botão.
alert-model_out = **Um modelo está fora de serviço.** { $detail } Os pedidos que esperavam por ele foram reembolsados, e o próximo modelo é oferecido a quem pediu. Os novos pedidos que não indicam um modelo também usam o próximo. Verifico pelo menos uma vez por dia se ele voltou.
alert-gone-said = A Segmind respondeu { $status } para { $model }: “{ $said }”.
alert-refusing-said = A Segmind recusou { $count } pedidos seguidos para { $model } por causa de um campo.
alert-model_field = **A Segmind recusou um campo de um modelo.** { $detail } Se a entrada estiver errada, corrija-a em models.toml dentro de DATA_DIR e reinicie o bot. Depois de três recusas seguidas, o modelo sai de serviço.
alert-field-said = Entrada do catálogo { $entry }, campo { $field }; enviado a { $model }: { $sent }. A Segmind disse: “{ $said }”.
