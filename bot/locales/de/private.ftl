## Private Anfragen, und Anfragen von da, wo der Bot kein Mitglied ist

command-veo-private = Nur du siehst die Karte und das Video
animate-options = Optionen
private-no-answer = Discord hat meine Antwort nicht rechtzeitig gezeigt, aber ich habe deine Anfrage. Ich schicke das Video hierher.
    -# Referenz { $reference }
private-ready = Dein Bild ist bereit.
private-accepted = Ich habe deine Anfrage.
private-card-ends = Discord lässt mich diese Nachricht nur 15 Minuten lang aktualisieren, das hier ist also der letzte Stand. Ich schicke dir das Video als Direktnachricht.
private-card-shown = Ich konnte es hier nicht posten, also habe ich es der Person gezeigt, die es angefordert hat.
private-sending = Dein Video wird gesendet …
private-sent = Hier ist dein Video: { $link }
private-sent-directly = Ich konnte dein Video hier nicht zeigen, also habe ich es als Direktnachricht geschickt.
private-not-sent = Auch diesmal hat es nicht geklappt: Ich konnte es weder im Kanal posten noch hier zeigen noch dir als Direktnachricht schicken. Ich habe die Datei vorerst aufbewahrt, du kannst also noch einmal auf „Erneut senden“ drücken.
