## Die Begrüßung, einmal, wo der Bot einem Server beitritt
## { $veo } und so weiter sind Befehle zum Anklicken, oder „/veo“.

welcome-title = Hallo! Ich mache aus Worten und Bildern kurze Videos
welcome-start = **So geht’s los:** Tippe { $veo } und beschreib eine Szene, oder { $image } und häng ein Bild an. Du kannst auch einen Rechtsklick auf eine Nachricht mit einem Bild machen, dann Apps, { $animate }. Das Video kommt in den Kanal, meist binnen einer Minute.
welcome-more = { $help } verrät mehr, { $quota }, was du übrig hast.
welcome-admins = **Für Admins:** Man kann sofort Videos machen, innerhalb der Limits meines Betreibers. Mit { $admin } legst du fest, wie viel alle nutzen dürfen und in welchen Kanälen; `audit channel` bestimmt einen Kanal, in dem Änderungen gepostet werden.
welcome-permissions-fine = **Berechtigungen:** Auf diesem Server habe ich alle, die ich brauche. Einzelne Kanäle können mir trotzdem verschlossen sein.
welcome-permissions-missing = **Berechtigungen:** Ich brauche noch: { $missing }. Bitte erlaube das in den Servereinstellungen unter Rollen; bis dahin kann ich Videos nicht überall posten.
