## Alertes pour les opérateurs

alert-submission_lost = **Une demande payée est peut-être perdue.** La connexion à Segmind s'est coupée pendant l'envoi d'une vidéo, et la demande n'est pas apparue dans l'historique de Segmind depuis 15 minutes. La personne est prévenue et peut réessayer. Le montant reste compté dans les budgets.
alert-video_lost = **Une vidéo payée est perdue.** Segmind a accepté la demande, mais n'a jamais donné le fichier. La personne est prévenue.
alert-video_differs = **Une vidéo n'est pas celle qui a été demandée.** { $detail } Elle sera publiée quand même, avec une note pour la personne.
differs-unread = Le fichier n'a pas pu être vérifié.
alert-submission_paused = **Quelque chose est à corriger.** { $detail } Les demandes en attente gardent leur place et démarrent automatiquement une fois le problème réglé.
alert-commands_refused = **Discord n'enregistre pas mes commandes.** { $detail } En attendant, les commandes précédentes restent, ou il n'y en a aucune. Je continue d'essayer, et tout le reste fonctionne.
alert-job = Job `{ $job_id }` · { $cost } · seed { $seed } · envoyé { $ordered } par { $mention }
alert-look = Cherche-la dans l'historique de Segmind, par sa seed et son prompt. Si tu la trouves, donne-moi son identifiant et je livrerai quand même la vidéo.
alert-adopt = Trouvée…
alert-adopt-title = Reprendre une demande de Segmind
alert-adopt-request = Identifiant de la demande Segmind
alert-charged = Perdue, mais facturée
alert-not-charged = Jamais facturée
alert-adopted = { $mention } l'a trouvée. La vidéo arrive.
alert-written-off = { $mention } l'a passée en perte. Le montant reste compté dans les budgets.
alert-released = { $mention } dit qu'elle n'a jamais été facturée. Le montant est remboursé aux budgets.
error-only-operators = Seuls les opérateurs de ce bot peuvent faire ça.
error-not-lost = Cette demande est déjà réglée.
error-request-unknown = L'historique de Segmind n'a aucune demande avec cet identifiant. Copie l'identifiant en entier.
error-request-taken = Cet identifiant appartient déjà à une autre vidéo de ce bot.
error-request-different = Cette demande a un autre prompt ou une autre seed, donc ce ne peut pas être celle-ci.
error-history = Je n'arrive pas à lire l'historique de Segmind en ce moment. Réessaie dans une minute.
