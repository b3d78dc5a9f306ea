## Knöpfe von Karten und Ergebnissen

button-cancel = Abbrechen
button-again = Noch einmal
button-try-again = Noch einmal versuchen
button-edit = Bearbeiten
button-delete = Löschen

job-unknown = Dieses Video kenne ich nicht. Vielleicht hat es ein anderer Bot gemacht, oder meine Aufzeichnungen beginnen später. Bitte bestell es mit /veo.
button-twice = Das habe ich gerade eben schon von dir bekommen und mache es nur einmal.
form-written = Das hattest du geschrieben; du kannst es kopieren:

cancel-done = Abgebrochen. Es wurde nichts gemacht, und die { $seconds } s sind zurückgegeben.
cancel-not-yours = Nur wer dieses Video bestellt hat oder den Server verwaltet, kann es abbrechen.
cancel-too-late = Dieses Video ist beim Videodienst schon bestellt und lässt sich nicht mehr stoppen.
cancel-already = Dieses Video ist schon abgebrochen; alles wurde zurückgegeben.
cancel-over = Es gibt nichts mehr abzubrechen: Dieses Video ist schon zu Ende.

again-private = Dieses Video ist privat, also kann es nur noch einmal machen, wer es bestellt hat.
again-no-picture = Ich habe das Bild zu diesem Video nicht mehr. Bitte schick es noch einmal mit /veo-image.

delete-done = Die Nachricht mit dem Video ist gelöscht. Dass es gemacht wurde und was es verbraucht hat, bleibt verzeichnet.
delete-gone = Die Nachricht mit dem Video war schon weg. Ich habe mir das gemerkt.
delete-already = Dieses Video ist schon gelöscht.
delete-nothing = Es gibt keine Nachricht mit einem Video, die ich löschen könnte.
delete-not-yours = Nur wer dieses Video bestellt hat oder den Server verwaltet, kann es löschen.
delete-failed = Discord hat mich die Nachricht nicht löschen lassen. Bitte versuch es noch einmal, oder lösch sie von Hand.
delete-not-noted = Die Nachricht ist gelöscht, aber ich konnte es nicht vermerken: Meine Datenbank antwortet nicht. Die Karte zeigt vielleicht noch darauf.

## Das Formular hinter „Bearbeiten“

edit-title = Ändern und neu machen
edit-prompt = Was soll zu sehen sein?
edit-motion = Was soll passieren? (freiwillig)
edit-duration = Länge
edit-shape = Format
edit-shape-landscape = 16:9, quer
edit-shape-portrait = 9:16, hochkant
edit-seed = Seed
edit-seed-hint = Lass ihn stehen, um nah an diesem Video zu bleiben. Leere ihn für einen neuen.
edit-seed-wrong = Ein Seed ist eine ganze Zahl von 0 bis { $most }. Lass das Feld für einen neuen leer.
edit-unchanged = Du hast nichts geändert, und derselbe Seed gibt fast dasselbe Video noch einmal, also habe ich es nicht bestellt. Ändere etwas, oder leere den Seed für einen neuen.
