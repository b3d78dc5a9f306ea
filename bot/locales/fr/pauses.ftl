## Pourquoi les nouvelles vidéos attendent : sur les cartes, et dans les alertes

pause-account = Les nouvelles vidéos sont en pause : l'opérateur doit vérifier le compte Segmind du bot.
pause-key_rejected = Les nouvelles vidéos sont en pause : Segmind n'accepte pas la clé API du bot.
pause-not_allowed = Les nouvelles vidéos sont en pause : Segmind ne laisse pas le compte du bot utiliser ce modèle.
pause-credits_exhausted = Les nouvelles vidéos sont en pause : les crédits Segmind du bot sont épuisés.
pause-spend_limit_reached = Les nouvelles vidéos sont en pause : la limite de dépenses du compte du bot est atteinte.
pause-disk = Les nouvelles vidéos sont en pause : le disque du bot est presque plein.
pause-unwritable = Les nouvelles vidéos sont en pause : le bot ne peut pas écrire sur son disque.
pause-database = Les nouvelles vidéos sont en pause : impossible d'écrire dans la base de données du bot.
pause-balance = Les nouvelles vidéos sont en pause : les crédits Segmind du bot sont presque épuisés. L'opérateur est prévenu.
segmind-error = Quelque chose s'est mal passé chez Segmind, le service vidéo.
segmind-refused = Segmind, le service vidéo, a refusé la demande.
segmind-transient = Segmind, le service vidéo, ne répond pas correctement en ce moment.
segmind-busy = Segmind est très occupé et a demandé au bot d'attendre un peu.
segmind-offline = Segmind, le service vidéo, est injoignable en ce moment.
alert-balance-left = { $balance }, environ { $clips ->
    [one] { $clips } vidéo
   *[other] { $clips } vidéos
} de { $seconds } s
