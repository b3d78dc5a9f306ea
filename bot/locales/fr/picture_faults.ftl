## Pourquoi une image ne peut pas être animée

# $kinds est une liste comme "PNG, JPEG, WebP", $last un type de plus.
picture-kinds = une image { $kinds } ou { $last }
picture-fault-empty = Ce fichier est vide. Envoie { $accepted }.
picture-fault-too-large = Cette image fait { $size } Mo ; la limite est de { $limit } Mo. Envoie une copie plus petite.
picture-fault-megapixels = Cette image a plus de { $limit } mégapixels. Envoie une copie plus petite.
picture-fault-pixels = Cette image fait { $width } x { $height } pixels ; la limite est de { $limit } mégapixels. Envoie une copie plus petite.
picture-fault-small = Cette image fait { $width } x { $height } pixels ; chaque côté doit en avoir au moins { $least }. Envoie une image plus grande.
picture-fault-memory = Cette image demande plus de mémoire que je n'en ai. Envoie une copie plus petite.
picture-fault-damaged = Je n'arrive pas à lire cette image : elle est abîmée, incomplète ou dans un format inhabituel. Ouvre-la, enregistre-la de nouveau en PNG ou JPEG, et envoie cette copie.
picture-fault-invisible = Cette image est entièrement transparente, donc il n'y a rien à animer. Envoies-en une qui montre quelque chose.
picture-fault-slow = La lecture de cette image a pris plus de { $seconds } secondes. Envoie une copie plus petite, en PNG ou JPEG.
picture-fault-demanding = Je n'ai pas pu lire cette image. Ouvre-la, enregistre une copie plus petite en PNG ou JPEG, et envoie cette copie.
picture-fault-video = C'est une vidéo, pas une image. Envoie une seule image, par exemple une capture d'écran de la vidéo.
picture-fault-unknown = Je ne reconnais pas ce fichier comme une image. Envoie { $accepted }.
picture-fault-kind = C'est { $kind }, et je ne peux pas l'animer. Enregistre-le en PNG ou JPEG et envoie cette copie.
picture-fault-library = Je ne peux pas ouvrir les images { $kind }. Envoie-la en PNG ou JPEG. Une capture d'écran convient aussi.
kind-pdf = un document PDF
kind-eps = un dessin EPS
kind-photoshop = un fichier Photoshop
kind-icon = un fichier d'icône
kind-jpeg-xl = une image JPEG XL
kind-jpeg-2000 = une image JPEG 2000
kind-raw = un fichier RAW d'appareil photo
kind-svg = un dessin SVG
