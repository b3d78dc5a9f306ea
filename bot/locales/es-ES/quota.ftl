## Cuotas: qué queda y qué lo impide

command-veo-quota = Mira cuántos segundos de vídeo te quedan y cuándo vuelven más
refusal-shorter = Hazlo de { $seconds } s
refusal-shorter-again = Ya tengo tu pedido del vídeo más corto.

quota-title = Lo que te queda
quota-window-day = En 24 horas
quota-window-week = En 7 días
quota-window-month = En 30 días
quota-left = quedan { $left } de { $limit } s
quota-back = { $seconds } s vuelven { $when }.
quota-unlimited = Tus segundos de vídeo no tienen límite aquí.
quota-grant = { $seconds } s extra, para cuando se acabe el resto
quota-grant-until = { $seconds } s extra hasta el { $until }, para cuando se acabe el resto
quota-grants-more = y { $count } más
quota-running = **En proceso:** { $running }
quota-running-of = **En proceso:** { $running } de { $most } a la vez
quota-cooldown = Puedes pedir el próximo vídeo { $when }.
quota-strikes = { $count } de { $most }: tantas de tus peticiones se han bloqueado por su contenido en las últimas 24 horas. Si llegas a { $most }, tienes una pausa de un día.
quota-ready = Ya puedes hacer un vídeo; tus segundos llegan para { $seconds } s como mucho.
quota-unreadable = Ahora mismo no llego a mi base de datos. Inténtalo otra vez en un minuto.

strike-warning = Este ha sido el bloqueo { $count } de { $most }: con { $most } en 24 horas tienes una pausa de un día.
strike-paused = Este ha sido el bloqueo { $count } en 24 horas, así que tienes una pausa. Puedes volver a pedir { $when }.

alert-balance_low = Se están acabando los créditos en Segmind: { $detail }. Los vídeos nuevos están en pausa, los pedidos conservan su sitio y todo sigue solo cuando se recargue la cuenta (o se baje MIN_BALANCE_USD).
alert-price_changed = Los vídeos cuestan algo distinto de lo que se reservó para ellos, así que desde ahora se reserva esto por segundo de vídeo: { $detail }. Los presupuestos cuentan los costes reales; PRICE_USD_PER_SECOND es con lo que empezó el bot.
