## Meldungen für die Betreiber

alert-submission_lost = **Eine bezahlte Anfrage ist vielleicht verloren.** Die Verbindung zu Segmind brach ab, während ein Video abgeschickt wurde, und die Anfrage ist seit 15 Minuten nicht in Segminds Verlauf aufgetaucht. Die Person weiß Bescheid und kann es noch einmal versuchen. Der Betrag zählt weiter zu den Budgets.
alert-video_lost = **Ein bezahltes Video ist verloren.** Segmind hat die Anfrage angenommen, aber die Datei nie herausgegeben. Die Person weiß Bescheid.
alert-video_differs = **Ein Video weicht von der Bestellung ab.** { $detail } Es wird trotzdem gepostet, mit einem Hinweis für die Person.
differs-unread = Die Datei konnte nicht geprüft werden.
alert-submission_paused = **Hier muss etwas behoben werden.** { $detail } Wartende Anfragen behalten ihren Platz und starten automatisch, sobald das erledigt ist.
alert-commands_refused = **Discord registriert meine Befehle nicht.** { $detail } Bis dahin gelten die bisherigen Befehle, oder es gibt keine. Ich versuche es weiter, und alles andere läuft.
alert-job = Job `{ $job_id }` · { $cost } · Seed { $seed } · abgeschickt { $ordered } von { $mention }
alert-look = Such sie anhand von Seed und Prompt in Segminds Anfrageverlauf. Wenn du sie findest, gib mir ihre ID, dann liefere ich das Video noch aus.
alert-adopt = Gefunden …
alert-adopt-title = Segmind-Anfrage übernehmen
alert-adopt-request = ID der Segmind-Anfrage
alert-charged = Verloren, aber berechnet
alert-not-charged = Nie berechnet
alert-adopted = { $mention } hat sie gefunden. Das Video ist unterwegs.
alert-written-off = { $mention } hat sie abgeschrieben. Der Betrag zählt weiter zu den Budgets.
alert-released = { $mention } sagt, sie wurde nie berechnet. Der Betrag wurde den Budgets erstattet.
error-only-operators = Das können nur die Betreiber dieses Bots.
error-not-lost = Diese Anfrage ist schon geklärt.
error-request-unknown = In Segminds Verlauf gibt es keine Anfrage mit dieser ID. Bitte kopiere die ganze ID.
error-request-taken = Diese Anfrage-ID gehört schon zu einem anderen Video dieses Bots.
error-request-different = Diese Anfrage hat einen anderen Prompt oder Seed, also kann es nicht diese sein.
error-history = Ich kann Segminds Anfrageverlauf gerade nicht lesen. Bitte versuch es in einer Minute noch einmal.
