## La tarjeta

card-queued = En la cola
card-submitting = Enviando tu solicitud
card-unknown = Comprobando tu solicitud
card-generating = Creando tu vídeo
card-fetching = Descargando tu vídeo
card-delivering = Publicando tu vídeo
card-delivered = Vídeo listo
card-failed = El vídeo ha fallado
card-cancelled = Cancelado
card-undeliverable = Vídeo listo, pero no he podido publicarlo aquí
card-held-title = Empieza enseguida

card-settings = { $duration } s · { $aspect_ratio } · semilla { $seed }
card-starts = Empieza { $when }. Hasta entonces puedes cancelarlo.
card-held = Empieza enseguida.
card-sending = Se está enviando y ya no se puede cancelar.
card-about-start = Debería empezar { $when }.
card-about-start-and-length = Debería empezar { $when } y tardar unos { $takes }.
card-position = { $position ->
    [1] Tu vídeo es el siguiente en la cola.
   *[other] Tu vídeo es el número { $position } en la cola.
}
card-elapsed = { $elapsed } transcurridos
card-remaining = faltan unos { $remaining }
card-overdue = Está tardando más de lo normal. Sigo en ello…
card-late = Está tardando mucho más de lo normal. Seguiré comprobándolo y publicaré el vídeo cuando esté listo.
card-checking = Se cortó la conexión mientras enviaba tu solicitud. Estoy comprobando si llegó. No se enviará dos veces.
card-almost = Ya casi está.
card-took = listo en { $took }
card-watch = Ver
card-sent-directly = No he podido publicarlo aquí, así que lo he enviado por mensaje directo.
card-paused = Tu vídeo conserva su sitio en la cola y empieza automáticamente.
card-kept = No he podido publicarlo aquí ni enviártelo por mensaje directo. He guardado el archivo por ahora: abre /veo-jobs y pulsa «Enviar de nuevo».
seconds = { $seconds } s
minutes = { $minutes } min { $seconds } s

## El resultado

result = { $mention } Aquí tienes tu vídeo.
source-own = Hecho a partir de [este vídeo]({ $link }).
source-theirs = { $mention } lo ha hecho a partir de [un vídeo]({ $link }) de { $owner }.
result-alt = Vídeo creado con { $model } a partir de este prompt: { $prompt }
result-alt-picture = Vídeo creado con { $model } a partir de una imagen
differs-damaged = El archivo está dañado, así que puede faltar una parte.
differs-length = Dura { $seconds } s en lugar de los { $asked } s que pediste.
differs-shape = Tiene { $size } píxeles en lugar de { $asked }.
differs-silent = No tiene sonido, aunque lo pediste.
differs-as-is = No he podido convertirlo, así que quizá no se reproduzca en todas partes.
result-link = { $mention } Tu vídeo está listo, pero es demasiado grande para publicarlo. Puedes descargarlo aquí hasta el { $expires }: { $url }
    -# Referencia { $reference }

failure = { $mention } Tu vídeo ha fallado.
failure-reference = Referencia { $reference }
failure-rejected = El servicio de vídeo ha rechazado el prompt o algún ajuste. { $said } Cámbialo e inténtalo otra vez.
failure-content_blocked = El filtro de seguridad del servicio de vídeo lo ha bloqueado. Descríbelo de otra manera.
failure-generation_failed = El servicio de vídeo no ha podido crearlo. Inténtalo otra vez.
failure-video_lost = Se creó, pero no consigo que el servicio de vídeo me dé el archivo. ¡Lo siento! El operador ya está avisado.
failure-upload_failed = No he podido subir tu imagen al servicio de vídeo. { $said } Inténtalo otra vez.
failure-scene_lost = No he podido obtener la última imagen de la escena anterior, con la que debía empezar esta.
failure-submission_lost = Se cortó la conexión mientras lo enviaba, y nada indica que llegara. Inténtalo otra vez.
failure-timed_out = El servicio de vídeo no llegó a terminarlo. Inténtalo otra vez.
failure-given-back = Se te han reembolsado { $seconds } s.
