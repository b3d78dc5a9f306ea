## Modèles

model-off = { $model } n'est pas disponible pour le moment. Choisis un autre modèle, par exemple { $other }.
model-not-here = Tu ne peux pas utiliser { $model } ici. Tu peux utiliser : { $known }.
model-none-here = Tu ne peux utiliser aucun modèle ici pour l'instant. Demande aux personnes qui gèrent ce serveur, ou essaie dans un autre salon.
model-no-text = { $model } ne fait qu'animer des images. Utilise /veo-image ou choisis un autre modèle.
model-no-image = { $model } ne peut pas animer d'images. Choisis un autre modèle.
model-duration = { $model } crée des vidéos de { $known } secondes, pas { $seconds }. Choisis l'une de ces durées.
model-resolution = { $model } ne peut pas créer de vidéos en { $resolution }. Choisis parmi : { $known }.
model-shape = { $model } ne peut pas créer de vidéos en { $shape }. Choisis parmi : { $known }.
model-sound-never = { $model } ne crée que des vidéos sans son. Désactive le son ou choisis un autre modèle.
model-sound-always = { $model } ne crée que des vidéos avec du son. Laisse le son activé ou choisis un autre modèle.
model-no-negative = { $model } n'accepte pas de prompt négatif. Retire-le ou choisis un autre modèle.
model-no-seed = { $model } n'accepte pas de seed. Laisse ce champ vide.
model-seed = Une seed pour { $model } est un nombre entier de { $least } à { $most }. Laisse vide pour en avoir une au hasard.

## Choosing one

command-veo-model = Le modèle qui crée la vidéo
command-veo-resolution = Plus net coûte plus cher (par défaut : celle du modèle)
command-veo-sound = Avec du son, si le modèle le peut (par défaut : oui)
command-veo-negative_prompt = Ce que tu ne veux pas voir, si le modèle le permet

## On the card

card-settings-no-seed = { $duration } s · { $aspect_ratio }
card-sound = avec son
offer-silent = sans son
offer-no-negative = sans le prompt négatif
card-price = environ { $price }
quote-left-day = il te reste { $left } aujourd'hui
quote-left-week = il te reste { $left } cette semaine
quote-left-month = il te reste { $left } ce mois-ci

## Si un modèle n'est plus là

model-none = Aucun modèle capable de faire cette vidéo n'est disponible pour le moment. Réessaie plus tard.
model-next = { $model } · { $seconds } s · environ { $price }
card-instead = { $model } n'est pas disponible pour le moment, le modèle suivant fait donc cette vidéo.
failure-model_gone = { $model } n'est plus disponible. { $said }
failure-offer = Tu peux la faire faire par { $model } à la place.
offer-not-yours = Cette offre est réservée à la personne qui a demandé la vidéo.
offer-taken = Tu l'as déjà commandée avec ce bouton.
alert-model_out = **Un modèle est hors service.** { $detail } Les demandes qui l'attendaient ont été remboursées, et le modèle suivant est proposé à leurs auteurs. Les nouvelles demandes qui ne précisent pas de modèle utilisent aussi le suivant. Je vérifie au moins une fois par jour s'il est de retour.
alert-gone-said = Segmind a répondu { $status } pour { $model } : « { $said } ».
alert-refusing-said = Segmind a refusé { $count } demandes de suite pour { $model } à cause d'un champ.
alert-model_field = **Segmind a refusé un champ d'un modèle.** { $detail } Si l'entrée est fausse, corrige-la dans models.toml sous DATA_DIR et redémarre le bot. Après trois refus de suite, le modèle est mis hors service.
alert-field-said = Entrée du catalogue { $entry }, champ { $field } ; envoyé à { $model } : { $sent }. Segmind a dit : « { $said } ».
