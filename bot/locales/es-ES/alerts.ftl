## Avisos para operadores

alert-submission_lost = **Puede que se haya perdido un pedido pagado.** La conexión con Segmind se cortó mientras se pedía un vídeo, y el pedido no ha aparecido en el historial de Segmind en 15 minutos. La persona ya lo sabe y puede volver a pedirlo; el importe sigue contando en los presupuestos.
alert-video_lost = **Se ha perdido un vídeo pagado.** Segmind lo hizo, pero no entrega el archivo. La persona ya lo sabe.
alert-video_differs = **Un vídeo no es como se pidió.** { $detail } Se publicará de todos modos, con una nota para la persona.
differs-unread = No se ha podido comprobar el archivo.
alert-submission_paused = **No se empiezan vídeos nuevos.** { $detail } Los pedidos en espera conservan su sitio y empiezan solos cuando vuelva a funcionar.
alert-commands_refused = **Discord no registra mis comandos.** { $detail } Mientras tanto, la gente tiene los comandos anteriores o ninguno. Sigo intentándolo y todo lo demás funciona.
alert-job = Pedido `{ $job_id }` · { $cost } · semilla { $seed } · pedido { $ordered } por { $mention }
alert-look = Si lo encuentras entre las peticiones de Segmind (por su semilla y su prompt), dame su ID y el vídeo aún llegará a su persona.
alert-adopt = Está ahí…
alert-adopt-title = Adoptar una petición de Segmind
alert-adopt-request = El ID de la petición
alert-charged = Perdido, se cobró
alert-not-charged = Nunca se cobró
alert-adopted = { $mention } lo ha encontrado; el vídeo está en camino.
alert-written-off = { $mention } lo ha dado por perdido; el importe sigue contando.
alert-released = { $mention } dice que nunca se cobró; el importe vuelve a estar libre.
error-only-operators = Eso solo lo pueden hacer los operadores de este bot.
error-not-lost = Este pedido ya está resuelto.
error-request-unknown = En el historial de Segmind no hay ninguna petición con este ID. Copia el ID entero.
error-request-taken = Otro vídeo de este bot ya tiene ese ID de petición.
error-request-different = Esa petición tiene otro prompt u otra semilla, así que no puede ser este pedido.
error-history = Ahora mismo no se puede leer el historial de Segmind. Inténtalo otra vez en un minuto.
