## Envois incertains, coûts étranges et échecs

failure-submission_lost-sought = Le service vidéo a eu une erreur pendant l'envoi de ta vidéo. Réessaie. Si la vidéo arrive quand même, tu la recevras aussi.

alert-cost_high = **Une vidéo a coûté bien plus que prévu.** { $detail } Les budgets comptent ce que dit Segmind.
alert-cost_nonsense = **Segmind a indiqué un coût impossible.** { $detail } Les budgets comptent l'estimation.
alert-model_paused = **Un modèle est en pause : trois coûts de suite sont impossibles.** { $detail } Les budgets comptent les estimations. Les nouvelles demandes pour ce modèle sont refusées et celles en attente gardent leur place, jusqu'à ta décision : ces coûts sont-ils justes ?
alert-cost-said = Segmind indique « { $said } » USD pour { $duration } s avec { $model } ; l'estimation était de { $estimate }.
alert-cost-price = Désormais, { $price } sont réservés par seconde.
alert-costs-right = Ils sont justes
alert-costs-wrong = Ils sont faux, continuer
alert-costs-confirmed = { $mention } dit que les coûts sont justes. Désormais, { $price } sont réservés par seconde, et ce modèle recommence à créer des vidéos.
alert-costs-rejected = { $mention } dit que les coûts sont faux. Ce modèle recommence à créer des vidéos, et les budgets comptent les estimations.
error-costs-decided = C'est déjà décidé.
refusal-model_paused = Ce type de vidéo est en pause, le temps que l'opérateur du bot vérifie son coût. Réessaie plus tard.
pause-model_paused = Ce type de vidéo est en pause, le temps que l'opérateur du bot vérifie son coût.
admin-job-cost-said = Coût selon Segmind : { $said } USD

failures-warning = Vidéos échouées aujourd'hui : { $count } sur { $most }. Encore { $left }, et tu es en pause pour une journée.
failures-paused = Vidéos échouées aujourd'hui : { $count }, donc tu es en pause. Tu pourras refaire des vidéos { $when }.
quota-failures = Vidéos échouées aujourd'hui : { $count } sur { $most }. À { $most }, tu es en pause pour une journée.
refusal-failures = { $count ->
    [one] { $count } de tes vidéos a échoué aujourd'hui, donc tu es en pause. Tu pourras refaire des vidéos { $when }.
   *[other] { $count } de tes vidéos ont échoué aujourd'hui, donc tu es en pause. Tu pourras refaire des vidéos { $when }.
}
