## Warum neue Videos warten: auf Karten und in Meldungen

pause-account = Neue Videos sind pausiert: Um das Konto des Bots bei Segmind muss sich der Betreiber kümmern.
pause-key_rejected = Neue Videos sind pausiert: Segmind nimmt den API-Schlüssel des Bots nicht an.
pause-not_allowed = Neue Videos sind pausiert: Segmind lässt das Konto des Bots dieses Modell nicht nutzen.
pause-model_unknown = Neue Videos sind pausiert: Segmind kennt dieses Modell nicht.
pause-model_retired = Neue Videos sind pausiert: Segmind bietet dieses Modell nicht mehr an.
pause-credits_exhausted = Neue Videos sind pausiert: Das Guthaben des Bots bei Segmind ist aufgebraucht.
pause-spend_limit_reached = Neue Videos sind pausiert: Das Ausgabenlimit des Kontos ist erreicht.
pause-disk = Neue Videos sind pausiert: Die Festplatte des Bots ist fast voll.
pause-database = Neue Videos sind pausiert: In die Datenbank des Bots lässt sich nicht schreiben.
pause-balance = Ich mache Pause: Das Guthaben für neue Videos ist fast aufgebraucht, und mein Betreiber weiß Bescheid.
segmind-error = Bei Segmind, dem Videodienst, ist etwas schiefgegangen.
segmind-refused = Segmind, der Videodienst, hat die Anfrage nicht angenommen.
segmind-transient = Segmind, der Videodienst, antwortet gerade nicht richtig.
segmind-busy = Segmind ist ausgelastet und hat den Bot gebeten, kurz zu warten.
segmind-offline = Segmind, der Videodienst, ist gerade nicht erreichbar.
alert-balance-left = { $balance }, etwa { $clips ->
    [one] { $clips } Video
   *[other] { $clips } Videos
} von { $seconds } s
