## Was an einer Anfrage falsch sein kann

request-prompt-empty = Dein Prompt ist leer. Bitte beschreib das Video, das du möchtest.
request-prompt-long = Dein Prompt hat { $count } Zeichen; das Limit sind { $most }. Bitte kürze ihn.
