## Qué puede estar mal en una solicitud

request-prompt-empty = Tu prompt está vacío. Describe el vídeo que te gustaría ver.
request-prompt-long = Tu prompt tiene { $count } caracteres; el límite es { $most }. Acórtalo.
request-duration = Un vídeo puede durar de { $least } a { $most } segundos, no { $seconds }. Elige una duración dentro de ese margen.
request-seed = Una semilla es un número entero de 0 a { $most }. Déjala vacía para que sea al azar.
