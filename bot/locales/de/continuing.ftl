## Ein Video fortsetzen: der Knopf und sein Formular

continue-button = Fortsetzen
continue-title = Was passiert als Nächstes?
continue-prompt = Teil { $part } von { $most } (optional)
continue-prompt-description = Beginnt mit dem letzten Bild dieses Videos.
continue-prompt-placeholder = Die Kamera folgt, während es sich umdreht und ins Licht geht
continue-duration = Länge
part-with-words = Teil { $part }: { $words }
part-without-words = Teil { $part }

## Die Nachricht mit einem späteren Teil

continue-result = { $mention } Hier ist Teil { $part } der Geschichte und ein Film aus allen bisherigen Teilen.
continue-result-alone = { $mention } Hier ist Teil { $part } der Geschichte. Einen Film aus allen Teilen konnte ich nicht anhängen: Sie ließen sich nicht zusammenfügen, oder der Film ist zu groß zum Posten.
continue-film-alt = Film der bisherigen Geschichte: Teile 1 bis { $part } zusammengefügt

## Warum ein Video nicht fortgesetzt werden kann

continue-deleted = Dieses Video wurde gelöscht und kann nicht fortgesetzt werden. Es wurde kein Video gestartet.
continue-unfinished = Dieses Video ist noch nicht fertig. Du kannst es fortsetzen, sobald es gepostet ist.
continue-unposted = Dieses Video konnte noch nicht gepostet werden. Öffne zuerst /veo-jobs und drück auf „Erneut senden“, dann setz es fort.
continue-failed = Dieses Video wurde nie erstellt, also gibt es nichts fortzusetzen.
continue-full = Das ist der letzte Teil: Eine Geschichte kann höchstens { $most } haben. Für eine neue Geschichte speichere ein Bild daraus und nimm /veo-image.
continue-again = Diese Anfrage habe ich schon. Ihre Karte zeigt, wie es läuft.
continue-busy = Ich konnte dieses Video gerade nicht vorbereiten. Es wurde kein Video gestartet. Bitte versuch es in ein paar Minuten noch einmal.
continue-restarting = Ich starte gerade neu. Es wurde kein Video gestartet. Bitte versuch es in einer Minute noch einmal.
continue-unreachable = Ich konnte dieses Video gerade nicht laden. Es wurde kein Video gestartet. Bitte versuch es in ein paar Minuten noch einmal.
continue-gone = Ich kann dieses Video nicht fortsetzen, weil die Datei weg ist, sowohl auf meiner Festplatte als auch bei Discord. Es wurde kein Video gestartet.
