## Brouillons

command-veo-draft = D’abord un brouillon à bas prix ; un bouton dessous crée la vidéo complète
draft-button = Version complète
draft-note = Brouillon de { $model }, { $seconds } s
draft-ask = Version complète, avec le même prompt et la même seed : { $video }. Rien n’est payé avant que tu appuies sur le bouton.
draft-other-seed = Ces deux modèles ne peuvent pas partager une seed : la vidéo peut donc être différente.
draft-label = Version complète · { $price }
draft-none = Cette vidéo n’est pas un brouillon.
draft-count = { $count ->
    [one] { $count } brouillon
   *[other] { $count } brouillons
}
