## /veo-story : un film de plusieurs scènes

command-veo-story = Transforme deux à six scènes en un film
command-veo-story-duration = Durée de chaque scène en secondes (par défaut : la durée habituelle du modèle)
command-veo-story-model = Le modèle qui crée le film
command-veo-story-style = Un style pour toutes les scènes
story-form = Ton film
story-scenes = Scènes, de { $least } à { $most }
story-scenes-hint = Laisse une ligne vide entre deux scènes. Chacune commence là où finit la précédente.
story-scenes-placeholder = Un renard se réveille dans la neige (ligne vide) Il court vers un lac gelé
story-frame = Durée de chaque scène, et format
story-quote = { $seconds } s chacune · environ { $price } par scène
story-too-few = Un film compte { $least } à { $most } scènes, et { $count ->
    [0] je n'en trouve aucune
    [one] je n'en trouve qu'une
   *[other] je n'en trouve que { $count }
}. Laisse une ligne vide entre deux scènes. Aucune vidéo n'a été lancée.
story-too-many = Un film peut avoir { $most } scènes au plus, et j'en trouve { $count }. Raccourcis-le, ou fais-en deux films. Aucune vidéo n'a été lancée.
story-scene-empty = La scène { $scene } est vide. Dis ce qui s'y passe, ou retire-la. Aucune vidéo n'a été lancée.
story-scene-long = La scène { $scene } compte { $count } caractères ; la limite est de { $most }. Raccourcis-la. Aucune vidéo n'a été lancée.
story-about-scene = Il s'agit de la scène { $scene } :
story-model = { $model } ne peut pas créer de films : la première scène part d'un texte, et les suivantes d'une image. Choisis un autre modèle.
story-no-model = Aucun modèle ne peut créer de films ici pour le moment. Tu peux toujours utiliser /veo.

## La carte et le message avec le film

story-count = { $count ->
    [one] { $count } scène de { $seconds } s
   *[other] { $count } scènes de { $seconds } s
}
story-scene = Scène { $scene }
story-scene-of = scène { $scene } sur { $count }
story-title = Scène { $scene } sur { $count } en cours de création
story-over = Le film s'est arrêté à la scène { $scene } sur { $count }
story-next = C'est la prochaine. Elle commence là où finit la précédente.
story-not-made = Pas créée, car le film s'est arrêté avant. Tes { $seconds } s ont été remboursées.
story-result = { $mention } Ton film est prêt.
story-result-some = { $mention } Ton film jusqu'ici : { $done ->
    [one] { $done } scène
   *[other] { $done } scènes
} sur { $count }. Il s'allonge ici à chaque scène.
story-result-stopped = { $mention } Ton film s'est arrêté après { $done ->
    [one] { $done } scène
   *[other] { $done } scènes
} sur { $count }. Tu peux le reprendre à partir de là.
story-failed = { $mention } Ton film s'est arrêté à la scène { $scene } sur { $count }.
story-alone = Voici la scène { $scene } seule. Je n'ai pas pu y joindre les précédentes : elles n'ont pas pu être assemblées, ou le film est trop lourd pour être publié ici.
story-cancelled = { $count ->
    [one] { $count } scène est annulée.
   *[other] { $count } scènes sont annulées.
} { $seconds } s ont été remboursées.
story-cancelled-others = La scène en cours ne peut plus être annulée ; le film finira avec elle.
story-not-yours = Seule la personne qui a créé ce film peut le reprendre. Pour en créer un semblable, appuie sur « Refaire ».
story-goes-on = Ce film est encore en cours. Sa carte montre où il en est.
story-complete = Ce film a toutes ses scènes.
story-taken = Tu as déjà repris ce film. Sa carte montre où il en est.
story-delete-pending = Ce film est encore en cours. Annule les scènes en attente, ou supprime-le quand il sera fini.
story-fewer = { $count ->
    [one] Créer { $count } scène
   *[other] Créer les { $count } premières scènes
}
story-fits-fewer = { $count ->
    [one] { $count } scène est encore possible maintenant.
   *[other] { $count } scènes sont encore possibles maintenant.
}
