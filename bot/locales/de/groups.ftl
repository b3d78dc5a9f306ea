## Varianten

button-cancel-all = Alle abbrechen
group-count = { $count ->
    [one] { $count } Video
   *[other] { $count } Videos
}
group-title = { $done } von { $count } Videos sind fertig
group-video = Video { $position }
group-video-of = Video { $position } von { $count }
group-ready = Fertig.
group-deleted = Gelöscht.
group-cancelled = Abgebrochen. { $seconds } s wurden zurückerstattet.
group-cancelled-by = Von { $by } abgebrochen. Deine { $seconds } s wurden zurückerstattet.
group-seed = Seed { $seed }
group-on-its-way = Noch unterwegs.
group-elsewhere = Es hat eine eigene Nachricht.
group-result = { $mention } Hier sind deine Videos.
group-result-some = { $mention } { $done } von deinen { $count } Videos sind fertig.
group-failed = { $mention } Keins deiner { $count } Videos konnte erstellt werden.
cancel-group-done = 
    { $count ->
        [one] { $count } Video wurde abgebrochen.
       *[other] { $count } Videos wurden abgebrochen.
    } { $seconds } s wurden zurückerstattet.
cancel-group-others = { $count ->
    [one] { $count } Video ist schon unterwegs und lässt sich nicht mehr abbrechen.
   *[other] { $count } Videos sind schon unterwegs und lassen sich nicht mehr abbrechen.
}
refusal-fewer = { $count ->
    [one] Stattdessen { $count } Video
   *[other] Stattdessen { $count } Videos
}
refusal-fits-fewer = { $count ->
    [one] { $count } Video wäre jetzt noch möglich.
   *[other] { $count } Videos wären jetzt noch möglich.
}
edit-count = Wie viele
edit-count-hint = Jedes hat einen eigenen Seed.
command-veo-count = Wie viele Varianten auf einmal, jede mit eigenem Seed (Standard: 1)
group-story = { $position } von { $count } in Gruppe { $group }
