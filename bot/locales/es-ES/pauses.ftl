## Por qué esperan los vídeos nuevos: en tarjetas y en avisos

pause-account = Los vídeos nuevos están en pausa: la cuenta del bot en Segmind necesita a su operador.
pause-key_rejected = Los vídeos nuevos están en pausa: Segmind no acepta la clave de API del bot.
pause-not_allowed = Los vídeos nuevos están en pausa: Segmind no deja que la cuenta del bot use este modelo.
pause-model_unknown = Los vídeos nuevos están en pausa: Segmind no conoce este modelo.
pause-model_retired = Los vídeos nuevos están en pausa: Segmind ya no ofrece este modelo.
pause-credits_exhausted = Los vídeos nuevos están en pausa: se han agotado los créditos del bot en Segmind.
pause-spend_limit_reached = Los vídeos nuevos están en pausa: se ha alcanzado el límite de gasto de la cuenta del bot.
pause-disk = Los vídeos nuevos están en pausa: el disco del bot está casi lleno.
pause-database = Los vídeos nuevos están en pausa: no se puede escribir en la base de datos del bot.
pause-balance = Estoy descansando: los créditos para vídeos nuevos están casi agotados, y mi operador ya lo sabe.
segmind-error = Algo ha ido mal en Segmind, el servicio de vídeo.
segmind-refused = Segmind, el servicio de vídeo, no ha aceptado la petición.
segmind-transient = Segmind, el servicio de vídeo, no responde bien ahora mismo.
segmind-busy = Segmind tiene mucho trabajo y le ha pedido al bot que espere un poco.
segmind-offline = Ahora mismo no se puede llegar a Segmind, el servicio de vídeo.
alert-balance-left = { $balance }, más o menos { $clips ->
    [one] { $clips } vídeo
   *[other] { $clips } vídeos
} de { $seconds } s
