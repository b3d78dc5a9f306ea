## /veo-story: ein Film aus mehreren Szenen

command-veo-story = Mach aus zwei bis sechs Szenen einen Film
command-veo-story-duration = Länge jeder Szene in Sekunden (Standard: die übliche Länge des Modells)
command-veo-story-model = Welches Modell den Film erstellt
command-veo-story-style = Ein Look für alle Szenen
story-form = Dein Film
story-scenes = Szenen, { $least } bis { $most }
story-scenes-hint = Lass zwischen zwei Szenen eine Zeile frei. Jede beginnt, wo die vorige endet.
story-scenes-placeholder = Ein Fuchs erwacht im Schnee (Leerzeile) Er läuft hinunter zu einem gefrorenen See
story-frame = Länge jeder Szene und Format
story-quote = je { $seconds } s · etwa { $price } pro Szene
story-too-few = Ein Film hat { $least } bis { $most } Szenen, und ich habe { $count ->
    [0] keine
    [one] nur eine
   *[other] nur { $count }
} gefunden. Lass zwischen zwei Szenen eine Zeile frei. Es wurde kein Video gestartet.
story-too-many = Ein Film kann höchstens { $most } Szenen haben, und ich habe { $count } gefunden. Bitte kürze ihn, oder mach zwei Filme daraus. Es wurde kein Video gestartet.
story-scene-empty = Szene { $scene } ist leer. Beschreib, was darin passiert, oder lass sie weg. Es wurde kein Video gestartet.
story-scene-long = Szene { $scene } hat { $count } Zeichen; erlaubt sind { $most }. Bitte kürze sie. Es wurde kein Video gestartet.
story-about-scene = Es geht um Szene { $scene }:
story-model = { $model } kann keine Filme erstellen: Die erste Szene entsteht aus Text, die weiteren aus einem Bild. Bitte wähl ein anderes Modell.
story-no-model = Zurzeit gibt es hier kein Modell, das Filme erstellen kann. /veo geht weiterhin.

## Die Karte und die Nachricht mit dem Film

story-count = { $count ->
    [one] { $count } Szene zu { $seconds } s
   *[other] { $count } Szenen zu je { $seconds } s
}
story-scene = Szene { $scene }
story-scene-of = Szene { $scene } von { $count }
story-title = Szene { $scene } von { $count } wird erstellt
story-over = Der Film hat bei Szene { $scene } von { $count } aufgehört
story-next = Sie ist als Nächstes dran. Sie beginnt, wo die vorige endet.
story-not-made = Nicht erstellt, weil der Film vorher aufgehört hat. Deine { $seconds } s wurden zurückerstattet.
story-result = { $mention } Dein Film ist fertig.
story-result-some = { $mention } Dein Film bisher: { $done } von { $count } Szenen. Er wächst hier mit jeder Szene.
story-result-stopped = { $mention } Dein Film hat nach { $done } von { $count } Szenen aufgehört. Du kannst ihn von dort fortführen.
story-failed = { $mention } Dein Film hat bei Szene { $scene } von { $count } aufgehört.
story-alone = Das ist nur Szene { $scene }. Die Szenen davor konnte ich nicht anfügen: Sie ließen sich nicht zusammenfügen, oder der Film ist zu groß zum Posten.
story-cancelled = { $count ->
    [one] { $count } Szene wurde abgebrochen.
   *[other] { $count } Szenen wurden abgebrochen.
} { $seconds } s wurden zurückerstattet.
story-cancelled-others = Die Szene in Arbeit lässt sich nicht mehr abbrechen; der Film endet mit ihr.
story-not-yours = Nur wer diesen Film erstellt hat, kann ihn fortführen. Für einen ähnlichen drück „Noch einmal“.
story-goes-on = Dieser Film ist noch in Arbeit. Seine Karte zeigt, wie weit er ist.
story-complete = Dieser Film hat schon alle Szenen.
story-taken = Du führst diesen Film schon fort. Seine Karte zeigt, wie weit er ist.
story-delete-pending = Dieser Film ist noch in Arbeit. Brich die wartenden Szenen ab, oder lösch ihn, wenn er fertig ist.
story-fewer = { $count ->
    [one] Stattdessen { $count } Szene
   *[other] Die ersten { $count } Szenen
}
story-fits-fewer = { $count ->
    [one] { $count } Szene wäre jetzt noch möglich.
   *[other] { $count } Szenen wären jetzt noch möglich.
}
