## Ein Video fortsetzen: der Knopf und sein Formular

continue-button = Fortsetzen
continue-title = Was passiert als Nächstes?
continue-prompt = Teil { $part } von { $most } (freiwillig)
continue-prompt-description = Er beginnt mit dem letzten Bild dieses Videos.
continue-prompt-placeholder = Die Kamera folgt, während es sich umdreht und ins Licht geht
continue-duration = Länge
continue-part = Teil { $part } einer Geschichte

## Die Nachricht mit einem späteren Teil

continue-result = { $mention } Hier ist Teil { $part } der Geschichte, und der Film aus allen Teilen bisher.
continue-result-alone = { $mention } Hier ist Teil { $part } der Geschichte. Den Film aus allen Teilen konnte ich nicht dazulegen: Er ließ sich nicht zusammenfügen oder ist zu groß, um hier gepostet zu werden.
continue-film-alt = Film der Geschichte bisher, Teile 1 bis { $part } zusammengefügt

## Warum ein Video nicht fortgesetzt werden kann

continue-private = Dieses Video ist privat, also kann es nur fortsetzen, wem es gehört.
continue-deleted = Dieses Video wurde gelöscht, also lasse ich es in Ruhe. Es wurde nichts bestellt.
continue-unfinished = Dieses Video ist noch nicht fertig. Du kannst es fortsetzen, sobald es gepostet ist.
continue-unposted = Dieses Video konnte noch nicht gepostet werden. Öffne erst /veo-jobs und drück auf „Erneut senden“, dann setz es fort.
continue-failed = Dieses Video wurde nicht gemacht, also gibt es nichts fortzusetzen.
continue-full = Eine Geschichte hat höchstens { $most } Teile, und das ist der letzte. Um eine neue Geschichte zu beginnen, speichere ein Bild daraus und nimm /veo-image.
continue-again = Diesen Auftrag von dir habe ich schon. Seine Karte zeigt, wie es um ihn steht.
continue-busy = An diesem Video konnte ich gerade nicht arbeiten. Es wurde nichts bestellt; bitte versuch es in ein paar Minuten noch einmal.
continue-restarting = Ich starte gerade neu. Es wurde nichts bestellt; bitte setz das Video in einer Minute fort.
continue-unreachable = Ich konnte dieses Video gerade nicht holen. Es wurde nichts bestellt; bitte versuch es in ein paar Minuten noch einmal.
continue-gone = Dieses Video ist nicht mehr zu bekommen, weder von meiner Festplatte noch von Discord, also kann ich es nicht fortsetzen. Es wurde nichts bestellt.
