## Les boutons d'une carte et d'un résultat

button-cancel = Annuler
button-again = Refaire
button-try-again = Réessayer
button-edit = Modifier
button-prompt = Prompt entier
button-delete = Supprimer
button-delete-now = Supprimer définitivement

job-unknown = Je ne connais pas cette vidéo. Elle vient peut-être d'un autre bot, ou date d'avant mes données. Fais-en une nouvelle avec /veo.
job-private = Cette vidéo est privée, donc seule la personne qui l'a demandée peut l'utiliser.
job-elsewhere = Cette vidéo vient d'un autre serveur, donc seule la personne qui l'a demandée peut l'utiliser ici.
job-gone = Le message avec cette vidéo n'est plus là, donc seule la personne qui l'a demandée peut l'utiliser.
job-deleted = Cette vidéo a été supprimée, donc on ne peut plus rien en faire. Fais-en une nouvelle avec /veo.
job-forgotten = Je ne garde plus ce qui a servi à créer cette vidéo, donc on ne peut plus rien en faire. Fais-en une nouvelle avec /veo.
button-twice = Je m'en occupe déjà.
form-written = Voici ce que tu as écrit, pour le copier :

cancel-done = Annulée. Rien n'a été fait, et { $seconds } s ont été remboursées.
cancelled-by = { $mention } { $by } a annulé ta demande. Rien n'a été fait, et { $seconds } s ont été remboursées.
cancel-not-yours = Seule la personne qui a demandé cette vidéo, ou quelqu'un qui gère le serveur, peut l'annuler.
cancel-too-late = Cette vidéo est déjà envoyée et ne peut plus être annulée.
cancel-already = Cette vidéo est déjà annulée et remboursée.
cancel-over = Il n'y a rien à annuler : cette vidéo est déjà terminée ou a échoué.

again-no-picture = Je n'ai plus l'image de cette vidéo. Renvoie-la avec /veo-image.

delete-sure = Supprimer définitivement cette vidéo ? Ses messages, son fichier et son prompt disparaîtront. Les vidéos qui la continuent restent.
delete-done = La vidéo est supprimée, avec ses messages, son fichier et son prompt. Ce qu'elle a utilisé compte toujours dans les limites.
delete-goes-on = La vidéo et son prompt sont effacés de mes données. Je n'ai pas encore pu supprimer tout le reste, donc je continue d'essayer.
delete-left = La vidéo et son prompt sont effacés de mes données, mais Discord ne me laisse pas supprimer un des messages. Appuie encore sur « Supprimer » dessous, ou masque-le à la main.
delete-not-begun = Ma base de données ne répond pas, donc rien n'a été supprimé. Réessaie dans une minute.
delete-already = Cette vidéo est déjà supprimée.
delete-nothing = Il n'y a pas de message avec une vidéo à supprimer.
delete-not-yours = Seule la personne qui a demandé cette vidéo, ou quelqu'un qui gère le serveur, peut la supprimer.

edit-title = Modifier et faire une nouvelle vidéo
edit-prompt = Que doit montrer la vidéo ?
edit-motion = Que doit-il se passer ? (facultatif)
edit-frame = Durée et format
edit-shape-landscape = 16:9 (horizontal)
edit-shape-portrait = 9:16 (vertical)
edit-model = Modèle
edit-style = Style (facultatif)
edit-camera = Mouvement de caméra (facultatif)
edit-picture = Une autre image (facultatif)
edit-picture-hint = Sans autre image, la même est animée de nouveau.
edit-negative = Ce qui ne doit pas y être (facultatif)
edit-seed = Seed
edit-seed-hint = Garde-la pour une vidéo semblable. Vide le champ pour une seed au hasard.
edit-unchanged = Tu n'as rien changé, et la même seed donne presque la même vidéo, donc je n'en ai pas lancé. Change quelque chose, ou appuie sur « Refaire » pour en avoir une autre.
change-title = Modifier cette demande
change-done = C'est modifié. Ta vidéo garde sa place dans la file.
change-not-yours = Seule la personne qui a demandé cette vidéo peut la modifier.
change-too-late = Cette vidéo est déjà envoyée telle qu'elle était et ne peut plus être modifiée. Une fois qu'elle est prête, appuie encore sur « Modifier » pour en faire une autre.
change-over = Cette vidéo n'est plus en attente, il n'y avait donc rien à modifier. Appuie encore sur « Modifier » pour en faire une autre.
change-picture = L'image de cette vidéo est déjà préparée : tant qu'elle attend, on ne peut changer ni son format, ni choisir un modèle ou une résolution d'une autre taille. Annule-la, puis appuie sur « Modifier ».
