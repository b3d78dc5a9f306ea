## Knöpfe von Karten und Ergebnissen

button-cancel = Abbrechen
button-again = Noch einmal
button-try-again = Erneut versuchen
button-edit = Bearbeiten
button-prompt = Ganzer Prompt
button-delete = Löschen
button-delete-now = Endgültig löschen

job-unknown = Dieses Video kenne ich nicht. Vielleicht stammt es von einem anderen Bot oder ist älter als meine Aufzeichnungen. Bitte erstell mit /veo ein neues.
job-private = Dieses Video ist privat. Nur wer es angefordert hat, kann es verwenden.
job-elsewhere = Dieses Video ist von einem anderen Server. Nur wer es angefordert hat, kann es hier verwenden.
job-gone = Die Nachricht mit diesem Video ist weg. Nur wer es angefordert hat, kann es noch verwenden.
job-deleted = Dieses Video wurde gelöscht, daher lässt sich nichts mehr daraus machen. Bitte erstell mit /veo ein neues.
job-forgotten = Woraus dieses Video gemacht wurde, ist nicht mehr gespeichert, daher lässt sich nichts mehr daraus machen. Bitte erstell mit /veo ein neues.
button-twice = Bin schon dran.
form-written = Das hast du geschrieben, damit du es kopieren kannst:

cancel-done = Abgebrochen. Es wurde nichts erstellt, und { $seconds } s wurden erstattet.
cancelled-by = { $mention } { $by } hat deine Anfrage abgebrochen. Es wurde nichts erstellt, und { $seconds } s wurden erstattet.
cancel-not-yours = Nur wer dieses Video angefordert hat oder den Server verwaltet, kann es abbrechen.
cancel-too-late = Dieses Video wurde schon abgeschickt und kann nicht mehr abgebrochen werden.
cancel-already = Dieses Video wurde schon abgebrochen und erstattet.
cancel-over = Es gibt nichts abzubrechen: Dieses Video ist schon fertig oder fehlgeschlagen.

again-no-picture = Ich habe das Bild zu diesem Video nicht mehr. Bitte schick es noch einmal mit /veo-image.

delete-sure = Dieses Video endgültig löschen? Seine Nachrichten, seine Datei und sein Prompt sind dann weg. Videos, die es fortsetzen, bleiben.
delete-done = Das Video ist gelöscht, mit seinen Nachrichten, seiner Datei und seinem Prompt. Was es verbraucht hat, zählt weiter zu den Limits.
delete-goes-on = Das Video und sein Prompt sind aus meinen Aufzeichnungen gelöscht. Den Rest konnte ich noch nicht ganz entfernen, ich versuche es weiter.
delete-left = Das Video und sein Prompt sind aus meinen Aufzeichnungen gelöscht, aber eine der Nachrichten lässt mich Discord nicht löschen. Bitte drück darunter noch einmal auf „Löschen“ oder blende sie selbst aus.
delete-not-begun = Meine Datenbank antwortet nicht, daher wurde nichts gelöscht. Bitte versuch es in einer Minute noch einmal.
delete-already = Dieses Video wurde schon gelöscht.
delete-nothing = Es gibt keine Nachricht mit einem Video zu löschen.
delete-not-yours = Nur wer dieses Video angefordert hat oder den Server verwaltet, kann es löschen.

## Das Formular hinter „Bearbeiten“

edit-title = Bearbeiten und neues Video erstellen
edit-prompt = Was soll das Video zeigen?
edit-motion = Was soll passieren? (optional)
edit-frame = Länge und Seitenverhältnis
edit-shape-landscape = 16:9 (Querformat)
edit-shape-portrait = 9:16 (Hochformat)
edit-model = Modell
edit-style = Stil (optional)
edit-camera = Kamerabewegung (optional)
edit-picture = Ein anderes Bild (optional)
edit-picture-hint = Ohne ein neues wird wieder dasselbe Bild animiert.
edit-negative = Was nicht zu sehen sein soll (optional)
edit-seed = Seed
edit-seed-hint = Behalte ihn für ein ähnliches Video. Leere das Feld für einen zufälligen.
edit-unchanged = Du hast nichts geändert, und derselbe Seed ergibt fast dasselbe Video, also habe ich keins gestartet. Ändere etwas, oder drücke „Noch einmal“ für ein anderes.
change-title = Diese Anfrage ändern
change-done = Geändert. Dein Video behält seinen Platz in der Warteschlange.
change-not-yours = Nur wer dieses Video angefordert hat, kann es ändern.
change-too-late = Dieses Video wurde schon so abgeschickt, wie es war, und lässt sich nicht mehr ändern. Drücke noch einmal „Bearbeiten“, sobald es fertig ist, um ein weiteres zu erstellen.
change-over = Dieses Video wartet nicht mehr, also gab es nichts zu ändern. Drücke noch einmal „Bearbeiten“, um ein weiteres zu erstellen.
change-picture = Das Bild für dieses Video ist schon vorbereitet. Darum lassen sich das Seitenverhältnis sowie ein Modell oder eine Auflösung mit anderer Größe nicht mehr ändern, solange es wartet. Brich es ab und drücke dann „Bearbeiten“.
