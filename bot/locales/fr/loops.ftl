## Vidéos qui se terminent comme elles commencent

command-veo-image-loop = La dernière image est la première, pour que la vidéo tourne en boucle
loop-box = En boucle
loop-box-hint = La vidéo se termine sur l'image du début.
card-loop = en boucle
model-no-loop = { $model } ne peut pas créer de boucle. Choisis un autre modèle.
