## Ablehnungen und Fehler

error-permissions = Mir fehlen in diesem Kanal Berechtigungen: { $missing }. Bitte jemanden, der den Server verwaltet, sie hinzuzufügen, oder nimm einen anderen Kanal.
error-unexpected = Bei mir ist etwas schiefgegangen, und es wurde kein Video gestartet. Bitte versuch es noch einmal. Wenn es wieder passiert, gib dem Betreiber diese Referenz: `{ $reference }`
error-database = Ich erreiche meine Datenbank gerade nicht. Es wurde nichts Neues gestartet. Bitte versuch es in einer Minute noch einmal.
error-database-slow = Meine Datenbank ist gerade sehr langsam, deshalb warte ich nicht länger. Es wurde nichts Neues gestartet. Bitte versuch es in ein paar Minuten noch einmal.
error-restarting = Ich starte gerade neu und konnte das nicht zu Ende bringen. Bitte versuch es in einer Minute noch einmal.
error-no-answer = { $mention } Discord hat meine Antwort nicht rechtzeitig gezeigt, aber ich habe deine Anfrage:
permission-send_messages = Nachrichten senden
permission-send_messages_in_threads = Nachrichten in Threads senden
permission-attach_files = Dateien anhängen
permission-view_channel = Kanal ansehen
error-option = „{ $value }“ ist für diese Option nicht möglich. Bitte wähle einen Wert aus der Liste.
error-option-long = „{ $option }“ darf höchstens { $most } Zeichen haben. Bitte kürz es.
error-option-range = „{ $option }“ ist eine ganze Zahl von { $least } bis { $most }.
error-command-changed = Dieser Befehl hat sich geändert, oder Discord hat nur einen Teil davon geschickt. Bitte starte Discord neu und versuch es noch einmal.
error-outdated = Das ist abgelaufen. Bitte fang noch einmal von vorn an.
error-not-asked = Darauf kann nur antworten, wen ich gefragt habe.
permission-read_message_history = Nachrichtenverlauf anzeigen
