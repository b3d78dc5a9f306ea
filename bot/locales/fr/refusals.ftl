## Refus : quelle limite ou règle, ce qu'il en reste, quand ça revient
## { $window } est l'un de span-day, span-week et span-month ; Discord affiche { $when } comme « dans 3 heures ».

span-day = 24 heures
span-week = 7 jours
span-month = 30 jours
rate-day = 24 heures
rate-week = 7 jours
rate-month = 30 jours

refusal-seconds = Tu peux utiliser { $limit } s de vidéo en { $window }, et il t'en reste { $left } s.
refusal-seconds-never = Tu peux utiliser { $limit } s de vidéo en { $window }, et c'est moins que ce qu'il faut pour cette vidéo ; il te reste { $left } s.
refusal-seconds-back = Il y en aura assez pour cette vidéo { $when }.
# $scope vaut "server" ou "bot".
refusal-budget = { $scope ->
    [server] Le budget de ce serveur
   *[bot] Le budget du bot
} ({ $limit } en { $window }) est épuisé : il reste { $left }, et cette vidéo coûte environ { $needed }.
refusal-budget-never = { $scope ->
    [server] Le budget de ce serveur
   *[bot] Le budget du bot
} ({ $limit } en { $window }) est trop petit pour cette vidéo : il reste { $left }, et cette vidéo coûte environ { $needed }.
refusal-budget-back = Il y en aura assez { $when }.
refusal-jobs_at_once = Tu as déjà autant de vidéos en préparation que permis à la fois ({ $limit }). Attends que l'une soit prête.
refusal-cooldown = Attends un peu entre deux vidéos : tu pourras redemander { $when }.
refusal-cooldown-later = Attends un peu entre deux vidéos, et redemande plus tard.
refusal-paused-bot = Le bot est en pause.
refusal-paused-bot-reason = Le bot est en pause : { $reason }.
refusal-paused-server = Les vidéos sont en pause sur ce serveur.
refusal-paused-server-reason = Les vidéos sont en pause sur ce serveur : { $reason }.
refusal-blocked-bot = Un blocage t'empêche de faire des vidéos.
refusal-blocked-bot-reason = Un blocage t'empêche de faire des vidéos : { $reason }.
refusal-blocked-server = Un blocage t'empêche de faire des vidéos sur ce serveur.
refusal-blocked-server-reason = Un blocage t'empêche de faire des vidéos sur ce serveur : { $reason }.
refusal-blocked-until = Tu pourras m'utiliser à nouveau { $when }.
refusal-strikes = { $count ->
    [one] { $count } de tes demandes a été bloquée pour son contenu en une journée, donc tu es en pause. Tu pourras redemander { $when }.
   *[other] { $count } de tes demandes ont été bloquées pour leur contenu en une journée, donc tu es en pause. Tu pourras redemander { $when }.
}
refusal-channel = Je ne peux pas être utilisé dans ce salon. Utilise { $channels }.
refusal-role = Sur ce serveur, il te faut l'un de ces rôles pour faire des vidéos : { $roles }.
refusal-words = Ce n'est pas autorisé ici : « { $word } ». Décris ta vidéo sans ça.
refusal-fits = Une vidéo de { $seconds } s passerait encore maintenant.
