## La tarjeta

card-queued = Esperando su turno
card-submitting = Enviando tu pedido
card-unknown = Comprobando tu pedido
card-generating = Haciendo tu vídeo
card-fetching = Descargando tu vídeo
card-delivering = Publicando tu vídeo
card-delivered = Tu vídeo está listo
card-failed = Este vídeo no ha salido
card-cancelled = Cancelado
card-undeliverable = Tu vídeo está listo, pero no he podido publicarlo aquí
card-held-title = Empieza enseguida

card-settings = { $duration } s · { $aspect_ratio } · semilla { $seed }
card-starts = Empieza { $when }. Hasta entonces aún puedes cancelarlo.
card-held = Empieza enseguida.
card-sending = Se está pidiendo ahora, así que ya no se puede cancelar.
card-about-start = Empieza más o menos { $when }.
card-about-start-and-length = Empieza más o menos { $when } y luego tarda unos { $takes }.
card-given-back = No se ha hecho nada; se devuelven los { $seconds } s.
card-position = { $position ->
    [1] El siguiente en la cola.
   *[other] Número { $position } en la cola.
}
card-elapsed = han pasado { $elapsed }
card-remaining = quedan unos { $remaining }
card-overdue = Tarda más de lo normal; sigo mirando.
card-late = Tarda mucho más de lo normal. Sigo mirando, y publicaré el vídeo aunque llegue tarde.
card-checking = La conexión se cortó mientras se pedía el vídeo. Estoy comprobando si el pedido llegó; nada se pide dos veces.
card-almost = Casi está.
card-took = Listo en { $took }.
card-watch = Verlo
card-sent-directly = No he podido publicarlo aquí, así que lo he enviado por mensaje directo.
card-paused = Los vídeos nuevos están en pausa ahora mismo. El tuyo conserva su sitio y empieza solo.
card-kept = Aquí no puedo escribir, y tampoco he podido enviártelo. El archivo se guarda por ahora: abre /veo-jobs y pulsa «Enviar de nuevo».
seconds = { $seconds } s
minutes = { $minutes } min { $seconds } s

## El resultado

result = { $mention } Aquí tienes tu vídeo.
result-alt = Vídeo hecho por Veo 2 a partir de este prompt: { $prompt }
result-alt-picture = Vídeo hecho por Veo 2 a partir de una imagen
differs-damaged = El archivo está dañado, así que puede faltar una parte.
differs-length = Dura { $seconds } s en lugar de los { $asked } s que pediste.
differs-shape = Tiene { $size } píxeles en lugar de { $asked }.
differs-as-is = No he podido convertirlo, así que quizá no se reproduzca en todas partes.
result-link = { $mention } Tu vídeo está listo, pero es demasiado grande para publicarlo. Hasta el { $expires } está aquí: { $url }
    -# Referencia { $reference }

failure = { $mention } Tu vídeo no ha salido: { $why }
    -# Referencia { $reference }
failure-rejected = El servicio de vídeo no ha aceptado el prompt o algún ajuste. { $said } No se ha cobrado nada; cámbialo e inténtalo otra vez.
failure-content_blocked = El filtro de seguridad del servicio de vídeo lo ha bloqueado. Descríbelo de otra manera.
failure-generation_failed = El servicio de vídeo no ha podido hacerlo. Inténtalo otra vez.
failure-video_lost = Se hizo, pero el servicio de vídeo no entrega el archivo. Lo siento; el operador puede verlo en el registro.
failure-upload_failed = No se ha podido pasar la imagen al servicio de vídeo. { $said } No se ha cobrado nada; inténtalo otra vez.
failure-submission_lost = La conexión se cortó al pedirlo, y el pedido nunca apareció. Inténtalo otra vez.
failure-timed_out = El servicio de vídeo nunca lo terminó. Inténtalo otra vez.
failure-given-back = Se devuelven los { $seconds } s.
