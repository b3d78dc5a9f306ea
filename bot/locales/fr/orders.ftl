## Commandes

command-veo = Transforme un prompt en vidéo
command-veo-prompt = Que doit-on voir ? Plus il y a de détails, mieux c'est : sujet, action, lieu, lumière, caméra
command-veo-duration = Durée en secondes (5 si tu ne choisis pas)
command-veo-aspect_ratio = Format (16:9 si tu ne choisis pas)
command-veo-seed = Même seed et même prompt : une vidéo semblable ; au hasard si tu ne choisis pas
