## Kontingente: was übrig ist, und was im Weg steht

command-veo-quota = Zeigt, wie viele Videosekunden du übrig hast und wann wieder welche dazukommen
refusal-shorter = Stattdessen { $seconds } s machen
refusal-shorter-again = Ich habe deinen Auftrag für das kürzere Video schon.

quota-title = Was du übrig hast
quota-window-day = In 24 Stunden
quota-window-week = In 7 Tagen
quota-window-month = In 30 Tagen
quota-left = { $left } von { $limit } s übrig
quota-back = { $seconds } s kommen { $when } zurück.
quota-unlimited = Deine Videosekunden sind hier nicht begrenzt.
quota-grant = { $seconds } s zusätzlich; sie zählen, wenn der Rest aufgebraucht ist
quota-grant-until = { $seconds } s zusätzlich bis { $until }; sie zählen, wenn der Rest aufgebraucht ist
quota-grants-more = und noch { $count }
quota-running = **In Arbeit:** { $running }
quota-running-of = **In Arbeit:** { $running } von { $most } gleichzeitig
quota-cooldown = Das nächste Video kannst du { $when } anfragen.
quota-strikes = { $count } von { $most }: So viele deiner Anfragen wurden in den letzten 24 Stunden wegen ihres Inhalts blockiert. Bei { $most } hast du einen Tag Pause.
quota-ready = Du kannst jetzt ein Video machen; deine Sekunden reichen für bis zu { $seconds } s.
quota-unreadable = Ich erreiche meine Datenbank gerade nicht. Bitte versuch es in einer Minute noch einmal.

strike-warning = Das war Blockierung { $count } von { $most }: Bei { $most } in 24 Stunden hast du einen Tag Pause.
strike-paused = Das war Blockierung { $count } in 24 Stunden, also hast du jetzt Pause. Du kannst { $when } wieder anfragen.

alert-balance_low = Das Guthaben bei Segmind geht zur Neige: { $detail }. Neue Videos sind pausiert, Aufträge behalten ihren Platz, und alles geht von selbst weiter, wenn das Konto aufgeladen ist (oder MIN_BALANCE_USD niedriger ist).
alert-price_changed = Videos kosten etwas anderes, als für sie reserviert wurde; ab jetzt wird für eine Videosekunde dies reserviert: { $detail }. Budgets zählen die echten Kosten; PRICE_USD_PER_SECOND ist das, womit der Bot angefangen hat.
