## Quotas : ce qu'il reste, et ce qui bloque

command-veo-quota = Vois combien de vidéo il te reste, et quand d'autre revient
refusal-shorter = Faire { $seconds } s à la place
refusal-shorter-again = J'ai déjà ta demande.

quota-title = Ce qu'il te reste
quota-window-day = Aujourd'hui
quota-window-week = Cette semaine
quota-window-month = Ce mois-ci
quota-left = il reste { $left } s sur { $limit }
quota-left-usd = il reste { $left } sur { $limit }
quota-back = { $seconds ->
    [one] { $seconds } s revient { $when }.
   *[other] { $seconds } s reviennent { $when }.
}
quota-back-usd = { $usd } reviennent { $when }.
quota-unlimited = Tes vidéos n'ont pas de limite ici.
quota-grant = { $seconds } s en plus, utilisées quand le reste est épuisé
quota-grant-until = { $seconds } s en plus jusqu'au { $until }, utilisées quand le reste est épuisé
quota-grants-more = et { $count } de plus
quota-running = **En cours :** { $running }
quota-running-of = **En cours :** { $running } sur { $most } à la fois
quota-cooldown = Tu pourras lancer ta prochaine vidéo { $when }.
quota-strikes = Demandes bloquées aujourd'hui pour leur contenu : { $count } sur { $most }. À { $most }, tu es en pause pour une journée.
quota-ready = Tu peux faire une vidéo de { $seconds } s au maximum maintenant.
quota-unreadable = Je n'arrive pas à joindre ma base de données en ce moment. Réessaie dans une minute.

strike-warning = Demandes bloquées aujourd'hui pour leur contenu : { $count } sur { $most }. À { $most }, tu es en pause pour une journée.
strike-paused = Demandes bloquées aujourd'hui pour leur contenu : { $count }, donc tu es en pause. Tu pourras refaire des vidéos { $when }.

alert-balance_low = **Les crédits Segmind s'épuisent :** { $detail }. Les nouvelles vidéos sont en pause. Les demandes en attente gardent leur place et démarrent automatiquement dès que tu recharges le compte ou baisses MIN_BALANCE_USD.
alert-price_changed = **Le coût réel des vidéos a changé.** Désormais, voici ce qui est réservé pour chaque seconde de vidéo : { $detail }. Les budgets comptent les coûts réels ; PRICE_USD_PER_SECOND n'est que la valeur de départ.
