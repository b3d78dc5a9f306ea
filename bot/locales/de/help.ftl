## /veo-help
## { $command } ist ein Befehl zum Anklicken, oder „/veo“.

command-veo-help = Wie man Videos macht und wie die Limits funktionieren
help-title = So machst du Videos
help-command-veo = { $command }: Beschreib eine Szene und bekomm ein Video davon. Wähle Länge, Format, Stil und Kamera, wenn du magst.
help-command-veo-image = { $command }: Häng ein Bild an und sieh zu, wie es sich bewegt. Du kannst sagen, was passieren soll.
help-command-animate = **{ $command }**: dasselbe für ein Bild, das schon im Kanal ist: Rechtsklick auf die Nachricht oder lange drücken, dann Apps. Oder erwähne mich in einer Nachricht mit einem Bild.
help-command-veo-jobs = { $command }: was bei dir läuft und was du gemacht hast; abbrechen, erneut senden.
help-command-veo-quota = { $command }: wie viel du übrig hast und wann wieder mehr dazukommt.
help-limits-title = **Wie die Limits funktionieren**
help-limits = Videosekunden zählen in den letzten 24 Stunden, 7 Tagen oder 30 Tagen: Was du genutzt hast, kommt nach und nach zurück. Ein Video, das nicht geklappt hat, zählt nicht. Wo ein Limit im Weg steht, sage ich, welches, was übrig ist und wann es wieder geht.
help-tips-title = **Tipps**
help-tip-prompt = Sag, wer oder was zu sehen ist, was passiert, wo, in welchem Licht, und wie sich die Kamera bewegt. Am besten ist eine einzige Szene.
help-tip-again = Während du einen Prompt schreibst, werden dir deine letzten vorgeschlagen.
help-tip-seed = Gleicher Prompt und Seed geben ein ähnliches Video; ändere ein Wort und sieh, was es bewirkt.
help-admin-title = **Für Admins**
help-command-veo-admin = { $command }: Limits für Mitglieder und Rollen, Kanäle, verbotene Wörter, Sperren, eine Pause, und was genutzt wurde.
help-admin-permissions-fine = Ich habe in diesem Kanal alle Berechtigungen, die ich brauche.
help-admin-permissions-missing = In diesem Kanal brauche ich noch: { $missing }.
