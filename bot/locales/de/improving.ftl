## Bessere Prompts

command-improve = Ein Sprachmodell schreibt zuerst einen besseren Prompt; du siehst ihn, bevor etwas bezahlt wird
improve-box = Prompt zuerst verbessern
improve-box-hint = Du siehst ihn und kannst ihn ändern, bevor etwas bezahlt wird.
improve-off = Prompts kann ich hier nicht verbessern. Bitte schick deine Anfrage ohne diese Option.
improve-empty = Hier gibt es noch nichts zu verbessern. Schreib ein paar Wörter dazu, was das Video zeigen soll.
improve-busy = Ich arbeite noch an deinem letzten Prompt. Bitte warte ein paar Sekunden.
improve-often = Du kannst pro Stunde { $most } Prompts verbessern lassen. Der nächste geht { $when }. Deinen eigenen Prompt kannst du jederzeit verwenden.
improve-forgotten = Diesen Vorschlag habe ich nicht mehr. Bitte schick deine Anfrage noch einmal.
improve-title = **Das ist eine Szene aus deinen Worten**
improve-yours = -# Deine eigenen Worte:
improve-unpaid = { $taken }. Es wird kein Video erstellt, bevor du auswählst.
improve-use = Verwenden
improve-edit = Bearbeiten
improve-own = Meinen verwenden
improve-again = Anderer Vorschlag
improve-retry = Noch einmal versuchen
improve-form-title = Prompt ändern
improve-problem-no_answer = Das Sprachmodell hat nicht rechtzeitig geantwortet. Dein Prompt ist so, wie du ihn geschrieben hast:
improve-problem-not_sent = Das Sprachmodell ist gerade nicht erreichbar. Dein Prompt ist so, wie du ihn geschrieben hast:
improve-problem-refused = Das Sprachmodell ist nicht verfügbar. Dein Prompt ist so, wie du ihn geschrieben hast:
improve-problem-unusable = Dem Sprachmodell ist keine Szene eingefallen. Dein Prompt ist so, wie du ihn geschrieben hast:
improve-problem-language = Das Sprachmodell hat in einer anderen Sprache geantwortet. Dein Prompt ist so, wie du ihn geschrieben hast:
improve-problem-same = Das Sprachmodell hatte nichts zu ergänzen. Dein Prompt ist so, wie du ihn geschrieben hast:
