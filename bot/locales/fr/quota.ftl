## Quotas : ce qu'il reste, et ce qui bloque

command-veo-quota = Vois combien de secondes de vidéo il te reste, et quand d'autres reviennent
refusal-shorter = Faire { $seconds } s à la place
refusal-shorter-again = J'ai déjà ta commande pour la vidéo plus courte.

quota-title = Ce qu'il te reste
quota-window-day = Sur 24 heures
quota-window-week = Sur 7 jours
quota-window-month = Sur 30 jours
quota-left = il reste { $left } s sur { $limit }
quota-back = { $seconds ->
    [one] { $seconds } s revient { $when }.
   *[other] { $seconds } s reviennent { $when }.
}
quota-unlimited = Tes secondes de vidéo ne sont pas limitées ici.
quota-grant = { $seconds } s en plus, utilisées quand le reste est épuisé
quota-grant-until = { $seconds } s en plus jusqu'au { $until }, utilisées quand le reste est épuisé
quota-grants-more = et { $count } de plus
quota-running = **En préparation :** { $running }
quota-running-of = **En préparation :** { $running } sur { $most } à la fois
quota-cooldown = Tu pourras demander la prochaine vidéo { $when }.
quota-strikes = { $count ->
    [one] { $count } sur { $most } : { $count } de tes demandes a été bloquée pour son contenu ces dernières 24 heures. À { $most }, tu es en pause pour une journée.
   *[other] { $count } sur { $most } : { $count } de tes demandes ont été bloquées pour leur contenu ces dernières 24 heures. À { $most }, tu es en pause pour une journée.
}
quota-ready = Tu peux faire une vidéo maintenant ; tes secondes suffisent pour { $seconds } s au maximum.
quota-unreadable = Je n'arrive pas à joindre ma base de données en ce moment. Réessaie dans une minute.

strike-warning = C'était le blocage { $count } sur { $most } : à { $most } en 24 heures, tu es en pause pour une journée.
strike-paused = C'était le blocage numéro { $count } en 24 heures, donc tu es en pause. Tu pourras redemander { $when }.

alert-balance_low = Les crédits chez Segmind s'épuisent : { $detail }. Les nouvelles vidéos sont en pause, les commandes gardent leur place, et tout reprend tout seul quand le compte est rechargé (ou quand MIN_BALANCE_USD est plus bas).
alert-price_changed = Les vidéos coûtent autre chose que ce qui était réservé pour elles, donc désormais voici ce qui est réservé pour une seconde de vidéo : { $detail }. Les budgets comptent les coûts réels ; PRICE_USD_PER_SECOND est la valeur avec laquelle le bot a démarré.
