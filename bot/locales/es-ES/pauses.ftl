## Por qué esperan los vídeos nuevos: en tarjetas y en avisos

pause-account = Los vídeos nuevos están en pausa: el operador tiene que revisar la cuenta de Segmind del bot.
pause-key_rejected = Los vídeos nuevos están en pausa: Segmind rechaza la clave de API del bot.
pause-not_allowed = Los vídeos nuevos están en pausa: la cuenta de Segmind del bot no puede usar este modelo.
pause-credits_exhausted = Los vídeos nuevos están en pausa: el bot se ha quedado sin créditos de Segmind.
pause-spend_limit_reached = Los vídeos nuevos están en pausa: la cuenta de Segmind del bot ha alcanzado su límite de gasto.
pause-disk = Los vídeos nuevos están en pausa: el disco del bot está casi lleno.
pause-unwritable = Los vídeos nuevos están en pausa: el bot no puede escribir en su disco.
pause-database = Los vídeos nuevos están en pausa: el bot no puede escribir en su base de datos.
pause-balance = Los vídeos nuevos están en pausa: al bot se le están acabando los créditos de Segmind. El operador ya está avisado.
segmind-error = Algo ha ido mal en Segmind, el servicio de vídeo.
segmind-refused = Segmind, el servicio de vídeo, ha rechazado la solicitud.
segmind-transient = Segmind, el servicio de vídeo, no responde bien ahora mismo.
segmind-busy = Segmind está ocupado y le ha pedido al bot que espere un poco.
segmind-offline = Ahora mismo no se puede acceder a Segmind, el servicio de vídeo.
alert-balance-left = quedan { $balance }, suficiente para { $clips ->
    [one] aproximadamente { $clips } vídeo
   *[other] unos { $clips } vídeos
} de { $seconds } s
