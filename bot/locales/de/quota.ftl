## Limits: was übrig ist, und was im Weg steht

command-veo-quota = Zeigt, wie viel Video du übrig hast und wann wieder mehr dazukommt
refusal-shorter = Stattdessen mit { $seconds } s erstellen
refusal-shorter-again = Ich habe deine Anfrage schon.

quota-title = Was du übrig hast
quota-window-day = Heute
quota-window-week = Diese Woche
quota-window-month = Dieser Monat
quota-left = { $left } von { $limit } s übrig
quota-left-usd = { $left } von { $limit } übrig
quota-back = { $seconds ->
    [1] { $seconds } s kommt
   *[other] { $seconds } s kommen
} { $when } zurück.
quota-back-usd = { $usd } kommen { $when } zurück.
quota-unlimited = Deine Videos sind hier nicht begrenzt.
quota-grant = { $seconds } zusätzliche s, wenn der Rest aufgebraucht ist
quota-grant-until = { $seconds } zusätzliche s bis { $until }, wenn der Rest aufgebraucht ist
quota-grants-more = und { $count } weitere
quota-running = **In Arbeit:** { $running }
quota-running-of = **In Arbeit:** { $running } von { $most } gleichzeitig
quota-cooldown = Dein nächstes Video kannst du { $when } starten.
quota-strikes = Heute wurden { $count } von { $most } Anfragen wegen ihres Inhalts blockiert. Bei { $most } bist du einen Tag lang gesperrt.
quota-ready = Du kannst jetzt ein Video mit bis zu { $seconds } s erstellen.
quota-unreadable = Ich erreiche meine Datenbank gerade nicht. Bitte versuch es in einer Minute noch einmal.

strike-warning = Heute wurden { $count } von { $most } Anfragen wegen ihres Inhalts blockiert. Bei { $most } bist du einen Tag lang gesperrt.
strike-paused = Heute wurden { $count } Anfragen wegen ihres Inhalts blockiert, deshalb bist du gesperrt. Du kannst { $when } wieder Videos erstellen.

alert-balance_low = **Das Segmind-Guthaben geht zur Neige:** { $detail }. Neue Videos sind pausiert. Wartende Anfragen behalten ihren Platz und starten automatisch, sobald du das Konto auflädst oder MIN_BALANCE_USD senkst.
alert-price_changed = **Die echten Kosten von Videos haben sich geändert.** Ab jetzt wird pro Videosekunde so viel reserviert: { $detail }. Budgets zählen die echten Kosten; PRICE_USD_PER_SECOND ist nur der Startwert.
