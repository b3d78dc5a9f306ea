## Alertes pour les opérateurs

alert-submission_lost = **Une commande payée est peut-être perdue.** La connexion à Segmind s'est coupée pendant la commande d'une vidéo, et la commande n'est pas apparue dans l'historique des requêtes de Segmind depuis 15 minutes. La personne est prévenue et peut commander à nouveau ; le montant reste compté dans les budgets.
alert-video_lost = **Une vidéo payée est perdue.** Segmind l'a faite, mais ne donne pas le fichier. La personne est prévenue.
alert-submission_paused = **Aucune nouvelle vidéo ne démarre.** { $detail } Les commandes en attente gardent leur place et démarrent toutes seules quand ça remarche.
alert-job = Job `{ $job_id }` · { $cost } · seed { $seed } · commandé le { $ordered } par { $mention }
alert-look = Si tu la trouves parmi les requêtes de Segmind (grâce à la seed et au prompt), donne-moi son identifiant, et la vidéo arrivera quand même à sa personne.
alert-adopt = Elle est là…
alert-adopt-title = Reprendre une requête de Segmind
alert-adopt-request = L'identifiant de la requête
alert-charged = Perdue, mais facturée
alert-not-charged = Jamais facturée
alert-adopted = { $mention } l'a trouvée ; la vidéo arrive.
alert-written-off = { $mention } l'a passée en perte ; le montant reste compté.
alert-released = { $mention } dit qu'elle n'a jamais été facturée ; le montant est de nouveau libre.
error-only-operators = Seuls les opérateurs de ce bot peuvent faire ça.
error-not-lost = Cette commande est déjà réglée.
error-request-unknown = L'historique de Segmind n'a aucune requête avec cet identifiant. Copie l'identifiant en entier.
error-request-taken = Une autre vidéo de ce bot a déjà cet identifiant de requête.
error-request-different = Cette requête a un autre prompt ou une autre seed, donc ce ne peut pas être cette commande.
error-history = L'historique de Segmind est illisible en ce moment. Réessaie dans une minute.
