## Doubtful submissions, odd costs and failures

failure-submission_lost-sought = Beim Videodienst gab es einen Fehler, als dein Video in Auftrag gegeben wurde. Bitte versuch es noch einmal. Falls das Video doch noch auftaucht, bekommst du es auch.
