## Commandes

command-veo = Transforme un prompt en vidéo
command-veo-prompt = Que doit montrer la vidéo ? Les détails aident : sujet, action, lieu, lumière, caméra
command-veo-duration = Durée en secondes (par défaut : 5)
command-veo-aspect_ratio = Format (par défaut : 16:9)
command-veo-seed = La même seed et le même prompt donnent une vidéo semblable (par défaut : au hasard)
