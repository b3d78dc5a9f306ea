## Unklare Anfragen, ungewöhnliche Kosten und Fehlschläge

failure-submission_lost-sought = Beim Videodienst gab es einen Fehler, als ich dein Video abgeschickt habe. Bitte versuch es noch einmal. Falls das erste Video doch noch auftaucht, bekommst du es auch.
