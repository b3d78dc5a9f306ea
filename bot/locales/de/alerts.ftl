## Meldungen für die Betreiber

alert-submission_lost = **Ein bezahlter Auftrag ist vielleicht verloren.** Die Verbindung zu Segmind brach ab, während ein Video in Auftrag gegeben wurde, und der Auftrag ist seit 15 Minuten nicht in Segminds Verlauf aufgetaucht. Die Person weiß Bescheid und darf es noch einmal versuchen; der Betrag zählt weiter zu den Budgets.
alert-video_lost = **Ein bezahltes Video ist verloren.** Segmind hat es gemacht, gibt die Datei aber nicht heraus. Die Person weiß Bescheid.
alert-submission_paused = **Es werden keine neuen Videos begonnen.** { $detail } Wartende Aufträge behalten ihren Platz und starten von selbst, wenn es wieder geht.
alert-job = Auftrag `{ $job_id }` · { $cost } · Seed { $seed } · bestellt { $ordered } von { $mention }
alert-look = Wenn du ihn unter Segminds Anfragen findest (am Seed und am Prompt), gib mir dessen ID, und das Video kommt noch bei der Person an.
alert-adopt = Er ist da …
alert-adopt-title = Eine Anfrage von Segmind übernehmen
alert-adopt-request = Ihre Anfrage-ID (Request-ID)
alert-charged = Verloren, wurde berechnet
alert-not-charged = Wurde nie berechnet
alert-adopted = { $mention } hat ihn gefunden; das Video ist unterwegs.
alert-written-off = { $mention } hat ihn abgeschrieben; der Betrag zählt weiter.
alert-released = { $mention } sagt, er wurde nie berechnet; der Betrag ist wieder frei.
error-only-operators = Das dürfen nur die Betreiber dieses Bots.
error-not-lost = Dieser Auftrag ist schon geklärt.
error-request-unknown = Segminds Verlauf hat keine Anfrage mit dieser ID. Bitte kopiere die ganze ID.
error-request-taken = Ein anderes Video dieses Bots hat diese Anfrage-ID schon.
error-request-different = Diese Anfrage hat einen anderen Prompt oder Seed, also kann sie nicht dieser Auftrag sein.
error-history = Segminds Verlauf lässt sich gerade nicht lesen. Bitte versuch es in einer Minute noch einmal.
