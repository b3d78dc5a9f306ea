## Die Karte

card-queued = Wartet, bis es dran ist
card-submitting = Dein Auftrag wird gesendet
card-unknown = Dein Auftrag wird geprüft
card-generating = Dein Video wird gemacht
card-fetching = Dein Video wird geholt
card-delivering = Dein Video wird gepostet
card-delivered = Dein Video ist fertig
card-failed = Dieses Video hat nicht geklappt
card-cancelled = Abgebrochen
card-undeliverable = Dein Video ist fertig, aber ich konnte es hier nicht posten
card-held-title = Geht gleich los
card-deleted = Dieses Video wurde gelöscht

card-settings = { $duration } s · { $aspect_ratio } · Seed { $seed }
card-starts = Startet { $when }. Bis dahin kannst du es noch abbrechen.
card-held = Geht gleich los.
card-sending = Es wird gerade bestellt und lässt sich also nicht mehr abbrechen.
card-about-start = Es startet etwa { $when }.
card-about-start-and-length = Es startet etwa { $when } und dauert dann etwa { $takes }.
card-given-back = Es wurde nichts gemacht; die { $seconds } s sind zurückgegeben.
card-video-deleted = Die Nachricht damit wurde gelöscht.
card-position = { $position ->
    [1] Als Nächstes dran.
   *[other] Platz { $position } in der Schlange.
}
card-elapsed = { $elapsed } vergangen
card-remaining = noch etwa { $remaining }
card-overdue = Es dauert länger als sonst, und ich schaue weiter nach.
card-late = Es dauert viel länger als sonst. Ich schaue weiter nach und poste das Video, auch wenn es spät kommt.
card-checking = Die Verbindung brach ab, während das Video in Auftrag gegeben wurde. Ich prüfe, ob der Auftrag angekommen ist; nichts wird doppelt bestellt.
card-almost = Fast fertig.
card-took = Fertig in { $took }.
card-watch = Ansehen
card-sent-directly = Ich konnte es hier nicht posten, also habe ich es als Direktnachricht geschickt.
card-paused = Neue Videos sind gerade pausiert. Deins behält seinen Platz und startet von selbst.
card-kept = Ich darf hier nicht schreiben und konnte es dir auch nicht schicken. Die Datei bleibt vorerst aufbewahrt: Öffne /veo-jobs und drück auf „Erneut senden“.
seconds = { $seconds } s
minutes = { $minutes } min { $seconds } s

## Das Ergebnis

result = { $mention } Hier ist dein Video.
result-alt = Video, von Veo 2 nach diesem Prompt gemacht: { $prompt }
result-alt-picture = Video, von Veo 2 aus einem Bild gemacht
result-link = { $mention } Dein Video ist fertig, aber zu groß zum Posten. Bis { $expires } ist es hier: { $url }
    -# Referenz { $reference }

failure = { $mention } Dein Video hat nicht geklappt: { $why }
    -# Referenz { $reference }
failure-rejected = Der Videodienst hat den Prompt oder eine Einstellung nicht angenommen. { $said } Es wurde nichts berechnet; bitte ändere es und versuch es noch einmal.
failure-content_blocked = Der Sicherheitsfilter des Videodienstes hat es blockiert. Es wurde nichts berechnet; bitte beschreib es anders.
failure-generation_failed = Der Videodienst konnte es nicht machen. Es wurde nichts berechnet; bitte versuch es noch einmal.
failure-video_lost = Es wurde gemacht, aber der Videodienst gibt die Datei nicht heraus. Tut mir leid; der Betreiber sieht es im Log.
failure-upload_failed = Das Bild ließ sich nicht an den Videodienst übergeben. { $said } Es wurde nichts berechnet; bitte versuch es noch einmal.
failure-submission_lost = Die Verbindung brach bei der Bestellung ab, und der Auftrag ist nie aufgetaucht. Bitte versuch es noch einmal.
failure-timed_out = Der Videodienst ist damit nie fertig geworden. Bitte versuch es noch einmal.
failure-given-back = Die { $seconds } s sind zurückgegeben.
