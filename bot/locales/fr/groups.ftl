## Variantes

button-cancel-all = Tout annuler
group-count = { $count ->
    [one] { $count } vidéo
   *[other] { $count } vidéos
}
group-title = { $done } vidéos prêtes sur { $count }
group-video = Vidéo { $position }
group-video-of = vidéo { $position } sur { $count }
group-ready = Prête.
group-deleted = Supprimée.
group-cancelled = Annulée. { $seconds } s ont été remboursées.
group-cancelled-by = Annulée par { $by }. Tes { $seconds } s ont été remboursées.
group-seed = seed { $seed }
group-on-its-way = Encore en cours.
group-elsewhere = Elle a son propre message.
group-result = { $mention } Voici tes vidéos.
group-result-some = { $mention } { $done } de tes { $count } vidéos sont prêtes.
group-failed = { $mention } Aucune de tes { $count } vidéos n’a pu être créée.
cancel-group-done = 
    { $count ->
        [one] { $count } vidéo est annulée.
       *[other] { $count } vidéos sont annulées.
    } { $seconds } s ont été remboursées.
cancel-group-others = { $count ->
    [one] { $count } vidéo est déjà en cours et ne peut plus être annulée.
   *[other] { $count } vidéos sont déjà en cours et ne peuvent plus être annulées.
}
refusal-fewer = { $count ->
    [one] Créer { $count } vidéo
   *[other] Créer { $count } vidéos
}
refusal-fits-fewer = { $count ->
    [one] { $count } vidéo est encore possible maintenant.
   *[other] { $count } vidéos sont encore possibles maintenant.
}
edit-count = Combien
edit-count-hint = Chacune a sa propre seed.
command-veo-count = Combien de variantes créer à la fois, chacune avec sa seed (par défaut : 1)
group-story = { $position } sur { $count } dans le groupe { $group }
