## Die Karte

card-queued = In der Warteschlange
card-submitting = Deine Anfrage wird abgeschickt
card-unknown = Deine Anfrage wird geprüft
card-generating = Dein Video wird erstellt
card-fetching = Dein Video wird heruntergeladen
card-delivering = Dein Video wird gepostet
card-delivered = Video fertig
card-failed = Video fehlgeschlagen
card-cancelled = Abgebrochen
card-undeliverable = Video fertig, aber ich konnte es hier nicht posten
card-held-title = Geht gleich los

card-settings = { $duration } s · { $aspect_ratio } · Seed { $seed }
card-starts = Startet { $when }. Bis dahin kannst du es abbrechen.
card-held = Geht gleich los.
card-sending = Es wird gerade abgeschickt und kann nicht mehr abgebrochen werden.
card-about-start = Startet voraussichtlich { $when }.
card-about-start-and-length = Startet voraussichtlich { $when } und dauert etwa { $takes }.
card-position = { $position ->
    [1] Du bist als Nächstes dran.
   *[other] Du bist auf Platz { $position } der Warteschlange.
}
card-elapsed = { $elapsed } vergangen
card-remaining = noch etwa { $remaining }
card-overdue = Das dauert länger als sonst. Ich arbeite noch daran …
card-late = Das dauert viel länger als sonst. Ich sehe weiter nach und poste das Video, sobald es fertig ist.
card-checking = Die Verbindung brach ab, während ich deine Anfrage abgeschickt habe. Ich prüfe, ob sie angekommen ist. Sie wird nicht doppelt abgeschickt.
card-almost = Gleich fertig.
card-took = dauerte { $took }
card-watch = Ansehen
card-sent-directly = Ich konnte es hier nicht posten, also habe ich es als Direktnachricht geschickt.
card-paused = Dein Video behält seinen Platz in der Warteschlange und startet automatisch.
card-kept = Ich konnte es weder hier posten noch dir als Direktnachricht schicken. Ich habe die Datei vorerst aufbewahrt: Öffne /veo-jobs und drück auf „Erneut senden“.
seconds = { $seconds } s
minutes = { $minutes } min { $seconds } s

## Das Ergebnis

result = { $mention } Hier ist dein Video.
source-own = Aus [diesem Video]({ $link }) gemacht.
source-theirs = { $mention } hat das aus [einem Video]({ $link }) von { $owner } gemacht.
result-alt = Video, mit { $model } aus diesem Prompt erstellt: { $prompt }
result-alt-picture = Video, mit { $model } aus einem Bild erstellt
differs-damaged = Die Datei ist beschädigt, daher kann etwas davon fehlen.
differs-length = Das Video dauert { $seconds } s statt der gewünschten { $asked } s.
differs-shape = Es hat { $size } Pixel statt { $asked }.
differs-silent = Es hat keinen Ton, obwohl du Ton wolltest.
differs-as-is = Ich konnte es nicht umwandeln, daher läuft es vielleicht nicht überall.
result-link = { $mention } Dein Video ist fertig, aber zu groß zum Posten. Bis { $expires } kannst du es hier herunterladen: { $url }
    -# Referenz { $reference }

failure = { $mention } Dein Video ist fehlgeschlagen.
failure-reference = Referenz { $reference }
failure-rejected = Der Videodienst hat den Prompt oder eine Einstellung abgelehnt. { $said } Bitte ändere das und versuch es noch einmal.
failure-content_blocked = Der Sicherheitsfilter des Videodienstes hat es blockiert. Bitte beschreib es anders.
failure-generation_failed = Der Videodienst konnte es nicht erstellen. Bitte versuch es noch einmal.
failure-video_lost = Es wurde erstellt, aber ich bekomme die Datei nicht vom Videodienst. Tut mir leid! Der Betreiber weiß Bescheid.
failure-upload_failed = Ich konnte dein Bild nicht zum Videodienst hochladen. { $said } Bitte versuch es noch einmal.
failure-scene_lost = Ich konnte das letzte Bild der vorigen Szene nicht bekommen, mit dem diese beginnen sollte.
failure-submission_lost = Die Verbindung brach beim Abschicken ab, und nichts deutet darauf hin, dass die Anfrage angekommen ist. Bitte versuch es noch einmal.
failure-timed_out = Der Videodienst ist damit nie fertig geworden. Bitte versuch es noch einmal.
failure-given-back = Deine { $seconds } s wurden erstattet.
