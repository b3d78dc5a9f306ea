## /veo-jobs: qué está en proceso y qué se ha hecho

command-veo-jobs = Mira tus vídeos: en proceso, listos, fallidos y guardados para ti
command-veo-jobs-show = Cuáles (todos si no eliges)
command-veo-jobs-member = De quién: para quienes gestionan el servidor
jobs-show-all = Todos
jobs-show-running = En proceso
jobs-show-done = Listos
jobs-show-failed = Fallidos o cancelados
jobs-show-kept = Guardados, para enviar de nuevo

jobs-title = Tus vídeos
jobs-title-here = Vídeos de { $member } en este servidor
jobs-title-everywhere = Vídeos de { $member } en todas partes
jobs-count = { $show } · { $total ->
    [one] { $total } vídeo
   *[other] { $total } vídeos
} · página { $page } de { $pages }
jobs-none = Todavía no tienes vídeos. Empieza uno con `/veo` y un prompt, o con `/veo-image` y una imagen.
jobs-none-here = Esa persona no tiene vídeos aquí.
jobs-none-like-that = No hay ninguno así. Elige otro tipo abajo.
jobs-filter = Mostrar solo…
jobs-newer = Más nuevos
jobs-older = Más antiguos
jobs-refresh = Actualizar
jobs-send-again = Enviar de nuevo
jobs-watch = Verlo
jobs-card = Ver su tarjeta
jobs-private = Un vídeo privado
jobs-picture = Hecho a partir de una imagen, sin prompt
jobs-mark-private = privado
jobs-mark-part = parte { $part }

jobs-state-queued = Esperando su turno
jobs-state-submitting = Pidiéndose
jobs-state-unknown = Comprobándose
jobs-state-generating = En proceso
jobs-state-fetching = Descargándose
jobs-state-delivering = Publicándose
jobs-state-delivered = Listo
jobs-state-deleted = Eliminado
jobs-state-failed = Fallido
jobs-state-cancelled = Cancelado
jobs-state-undeliverable = Listo, pero no he podido publicarlo
jobs-kept = Su archivo se guarda por ahora: pulsa «Enviar de nuevo».
jobs-kept-no-more = Su archivo ya no se guarda. «Otra vez» hace uno nuevo.

jobs-not-theirs = Solo quienes gestionan este servidor pueden ver aquí los vídeos de otro miembro. Sin `member` te muestro los tuyos.
jobs-unreadable = Ahora mismo no llego a mi base de datos. Inténtalo otra vez en un minuto.

## Enviar de nuevo lo que no se pudo publicar

resend-not-yours = Solo quien pidió este vídeo puede hacer que se envíe de nuevo.
resend-under-way = Ya lo estoy enviando.
resend-done = Ya se envió; lo encuentras con `/veo-jobs`.
resend-nothing = No hay ningún vídeo guardado que enviar.
resend-gone = Su archivo ya no se guarda: no lo tenemos ni yo ni el servicio de vídeo. Lo siento; «Otra vez» hace uno nuevo.
