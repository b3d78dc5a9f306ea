## Bilder: Befehle und der Dialog

command-veo-image = Macht aus einem Bild ein Video
command-veo-image-image = Das Bild, mit dem das Video beginnt
command-veo-image-prompt = Was soll in dem Bild passieren? Du kannst es weglassen
command-veo-image-aspect_ratio = Format (das des Bildes, wenn du nichts wählst)
command-veo-image-fit = Wie ein Bild mit anderem Format das Video füllt (auto, wenn du nichts wählst)
command-animate = Animieren
choice-auto = auto: wie das Bild
choice-fit-auto = auto: zuschneiden, oder auffüllen, wo sonst viel wegfiele
choice-fit-crop = zuschneiden: füllt das Video, Ränder fallen weg
choice-fit-pad = auffüllen: zeigt alles, mit unscharfen Balken daneben

animate-title = Dieses Bild animieren
animate-motion = Was soll passieren? (freiwillig)
animate-motion-placeholder = Die Wellen rollen heran, während die Kamera langsam näher kommt
animate-duration = Länge
animate-shape = Format
animate-shape-auto = wie das Bild
animate-pick = Diese Nachricht hat mehrere Bilder. Welches soll ich animieren?
animate-pick-placeholder = Wähle ein Bild
animate-unnamed = Bild ohne Namen
animate-again = Du hast dieses Formular schon abgeschickt, und ich habe deinen Auftrag.

card-frame = Das erste Bild des Videos
card-requester = für { $mention }
card-padded = Das ganze Bild ist zu sehen, mit unscharfen Balken daneben: Beim Zuschneiden wären mehr als 40 % weggefallen. Wähle „zuschneiden“, um das Video zu füllen.

## Bilder: was falsch sein kann

mention-hint = Schick mir ein Bild: Erwähne mich in einer Nachricht mit einem Bild im Anhang, oder wenn du auf eine antwortest. Oder mach einen Rechtsklick auf eine Nachricht mit einem Bild, dann Apps, Animieren.
mention-text-unreadable = Ich konnte die Textdatei in deiner Nachricht nicht lesen. Schreib den Prompt bitte direkt in die Nachricht, oder hänge eine einzige Textdatei (UTF-8) mit höchstens 2.000 Zeichen an. Es wurde nichts bestellt.
mention-pick-not-yours = Nur wer dieses Video bestellt, kann das Bild auswählen.
picture-none = Ich sehe in dieser Nachricht kein Bild. Bitte wähle eine mit einem Bild im Anhang, oder nimm /veo-image.
picture-gone = Discord hat dieses Bild nicht mehr: Es wurde gelöscht, oder sein Link ist abgelaufen. Bitte poste es noch einmal.
picture-foreign = Ich nehme nur Bilder, die Discord selbst ausliefert. Bitte häng das Bild an eine Nachricht an, oder nimm /veo-image.
picture-unreachable = Discord hat mir das Bild gerade nicht gegeben. Bitte versuch es in einer Minute noch einmal.
picture-too-large = Dieses Bild hat { $size } MB; höchstens { $limit } MB sind möglich. Bitte schick eine kleinere Fassung davon.
picture-message-deleted = Die Nachricht mit diesem Bild wurde gelöscht, also lasse ich es in Ruhe. Es wurde nichts bestellt.
picture-target-deleted = Die Nachricht, auf die du geantwortet hast, wurde gelöscht. Bitte poste das Bild noch einmal.
picture-target-unreadable = Ich darf die Nachricht, auf die du geantwortet hast, nicht lesen: Mir fehlt hier die Berechtigung „Nachrichtenverlauf anzeigen“. Bitte häng das Bild an deine eigene Nachricht an.
picture-target-hidden = Discord zeigt mir das Bild nicht, auf das du geantwortet hast. Mach einen Rechtsklick auf die Nachricht, dann Apps, Animieren; oder häng das Bild an deine eigene Nachricht an.
picture-age-restricted = Dieses Bild kommt aus einem Kanal mit Altersbeschränkung, also animiere ich es nur in so einem.
picture-spoiler-elsewhere = Dieses Bild war in einem anderen Kanal hinter einem Spoiler versteckt, also zeige ich es hier nicht. Bitte häng es selbst an, wenn das in Ordnung ist.
picture-busy-person = Ich bereite noch deine anderen Bilder vor. Bitte warte, bis sie fertig sind.
picture-busy = Sehr viele Bilder warten gerade auf ihre Vorbereitung. Bitte versuch es in ein paar Minuten noch einmal.
picture-paused = Mehrere deiner Bilder waren nicht lesbar. Das nächste kannst du { $when } schicken.
picture-restarting = Ich starte gerade neu. Bitte schick das Bild in einer Minute noch einmal.
error-not-posted = Ich konnte in diesem Kanal nichts posten, also wurde nichts bestellt. Bitte versuch es noch einmal, oder nimm einen anderen Kanal.
