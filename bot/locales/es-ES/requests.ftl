## Qué puede estar mal en una solicitud

request-prompt-empty = Tu prompt está vacío. Describe el vídeo que te gustaría ver.
request-prompt-long = Tu prompt tiene { $count } caracteres; el límite es { $most }. Acórtalo.
