## Vídeos que terminam como começam

command-veo-image-loop = A última imagem é a primeira, para o vídeo tocar em loop
loop-box = Em loop
loop-box-hint = O vídeo termina com a imagem com que começa.
card-loop = em loop
model-no-loop = { $model } não consegue criar um loop. Escolha outro modelo.

## Videos that end with another picture

command-veo-image-last_image = A imagem com que o vídeo termina
card-last-frame = O último quadro do vídeo
card-last = termina com a sua imagem
card-ends-with = Termina com esta imagem.
model-no-last = { $model } não consegue terminar um vídeo com uma imagem. Escolha outro modelo.
last-or-loop = Um loop termina com a primeira imagem, por isso não pode ter outra no fim. Escolha uma das duas opções.
last-picture-fault = Última imagem: { $why }
animate-pair = Da imagem { $first } à imagem { $last }
edit-pictures = Outras imagens (opcional)
edit-pictures-hint = Uma substitui a primeira; com duas, o vídeo termina com a segunda.
