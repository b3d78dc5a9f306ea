## Ce qui peut ne pas aller dans une demande

request-prompt-empty = Ton prompt est vide. Décris la vidéo que tu aimerais voir.
request-prompt-long = Ton prompt a { $count } caractères ; la limite est de { $most }. Raccourcis-le.
