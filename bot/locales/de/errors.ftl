## Ablehnungen und Fehler

error-permissions = Das darf ich in diesem Kanal nicht. Hier fehlt: { $missing }. Bitte jemanden, der den Server verwaltet, es zu erlauben, oder nimm einen anderen Kanal.
error-unexpected = Bei mir ist etwas schiefgegangen, und dein Video wurde nicht bestellt. Bitte versuch es noch einmal; wenn es wieder passiert, nenn dem Betreiber diese Referenz: `{ $reference }`
error-database = Ich erreiche meine Datenbank gerade nicht, also wurde nichts bestellt. Bitte versuch es in einer Minute noch einmal.
error-database-slow = Meine Datenbank ist gerade sehr langsam, deshalb warte ich nicht länger. Es wurde nichts bestellt. Bitte versuch es in ein paar Minuten noch einmal.
error-no-answer = { $mention } Discord hat meine Antwort nicht rechtzeitig gezeigt, aber ich habe deinen Auftrag:
permission-send_messages = Nachrichten senden
permission-send_messages_in_threads = Nachrichten in Threads senden
permission-attach_files = Dateien anhängen
permission-view_channel = Kanal ansehen
error-option = Discord hat „{ $value }“ geschickt; damit kann ich bei dieser Option nichts anfangen. Bitte wähle einen Wert aus der Liste.
permission-read_message_history = Nachrichtenverlauf anzeigen
