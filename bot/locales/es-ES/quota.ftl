## Cuotas: qué queda y qué lo impide

command-veo-quota = Mira cuánto vídeo te queda y cuándo recuperas más
refusal-shorter = Crear uno de { $seconds } s
refusal-shorter-again = Ya tengo tu solicitud.

quota-title = Lo que te queda
quota-window-day = Hoy
quota-window-week = Esta semana
quota-window-month = Este mes
quota-left = { $left } de { $limit } s disponibles
quota-left-usd = { $left } de { $limit } disponibles
quota-back = Recuperas { $seconds } s { $when }.
quota-back-usd = Recuperas { $usd } { $when }.
quota-unlimited = Aquí tus vídeos no tienen límite.
quota-grant = { $seconds } s extra, que se usan cuando se acaba el resto
quota-grant-until = { $seconds } s extra hasta el { $until }, que se usan cuando se acaba el resto
quota-grants-more = y { $count } más
quota-running = **En curso:** { $running }
quota-running-of = **En curso:** { $running } de { $most } a la vez
quota-cooldown = Puedes empezar tu próximo vídeo { $when }.
quota-strikes = Solicitudes bloqueadas hoy por su contenido: { $count } de { $most }. Si llegas a { $most }, tendrás una pausa de un día.
quota-ready = Ahora puedes crear un vídeo de hasta { $seconds } s.
quota-unreadable = Ahora mismo no puedo acceder a mi base de datos. Inténtalo otra vez en un minuto.

strike-warning = Solicitudes bloqueadas hoy por su contenido: { $count } de { $most }. Si llegas a { $most }, tendrás una pausa de un día.
strike-paused = Solicitudes bloqueadas hoy por su contenido: { $count }, así que estás en pausa. Podrás volver a crear vídeos { $when }.

alert-balance_low = **Se están acabando los créditos de Segmind:** { $detail }. Los vídeos nuevos están en pausa. Las solicitudes en espera conservan su sitio y empiezan automáticamente cuando recargues la cuenta o bajes MIN_BALANCE_USD.
alert-price_changed = **El coste real de los vídeos ha cambiado.** A partir de ahora se reserva esto por cada segundo de vídeo: { $detail }. Los presupuestos cuentan los costes reales; PRICE_USD_PER_SECOND es solo el valor inicial.
