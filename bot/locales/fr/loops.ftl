## Vidéos qui se terminent comme elles commencent

command-veo-image-loop = La dernière image est la première, pour que la vidéo tourne en boucle
loop-box = En boucle
loop-box-hint = La vidéo se termine sur l'image du début.
card-loop = en boucle
model-no-loop = { $model } ne peut pas créer de boucle. Choisis un autre modèle.

## Videos that end with another picture

command-veo-image-last_image = L'image sur laquelle la vidéo se termine
card-last-frame = La dernière image de la vidéo
card-last = se termine sur ton image
card-ends-with = Elle se termine sur cette image.
model-no-last = { $model } ne peut pas terminer une vidéo sur une image. Choisis un autre modèle.
last-or-loop = Une boucle se termine sur sa première image et ne peut donc pas avoir d'autre image de fin. Choisis l'une des deux options.
last-picture-fault = Dernière image : { $why }
animate-pair = De l'image { $first } à l'image { $last }
edit-pictures = D'autres images (facultatif)
edit-pictures-hint = Une seule remplace la première ; avec deux, la vidéo se termine sur la seconde.
