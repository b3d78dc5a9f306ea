## Avisos para operadores

alert-submission_lost = **Puede que se haya perdido una solicitud pagada.** Se cortó la conexión con Segmind mientras se enviaba un vídeo, y la solicitud no ha aparecido en el historial de Segmind en 15 minutos. El usuario está avisado y puede intentarlo otra vez. El importe sigue contando en los presupuestos.
alert-video_lost = **Se ha perdido un vídeo pagado.** Segmind lo aceptó, pero nunca entregó el archivo. El usuario está avisado.
alert-video_differs = **Un vídeo no es como se pidió.** { $detail } Se publicará de todos modos, con una nota para el usuario.
differs-unread = No se ha podido comprobar el archivo.
alert-submission_paused = **Hay algo que arreglar.** { $detail } Las solicitudes en espera conservan su sitio y empiezan automáticamente cuando esté arreglado.
alert-commands_refused = **Discord no registra mis comandos.** { $detail } Mientras tanto, los usuarios tienen los comandos anteriores o ninguno. Sigo intentándolo, y todo lo demás funciona.
alert-job = Vídeo `{ $job_id }` · { $cost } · semilla { $seed } · enviado { $ordered } por { $mention }
alert-look = Búscala en el historial de solicitudes de Segmind por su semilla y su prompt. Si la encuentras, dame su ID y entregaré el vídeo de todos modos.
alert-adopt = La he encontrado…
alert-adopt-title = Adoptar una solicitud de Segmind
alert-adopt-request = ID de la solicitud de Segmind
alert-charged = Perdida, pero cobrada
alert-not-charged = Nunca se cobró
alert-adopted = { $mention } la ha encontrado. El vídeo está en camino.
alert-written-off = { $mention } la ha dado por perdida. El importe sigue contando en los presupuestos.
alert-released = { $mention } dice que nunca se cobró. El importe se ha reembolsado a los presupuestos.
error-only-operators = Solo los operadores de este bot pueden hacer eso.
error-not-lost = Esta solicitud ya está resuelta.
error-request-unknown = En el historial de Segmind no hay ninguna solicitud con este ID. Copia el ID entero.
error-request-taken = Ese ID de solicitud ya pertenece a otro vídeo de este bot.
error-request-different = Esa solicitud tiene otro prompt u otra semilla, así que no puede ser esta.
error-history = Ahora mismo no puedo leer el historial de solicitudes de Segmind. Inténtalo otra vez en un minuto.
