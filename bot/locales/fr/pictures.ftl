## Images : commandes et dialogue

command-veo-image = Transforme une image en vidéo
command-veo-image-image = L'image par laquelle la vidéo commence
command-veo-image-prompt = Que doit-il se passer dans l'image ? (facultatif)
command-veo-image-aspect_ratio = Format (par défaut : le plus proche de l'image)
command-veo-image-fit = Comment adapter à la vidéo une image d'un autre format (par défaut : auto)
command-animate = Animer
choice-auto = auto : le plus proche de l'image
choice-fit-auto = auto : recadrer, ou bandes si on perdrait beaucoup
choice-fit-crop = recadrer : remplit le cadre, perd les bords
choice-fit-pad = bandes : montre tout, avec des bandes floues

animate-title = Animer cette image
animate-motion = Que doit-il se passer ? (facultatif)
animate-motion-placeholder = Les vagues déferlent tandis que la caméra s'approche lentement
animate-duration = Durée
animate-duration-auto = habituelle pour le modèle
animate-shape = Format
animate-shape-auto = le plus proche de l'image
animate-pick = Ce message contient plusieurs images. Laquelle dois-je animer ?
animate-pick-placeholder = Choisis une image
animate-unnamed = image sans nom
animate-again = Tu as déjà envoyé ce formulaire, et j'ai bien ta demande.

card-frame = La première image de la vidéo
card-requester = pour { $mention }
card-padded = J'ai gardé l'image entière et ajouté des bandes floues : un recadrage en aurait perdu plus de 40 %. Choisis « recadrer » pour remplir le cadre.

## Images : ce qui peut ne pas aller

mention-hint = Envoie-moi une image : mentionne-moi dans un message avec une image, ou en répondant à un tel message. Ou fais un clic droit sur un message avec une image, puis choisis Applications, Animer.
mention-text-unreadable = Je n'ai pas pu lire le fichier texte de ton message, donc aucune vidéo n'a été lancée. Écris le prompt dans le message lui-même, ou joins un seul fichier texte (UTF-8) de 2 000 caractères au plus.
mention-pick-not-yours = Seule la personne qui a demandé cette vidéo peut choisir son image.
picture-none = Je ne vois pas d'image dans ce message. Choisis-en un avec une image jointe, ou utilise /veo-image.
picture-gone = Discord n'a plus cette image : elle a été supprimée, ou son lien a expiré. Publie-la de nouveau.
picture-foreign = Je ne peux utiliser que les images stockées sur Discord. Joins l'image à un message, ou utilise /veo-image.
picture-unreachable = Je n'ai pas pu télécharger l'image depuis Discord. Réessaie dans une minute.
picture-too-large = Cette image fait { $size } Mo ; la limite est de { $limit } Mo. Envoie une copie plus petite.
picture-message-deleted = Le message avec cette image a été supprimé, donc aucune vidéo n'a été lancée.
picture-target-deleted = Le message auquel tu as répondu a été supprimé. Publie l'image de nouveau.
picture-target-unreadable = Je ne peux pas lire le message auquel tu as répondu : il me faut ici la permission Voir les anciens messages. Joins l'image à ton propre message.
picture-target-hidden = Discord ne me montre pas l'image à laquelle tu as répondu. Fais un clic droit sur ce message, puis choisis Applications, Animer ; ou joins l'image à ton propre message.
picture-age-restricted = Cette image vient d'un salon soumis à une limite d'âge, donc je ne peux l'animer que dans un salon de ce type.
picture-spoiler-elsewhere = Cette image était cachée par un spoiler dans un autre salon, donc je ne la montrerai pas ici. Si ça ne pose pas de problème, joins-la toi-même.
picture-busy-person = Je prépare encore tes autres images. Attends qu'elles soient prêtes.
picture-busy = Beaucoup d'images attendent d'être préparées. Réessaie dans quelques minutes.
picture-paused = Je n'ai pas pu lire plusieurs de tes images. Tu pourras envoyer la suivante { $when }.
picture-restarting = Je suis en train de redémarrer. Renvoie l'image dans une minute.
error-not-posted = Je n'ai pas pu publier dans ce salon, donc aucune vidéo n'a été lancée. Réessaie, ou utilise un autre salon.
