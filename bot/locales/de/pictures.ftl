## Bilder: Befehle und der Dialog

command-veo-image = Macht aus einem Bild ein Video
command-veo-image-image = Das Bild, mit dem das Video beginnt
command-veo-image-prompt = Was soll in dem Bild passieren? (optional)
command-veo-image-aspect_ratio = Seitenverhältnis (Standard: möglichst wie das Bild)
command-veo-image-fit = Wie ein Bild mit anderem Seitenverhältnis ins Video passt (Standard: auto)
command-animate = Animieren
choice-auto = auto: möglichst wie das Bild
choice-fit-auto = auto: zuschneiden, oder auffüllen, wenn sonst viel wegfiele
choice-fit-crop = zuschneiden: füllt das Video, Ränder fallen weg
choice-fit-pad = auffüllen: zeigt alles, mit unscharfen Balken

animate-title = Dieses Bild animieren
animate-motion = Was soll passieren? (optional)
animate-motion-placeholder = Die Wellen rollen heran, während die Kamera langsam näher kommt
animate-duration = Länge
animate-duration-auto = wie beim Modell üblich
animate-shape = Seitenverhältnis
animate-shape-auto = möglichst wie das Bild
animate-pick = Diese Nachricht hat mehrere Bilder. Welches soll ich animieren?
animate-pick-placeholder = Wähle ein Bild
animate-unnamed = Bild ohne Namen
animate-again = Du hast dieses Formular schon abgeschickt, und ich habe deine Anfrage.

card-frame = Das erste Bild des Videos
card-requester = für { $mention }
card-padded = Ich habe das ganze Bild behalten und unscharfe Balken ergänzt: Beim Zuschneiden wären mehr als 40 % weggefallen. Wähle „zuschneiden“, um das Video zu füllen.

## Bilder: was falsch sein kann

mention-hint = Schick mir ein Bild: Erwähne mich in einer Nachricht mit einem Bild oder in einer Antwort darauf. Oder mach einen Rechtsklick auf eine Nachricht mit einem Bild, dann wähle Apps, Animieren.
mention-text-unreadable = Ich konnte die Textdatei in deiner Nachricht nicht lesen, also wurde kein Video gestartet. Bitte schreib deinen Prompt direkt in die Nachricht oder häng eine einzige Textdatei (UTF-8) mit höchstens 2.000 Zeichen an.
mention-pick-not-yours = Nur wer dieses Video angefordert hat, kann das Bild auswählen.
picture-none = Ich sehe in dieser Nachricht kein Bild. Bitte wähle eine mit einem Bild im Anhang oder nimm /veo-image.
picture-gone = Discord hat dieses Bild nicht mehr: Es wurde gelöscht, oder der Link ist abgelaufen. Bitte poste es noch einmal.
picture-foreign = Ich kann nur Bilder verwenden, die bei Discord gespeichert sind. Bitte häng das Bild an eine Nachricht an oder nimm /veo-image.
picture-unreachable = Ich konnte das Bild nicht von Discord herunterladen. Bitte versuch es in einer Minute noch einmal.
picture-too-large = Dieses Bild hat { $size } MB; das Limit sind { $limit } MB. Bitte schick eine kleinere Kopie.
picture-message-deleted = Die Nachricht mit diesem Bild wurde gelöscht, also wurde kein Video gestartet.
picture-target-deleted = Die Nachricht, auf die du geantwortet hast, wurde gelöscht. Bitte poste das Bild noch einmal.
picture-target-unreadable = Ich kann die Nachricht, auf die du geantwortet hast, nicht lesen: Ich brauche hier die Berechtigung „Nachrichtenverlauf anzeigen“. Bitte häng das Bild an deine eigene Nachricht an.
picture-target-hidden = Discord zeigt mir das Bild nicht, auf das du geantwortet hast. Mach einen Rechtsklick auf die Nachricht, dann wähle Apps, Animieren; oder häng das Bild an deine eigene Nachricht an.
picture-age-restricted = Dieses Bild kommt aus einem Kanal mit Altersbeschränkung, also kann ich es nur in so einem animieren.
picture-spoiler-elsewhere = Dieses Bild war in einem anderen Kanal hinter einem Spoiler, also zeige ich es hier nicht. Wenn das in Ordnung ist, häng es bitte selbst an.
picture-busy-person = Ich bereite noch deine anderen Bilder vor. Bitte warte, bis sie fertig sind.
picture-busy = Gerade warten sehr viele Bilder auf ihre Vorbereitung. Bitte versuch es in ein paar Minuten noch einmal.
picture-paused = Ich konnte mehrere deiner Bilder nicht lesen. Das nächste kannst du { $when } schicken.
picture-restarting = Ich starte gerade neu. Bitte schick das Bild in einer Minute noch einmal.
error-not-posted = Ich konnte in diesem Kanal nichts posten, also wurde kein Video gestartet. Bitte versuch es noch einmal oder nimm einen anderen Kanal.
