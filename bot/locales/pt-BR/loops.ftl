## Vídeos que terminam como começam

command-veo-image-loop = A última imagem é a primeira, para o vídeo tocar em loop
loop-box = Em loop
loop-box-hint = O vídeo termina com a imagem com que começa.
card-loop = em loop
model-no-loop = { $model } não consegue criar um loop. Escolha outro modelo.
