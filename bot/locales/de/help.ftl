## /veo-help
## { $command } ist ein Befehl zum Anklicken, oder „/veo“.

command-veo-help = So erstellst du Videos, und so funktionieren die Limits
help-title = So erstellst du Videos
help-command-veo = { $command }: Beschreib eine Szene und bekomm ein Video davon. Du kannst auch Länge, Seitenverhältnis, Stil und Kamerafahrt wählen.
help-command-veo-image = { $command }: Häng ein Bild an und erweck es zum Leben. Du kannst auch sagen, was passieren soll.
help-command-animate = **{ $command }**: dasselbe für ein Bild, das schon in einem Kanal ist. Mach einen Rechtsklick auf die Nachricht oder halte sie gedrückt, dann wähle Apps. Oder erwähne mich in einer Nachricht mit einem Bild.
help-command-veo-story = { $command }: Schreib zwei bis sechs Szenen und bekomm einen Film, der Szene für Szene wächst.
help-command-veo-jobs = { $command }: deine Videos: abbrechen, noch einmal erstellen oder erneut senden.
help-command-veo-quota = { $command }: wie viel du übrig hast und wann wieder etwas dazukommt.
help-command-veo-settings = { $command }: wähle dein übliches Modell, die Länge, das Seitenverhältnis und den Stil, und ob ich dir per Direktnachricht Bescheid gebe.
help-command-veo-privacy = { $command }: was ich über dich speichere, zum Herunterladen oder Löschen.
help-examples = Oder probier eins davon aus. Du kannst es vorher noch ändern:
help-buttons-title = **Die Buttons unter einem Video**
help-button-again = dieselbe Anfrage mit einem anderen Seed, also eine neue Variante.
help-button-edit = den Prompt oder eine Einstellung ändern und ein neues Video bekommen.
help-button-continue = vom letzten Bild aus mit der nächsten Szene weitermachen; du bekommst den ganzen bisherigen Film.
help-button-delete = dein Video und seinen Prompt endgültig löschen.
help-button-cancel = eine Anfrage zurücknehmen, die noch wartet. Das kostet dich nichts.
help-button-send = ein Video bekommen, das ich nicht posten konnte. Es steht in der Liste deiner Videos.
help-limits-title = **Wie die Limits funktionieren**
help-limits = „Heute“ meint die letzten 24 Stunden, „diese Woche“ die letzten 7 Tage und „dieser Monat“ die letzten 30 Tage. Sobald deine Videos älter sind, kommen ihre Sekunden zurück. Fehlgeschlagene Videos werden erstattet. Wenn du ein Limit erreichst, sage ich dir, welches, was übrig ist und wann wieder etwas dazukommt.
help-tips-title = **Tipps**
help-tip-prompt = Sag, wer oder was zu sehen ist, was passiert, wo, in welchem Licht und wie sich die Kamera bewegt. Bleib bei einer Szene.
help-tip-again = Während du einen Prompt schreibst, schlage ich dir deine letzten vor.
help-tip-seed = Derselbe Prompt und Seed ergeben ein ähnliches Video. Ändere ein Wort und sieh, was es bewirkt.
help-admin-title = **Für Admins**
help-command-veo-admin = { $command }: Limits für Mitglieder und Rollen, Kanäle, verbotene Wörter, Sperren, Pausen und Ausgaben.
help-admin-permissions-fine = Ich habe in diesem Kanal alle Berechtigungen, die ich brauche.
help-admin-permissions-missing = In diesem Kanal brauche ich noch diese Berechtigungen: { $missing }.
