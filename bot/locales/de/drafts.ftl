## Entwürfe

command-veo-draft = Erst ein günstiger Entwurf; ein Button darunter erstellt das Video in voller Qualität
draft-button = In voller Qualität
draft-note = Entwurf für { $model }, { $seconds } s
draft-ask = In voller Qualität, mit demselben Prompt und Seed: { $video }. Erst wenn du den Button drückst, kostet es etwas.
draft-other-seed = Diese beiden Modelle können keinen Seed teilen, deshalb kann das Video anders aussehen.
draft-label = In voller Qualität · { $price }
draft-none = Dieses Video ist kein Entwurf.
draft-count = { $count ->
    [one] { $count } Entwurf
   *[other] { $count } Entwürfe
}
