## Vídeos que terminan como empiezan

command-veo-image-loop = La última imagen es la primera, para que el vídeo se repita en bucle
loop-box = En bucle
loop-box-hint = El vídeo termina con la imagen con la que empieza.
card-loop = en bucle
model-no-loop = { $model } no puede crear un bucle. Elige otro modelo.

## Videos that end with another picture

command-veo-image-last_image = La imagen con la que termina el vídeo
card-last-frame = El último fotograma del vídeo
card-last = termina con tu imagen
card-ends-with = Termina con esta imagen.
model-no-last = { $model } no puede terminar un vídeo con una imagen. Elige otro modelo.
last-or-loop = Un bucle termina con su primera imagen, así que no puede tener otra al final. Elige una de las dos opciones.
last-picture-fault = Última imagen: { $why }
animate-pair = De la imagen { $first } a la imagen { $last }
edit-pictures = Otras imágenes (opcional)
edit-pictures-hint = Una sustituye a la primera; con dos, el vídeo termina con la segunda.
