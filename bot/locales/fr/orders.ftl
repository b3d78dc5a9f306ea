## Commandes

command-veo = Transforme un prompt en vidéo
command-veo-prompt = Que doit montrer la vidéo ? Les détails aident : sujet, action, lieu, lumière, caméra
command-veo-duration = Durée en secondes (par défaut : la durée habituelle du modèle)
command-veo-duration-price = Durée en secondes (par défaut : celle du modèle). { $model } : { $seconds } s pour environ { $price }
command-veo-aspect_ratio = Format (par défaut : 16:9)
command-veo-seed = La même seed et le même prompt donnent une vidéo semblable (par défaut : au hasard)

## Examples of prompts, for people who have made nothing yet; 100 characters at most

example-text-1 = Un panda roux descend une rue ensoleillée en skateboard, travelling, lumière de fin d'après-midi
example-text-2 = La nuit, des vagues se brisent contre un phare en pleine tempête, vues d'un drone
example-text-3 = Un bateau en papier vogue sous la pluie dans le caniveau, entre les feuilles mortes, gros plan
example-image-1 = La caméra s'approche lentement pendant que le soleil se couche
example-image-2 = Le vent se lève et tout ce qui peut bouger commence à se balancer
example-image-3 = La personne sur l'image se tourne vers la caméra et sourit
example-title = Créer cette vidéo
example-private = Visible par moi seul
