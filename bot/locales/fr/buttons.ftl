## Les boutons d'une carte et d'un résultat

button-cancel = Annuler
button-again = Refaire
button-try-again = Réessayer
button-edit = Modifier
button-delete = Supprimer

job-unknown = Je ne connais pas cette vidéo. Peut-être qu'un autre bot l'a faite, ou que mes données commencent plus tard. Commande-la avec /veo.
button-twice = Tu viens déjà de me demander ça à l'instant, et je ne le fais qu'une fois.
form-written = Voici ce que tu avais écrit, pour que tu puisses le copier :

cancel-done = Annulée. Rien n'a été fait, et ses { $seconds } s sont rendues.
cancel-not-yours = Seule la personne qui a commandé cette vidéo, ou quelqu'un qui gère le serveur, peut l'annuler.
cancel-too-late = Cette vidéo est déjà commandée au service vidéo et ne peut plus être arrêtée.
cancel-already = Cette vidéo est déjà annulée ; tout a été rendu.
cancel-over = Il n'y a plus rien à annuler : cette vidéo est terminée.

again-private = Cette vidéo est privée, donc seule la personne qui l'a commandée peut la refaire.
again-no-picture = Je n'ai plus l'image de cette vidéo. Renvoie-la avec /veo-image.

delete-done = Le message avec la vidéo est supprimé. Le fait qu'elle a été créée, et ce qu'elle a utilisé, reste enregistré.
delete-gone = Le message avec la vidéo avait déjà disparu. Je l'ai noté.
delete-already = Cette vidéo est déjà supprimée.
delete-nothing = Il n'y a pas de message avec une vidéo à supprimer.
delete-not-yours = Seule la personne qui a commandé cette vidéo, ou quelqu'un qui gère le serveur, peut la supprimer.
delete-failed = Discord ne m'a pas laissé supprimer le message. Réessaie, ou supprime-le à la main.
delete-not-noted = Le message est supprimé, mais je n'ai pas pu le noter : ma base de données ne répond pas. Sa carte peut encore y renvoyer.

edit-title = Modifier et refaire
edit-prompt = Que doit-on voir ?
edit-motion = Que doit-il se passer ? (facultatif)
edit-duration = Durée
edit-shape = Format
edit-shape-landscape = 16:9, horizontal
edit-shape-portrait = 9:16, vertical
edit-seed = Seed
edit-seed-hint = Garde-la pour rester proche de cette vidéo. Vide le champ pour une nouvelle.
edit-seed-wrong = Une seed est un nombre entier de 0 à { $most }. Laisse le champ vide pour une nouvelle.
edit-unchanged = Tu n'as rien changé, et la même seed redonne presque la même vidéo, donc je ne l'ai pas commandée. Change quelque chose, ou vide la seed pour une nouvelle.
