## Was an einer Anfrage falsch sein kann

request-prompt-empty = Dein Prompt ist leer. Bitte beschreib das Video, das du möchtest.
request-prompt-long = Dein Prompt hat { $count } Zeichen; das Limit sind { $most }. Bitte kürze ihn.
request-duration = Ein Video kann { $least } bis { $most } Sekunden dauern, nicht { $seconds }. Bitte wähle eine Länge in diesem Bereich.
request-seed = Ein Seed ist eine ganze Zahl von 0 bis { $most }. Lass ihn für einen zufälligen weg.
