## Private Aufträge, und Aufträge von da, wo der Bot kein Mitglied ist

command-veo-private = Nur du siehst die Karte und das Video
animate-audience = Wer es sieht
animate-audience-everybody = Alle hier
animate-audience-only-me = Nur ich
private-no-answer = Discord hat meine Antwort nicht rechtzeitig gezeigt, aber ich habe deinen Auftrag. Du bekommst das Video hier.
    -# Referenz { $reference }
private-ready = Dein Bild ist bereit.
private-accepted = Dein Video ist angefordert.
private-card-ends = Discord lässt mich diese Nachricht nur 15 Minuten lang ändern, ab jetzt bleibt sie also so. Du bekommst das Video als Direktnachricht.
private-card-shown = Ich konnte es hier nicht posten, also habe ich es der Person gezeigt, die es bestellt hat.
private-sending = Ich schicke dein Video …
private-sent = Dein Video ist hier: { $link }
private-sent-directly = Ich konnte dein Video hier nicht zeigen, also habe ich es als Direktnachricht geschickt.
private-not-sent = Auch diesmal hat es nicht geklappt: Ich darf in seinem Kanal nicht posten, kann es hier nicht zeigen, und du nimmst keine Direktnachrichten von mir an. Die Datei bleibt vorerst aufbewahrt; du kannst noch einmal auf „Erneut senden“ drücken.
