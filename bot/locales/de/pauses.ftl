## Warum neue Videos warten: auf Karten und in Meldungen

pause-account = Neue Videos sind pausiert: Der Betreiber muss sich um das Segmind-Konto des Bots kümmern.
pause-key_rejected = Neue Videos sind pausiert: Segmind lehnt den API-Schlüssel des Bots ab.
pause-not_allowed = Neue Videos sind pausiert: Das Segmind-Konto des Bots darf dieses Modell nicht nutzen.
pause-credits_exhausted = Neue Videos sind pausiert: Das Segmind-Guthaben des Bots ist aufgebraucht.
pause-spend_limit_reached = Neue Videos sind pausiert: Das Segmind-Konto des Bots hat sein Ausgabenlimit erreicht.
pause-disk = Neue Videos sind pausiert: Die Festplatte des Bots ist fast voll.
pause-unwritable = Neue Videos sind pausiert: Der Bot kann nicht auf seine Festplatte schreiben.
pause-database = Neue Videos sind pausiert: Der Bot kann nicht in seine Datenbank schreiben.
pause-balance = Neue Videos sind pausiert: Das Segmind-Guthaben des Bots geht zur Neige. Der Betreiber weiß Bescheid.
segmind-error = Bei Segmind, dem Videodienst, ist etwas schiefgegangen.
segmind-refused = Segmind, der Videodienst, hat die Anfrage abgelehnt.
segmind-transient = Segmind, der Videodienst, antwortet gerade nicht richtig.
segmind-busy = Segmind ist ausgelastet und hat den Bot gebeten, kurz zu warten.
segmind-offline = Segmind, der Videodienst, ist gerade nicht erreichbar.
alert-balance-left = noch { $balance }, genug für etwa { $clips ->
    [one] { $clips } Video
   *[other] { $clips } Videos
} von { $seconds } s
