## Vídeos que terminan como empiezan

command-veo-image-loop = La última imagen es la primera, para que el vídeo se repita en bucle
loop-box = En bucle
loop-box-hint = El vídeo termina con la imagen con la que empieza.
card-loop = en bucle
model-no-loop = { $model } no puede crear un bucle. Elige otro modelo.
