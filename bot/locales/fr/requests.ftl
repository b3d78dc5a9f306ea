## Ce qui peut ne pas aller dans une demande

request-prompt-empty = Ton prompt est vide. Décris la vidéo que tu aimerais voir.
request-prompt-long = Ton prompt a { $count } caractères ; la limite est de { $most }. Raccourcis-le.
request-duration = Une vidéo peut durer de { $least } à { $most } secondes, pas { $seconds }. Choisis une durée dans cet intervalle.
request-seed = Une seed est un nombre entier de 0 à { $most }. Laisse vide pour en avoir une au hasard.
