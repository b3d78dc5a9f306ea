## Die Begrüßung, einmal, wo der Bot einem Server beitritt
## { $veo } und so weiter sind Befehle zum Anklicken, oder „/veo“.

welcome-title = Hallo! Ich mache aus Worten und Bildern kurze Videos
welcome-start = **So geht’s los:** Tippe { $veo } und beschreib eine Szene, oder { $image } und häng ein Bild an. Du kannst auch einen Rechtsklick auf eine Nachricht mit einem Bild machen, dann wähle Apps, { $animate }. Ich poste das Video im Kanal, meist innerhalb einer Minute.
welcome-more = { $help } verrät dir mehr, und { $quota } zeigt, was du übrig hast.
welcome-admins = **Für Admins:** Alle können sofort Videos erstellen, innerhalb der Limits des Betreibers. Mit { $admin } legst du fest, wie viel und in welchen Kanälen. Um jede Änderung zu sehen, wähle mit `audit channel` einen Kanal.
welcome-permissions-fine = **Berechtigungen:** Auf diesem Server habe ich alles, was ich brauche. Einzelne Kanäle können mir trotzdem verschlossen sein.
welcome-permissions-missing = **Berechtigungen:** Ich brauche noch { $missing }. Bitte füge das in den Servereinstellungen unter Rollen hinzu. Bis dahin kann ich Videos nicht überall posten.
