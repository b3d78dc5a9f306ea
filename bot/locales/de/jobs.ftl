## /veo-jobs: was in Arbeit ist und was fertig ist

command-veo-jobs = Deine Videos: nachsehen, abbrechen, noch einmal erstellen oder erneut senden
command-veo-jobs-show = Welche Videos (Standard: alle)
command-veo-jobs-member = Videos dieses Mitglieds zeigen (braucht „Server verwalten“)
jobs-show-all = Alle
jobs-show-running = In Arbeit
jobs-show-done = Fertig
jobs-show-failed = Fehlgeschlagen oder abgebrochen
jobs-show-kept = Konnten nicht gepostet werden

jobs-title = Deine Videos
jobs-title-here = Videos von { $member } auf diesem Server
jobs-title-everywhere = Videos von { $member } überall
jobs-count = { $show } · { $total ->
    [one] { $total } Video
   *[other] { $total } Videos
} · Seite { $page } von { $pages }
jobs-none = Du hast noch keine Videos. Starte eins mit `/veo` und einem Prompt, oder mit `/veo-image` und einem Bild.
jobs-none-here = Dieses Mitglied hat hier keine Videos.
jobs-none-like-that = Keine passenden Videos. Wähle unten einen anderen Filter.
jobs-filter = Nur anzeigen …
jobs-newer = Neuere
jobs-older = Ältere
jobs-refresh = Aktualisieren
jobs-send-again = Erneut senden
jobs-watch = Ansehen
jobs-card = Zur Karte
jobs-private = Privates Video
jobs-picture = Aus einem Bild erstellt, ohne Prompt
jobs-forgotten = Der Prompt ist nicht mehr gespeichert
jobs-mark-private = privat

jobs-state-queued = In der Warteschlange
jobs-state-submitting = Wird abgeschickt
jobs-state-unknown = Wird geprüft
jobs-state-generating = In Arbeit
jobs-state-fetching = Wird heruntergeladen
jobs-state-delivering = Wird gepostet
jobs-state-delivered = Fertig
jobs-state-deleted = Gelöscht
jobs-state-failed = Fehlgeschlagen
jobs-state-cancelled = Abgebrochen
jobs-state-undeliverable = Fertig, konnte aber nicht gepostet werden
jobs-kept = Ich habe die Datei vorerst aufbewahrt. Drück auf „Erneut senden“, um sie zu bekommen.
jobs-kept-no-more = Die Datei ist weg. Drück auf „Noch einmal“, um ein neues Video zu erstellen.

jobs-not-theirs = Nur wer diesen Server verwaltet, kann die Videos anderer Mitglieder sehen. Lass `member` weg, um deine eigenen zu sehen.
jobs-unreadable = Ich erreiche meine Datenbank gerade nicht. Bitte versuch es in einer Minute noch einmal.

## Erneut senden, was nicht gepostet werden konnte

resend-not-yours = Nur wer dieses Video angefordert hat, kann es erneut senden lassen.
resend-under-way = Ich sende es schon.
resend-done = Dieses Video wurde schon gesendet. Du findest es mit `/veo-jobs`.
resend-nothing = Es gibt kein Video, das ich erneut senden könnte.
resend-gone = Tut mir leid, die Datei ist weg: Weder ich noch der Videodienst haben sie noch. Drück auf „Noch einmal“, um ein neues Video zu erstellen.
