## Unklare Anfragen, ungewöhnliche Kosten und Fehlschläge

failure-submission_lost-sought = Beim Videodienst gab es einen Fehler, als ich dein Video abgeschickt habe. Bitte versuch es noch einmal. Falls das erste Video doch noch auftaucht, bekommst du es auch.

alert-cost_high = **Ein Video hat viel mehr gekostet als erwartet.** { $detail } Die Budgets zählen, was Segmind angibt.
alert-cost_nonsense = **Segmind hat Kosten gemeldet, die nicht stimmen können.** { $detail } Die Budgets zählen die Schätzung.
alert-model_paused = **Ein Modell ist pausiert, weil drei Kostenangaben hintereinander nicht stimmen können.** { $detail } Die Budgets zählen die Schätzungen. Neue Anfragen an dieses Modell werden abgelehnt und wartende behalten ihren Platz, bis du entscheidest: Stimmen diese Kosten?
alert-cost-said = Segmind nennt „{ $said }“ USD für { $duration } s mit { $model }; geschätzt waren { $estimate }.
alert-cost-price = Ab jetzt werden pro Sekunde { $price } reserviert.
alert-costs-right = Sie stimmen
alert-costs-wrong = Sie sind falsch, weiter
alert-costs-confirmed = { $mention } sagt, die Kosten stimmen. Ab jetzt werden pro Sekunde { $price } reserviert, und dieses Modell erstellt wieder Videos.
alert-costs-rejected = { $mention } sagt, die Kosten sind falsch. Dieses Modell erstellt wieder Videos, und die Budgets zählen die Schätzungen.
error-costs-decided = Das ist schon entschieden.
refusal-model_paused = Diese Art von Video ist pausiert, bis der Betreiber des Bots die Kosten geprüft hat. Bitte versuch es später noch einmal.
pause-model_paused = Diese Art von Video ist pausiert, bis der Betreiber des Bots die Kosten geprüft hat.
admin-job-cost-said = Laut Segmind kostete es { $said } USD

failures-warning = Heute sind { $count } von { $most } Videos fehlgeschlagen. Noch { $left }, und du bist einen Tag lang gesperrt.
failures-paused = Heute sind { $count } Videos fehlgeschlagen, deshalb bist du gesperrt. Du kannst { $when } wieder Videos erstellen.
quota-failures = Heute sind { $count } von { $most } Videos fehlgeschlagen. Bei { $most } bist du einen Tag lang gesperrt.
refusal-failures = { $count ->
    [one] Heute ist { $count } deiner Videos fehlgeschlagen, deshalb bist du gesperrt. Du kannst { $when } wieder Videos erstellen.
   *[other] Heute sind { $count } deiner Videos fehlgeschlagen, deshalb bist du gesperrt. Du kannst { $when } wieder Videos erstellen.
}
