## /veo-jobs: was in Arbeit ist und was gemacht wurde

command-veo-jobs = Zeigt deine Videos: in Arbeit, fertig, fehlgeschlagen und für dich aufbewahrt
command-veo-jobs-show = Welche (alle, wenn du nichts wählst)
command-veo-jobs-member = Wessen: für alle, die den Server verwalten
jobs-show-all = Alle
jobs-show-running = In Arbeit
jobs-show-done = Fertig
jobs-show-failed = Fehlgeschlagen oder abgebrochen
jobs-show-kept = Aufbewahrt, zum erneuten Senden

jobs-title = Deine Videos
jobs-title-here = Videos von { $member } auf diesem Server
jobs-title-everywhere = Videos von { $member } überall
jobs-count = { $show } · { $total ->
    [one] { $total } Video
   *[other] { $total } Videos
} · Seite { $page } von { $pages }
jobs-none = Du hast noch keine Videos. Starte eins mit `/veo` und einem Prompt, oder mit `/veo-image` und einem Bild.
jobs-none-here = Von dieser Person gibt es hier keine Videos.
jobs-none-like-that = So eins ist nicht dabei. Wähle unten eine andere Art.
jobs-filter = Nur zeigen …
jobs-newer = Neuere
jobs-older = Ältere
jobs-refresh = Aktualisieren
jobs-send-again = Erneut senden
jobs-watch = Ansehen
jobs-card = Zur Karte
jobs-private = Ein privates Video
jobs-picture = Aus einem Bild gemacht, ohne Prompt
jobs-mark-private = privat
jobs-mark-part = Teil { $part }

jobs-state-queued = Wartet, bis es dran ist
jobs-state-submitting = Wird bestellt
jobs-state-unknown = Wird geprüft
jobs-state-generating = In Arbeit
jobs-state-fetching = Wird geholt
jobs-state-delivering = Wird gepostet
jobs-state-delivered = Fertig
jobs-state-deleted = Fertig, und die Nachricht wurde gelöscht
jobs-state-failed = Fehlgeschlagen
jobs-state-cancelled = Abgebrochen
jobs-state-undeliverable = Fertig, aber ich konnte es nicht posten
jobs-kept = Die Datei bleibt vorerst aufbewahrt: Drück auf „Erneut senden“.
jobs-kept-no-more = Die Datei ist nicht mehr aufbewahrt. „Noch einmal“ macht ein neues.

jobs-not-theirs = Nur wer diesen Server verwaltet, kann hier die Videos anderer Mitglieder sehen. Ohne `member` zeige ich dir deine eigenen.
jobs-unreadable = Ich erreiche meine Datenbank gerade nicht. Bitte versuch es in einer Minute noch einmal.

## Erneut senden, was nicht gepostet werden konnte

resend-not-yours = Nur wer dieses Video bestellt hat, kann es erneut senden lassen.
resend-under-way = Ich sende es gerade schon.
resend-done = Es wurde schon gesendet; du findest es mit `/veo-jobs`.
resend-nothing = Es gibt kein aufbewahrtes Video zum Senden.
resend-gone = Die Datei ist nicht mehr aufbewahrt, weder bei mir noch beim Videodienst. Tut mir leid; „Noch einmal“ macht ein neues.
