## Refus : quelle limite ou règle, ce qu'il en reste, quand ça revient
## { $window } est l'un de span-day, span-week et span-month ; Discord affiche { $when } comme « dans 3 heures ».

span-day = aujourd'hui
span-week = cette semaine
span-month = ce mois-ci
rate-day = par jour
rate-week = par semaine
rate-month = par mois

refusal-seconds = Il te reste { $left } s sur { $limit } { $window }.
refusal-seconds-never = C'est plus long que toute ta limite. Il te reste { $left } s sur { $limit } { $window }.
refusal-seconds-back = Il y en aura assez pour cette vidéo { $when }.
refusal-user_usd = Il te reste { $left } sur { $limit } { $window }, et cette vidéo coûte environ { $needed }.
refusal-user_usd-never = Cela coûte environ { $needed }, plus que toute ta limite de { $limit } (reste { $window } : { $left }).
# $scope vaut "server" ou "bot".
refusal-budget = { $scope ->
    [server] Ce serveur
   *[bot] Le bot
} n'a plus que { $left } { $window } sur son budget de { $limit }, et cette vidéo coûte environ { $needed }.
refusal-budget-never = Cela coûte environ { $needed }, plus que tout le budget { $scope ->
    [server] de ce serveur
   *[bot] du bot
}, qui est de { $limit } (reste { $window } : { $left }).
refusal-budget-back = Il y en aura assez pour cette vidéo { $when }.
refusal-jobs_at_once = Tu peux avoir { $limit ->
    [one] { $limit } vidéo
   *[other] { $limit } vidéos
} en cours à la fois. Attends que l'une soit terminée.
refusal-cooldown = Attends un peu entre deux vidéos. Tu pourras lancer la prochaine { $when }.
refusal-cooldown-later = Attends un peu entre deux vidéos, et réessaie plus tard.
refusal-paused-bot = Le bot est en pause.
refusal-paused-bot-reason = Le bot est en pause : { $reason }.
refusal-paused-server = Les vidéos sont en pause sur ce serveur.
refusal-paused-server-reason = Les vidéos sont en pause sur ce serveur : { $reason }.
refusal-blocked-bot = Tu ne peux pas faire de vidéos à cause d'un blocage.
refusal-blocked-bot-reason = Tu ne peux pas faire de vidéos à cause d'un blocage : { $reason }.
refusal-blocked-server = Tu ne peux pas faire de vidéos sur ce serveur à cause d'un blocage.
refusal-blocked-server-reason = Tu ne peux pas faire de vidéos sur ce serveur à cause d'un blocage : { $reason }.
refusal-blocked-until = Tu pourras refaire des vidéos { $when }.
refusal-strikes = { $count ->
    [one] { $count } de tes demandes a été bloquée aujourd'hui pour son contenu, donc tu es en pause. Tu pourras refaire des vidéos { $when }.
   *[other] { $count } de tes demandes ont été bloquées aujourd'hui pour leur contenu, donc tu es en pause. Tu pourras refaire des vidéos { $when }.
}
refusal-channel = Tu ne peux pas faire de vidéos dans ce salon. Utilise { $channels }.
refusal-age = Ici, on ne peut faire de vidéos que dans les salons soumis à une limite d'âge. Utilise l'un d'eux.
refusal-role = Sur ce serveur, il te faut l'un de ces rôles pour faire des vidéos : { $roles }.
refusal-words = Ton prompt contient un mot interdit ici : « { $word } ». Décris ta vidéo sans ce mot.
refusal-fits = Une vidéo de { $seconds } s passerait encore maintenant.
refusal-fits-other = C'est possible maintenant avec { $model } : { $seconds } s, { $resolution }, { $sound ->
    [yes] avec son
   *[no] sans son
}, environ { $cost }.
