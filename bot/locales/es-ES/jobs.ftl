## /veo-jobs: qué está en curso y qué está listo

command-veo-jobs = Tus vídeos: míralos, cancélalos, repítelos o vuelve a enviarlos
command-veo-jobs-show = Cuáles (por defecto: todos)
command-veo-jobs-member = Mostrar los vídeos de este miembro (requiere «Gestionar servidor»)
jobs-show-all = Todos
jobs-show-running = En curso
jobs-show-done = Listos
jobs-show-failed = Fallidos o cancelados
jobs-show-kept = No se pudieron publicar

jobs-title = Tus vídeos
jobs-title-here = Vídeos de { $member } en este servidor
jobs-title-everywhere = Vídeos de { $member } en todas partes
jobs-count = { $show } · { $total ->
    [one] { $total } vídeo
   *[other] { $total } vídeos
} · página { $page } de { $pages }
jobs-none = Todavía no tienes vídeos. Empieza uno con `/veo` y un prompt, o con `/veo-image` y una imagen.
jobs-none-here = Este miembro no tiene vídeos aquí.
jobs-none-like-that = No hay vídeos así. Elige otro filtro abajo.
jobs-filter = Mostrar solo…
jobs-newer = Más recientes
jobs-older = Más antiguos
jobs-refresh = Actualizar
jobs-send-again = Enviar de nuevo
jobs-watch = Ver
jobs-card = Ir a su tarjeta
jobs-private = Vídeo privado
jobs-picture = Creado a partir de una imagen, sin prompt
jobs-forgotten = Su prompt ya no se guarda
jobs-mark-private = privado

jobs-state-queued = En la cola
jobs-state-submitting = Enviándose
jobs-state-unknown = Comprobándose
jobs-state-generating = En curso
jobs-state-fetching = Descargándose
jobs-state-delivering = Publicándose
jobs-state-delivered = Listo
jobs-state-deleted = Eliminado
jobs-state-failed = Fallido
jobs-state-cancelled = Cancelado
jobs-state-undeliverable = Listo, pero no se pudo publicar
jobs-kept = He guardado el archivo por ahora. Pulsa «Enviar de nuevo» para recibirlo.
jobs-kept-no-more = El archivo ya no existe. Pulsa «Otra vez» para crear un vídeo nuevo.

jobs-not-theirs = Solo quienes gestionan este servidor pueden ver los vídeos de otro miembro. Deja `member` vacío para ver los tuyos.
jobs-unreadable = Ahora mismo no puedo acceder a mi base de datos. Inténtalo otra vez en un minuto.

## Enviar de nuevo lo que no se pudo publicar

resend-not-yours = Solo quien pidió este vídeo puede hacer que se envíe de nuevo.
resend-under-way = Ya lo estoy enviando.
resend-done = Este vídeo ya se ha enviado. Puedes encontrarlo con `/veo-jobs`.
resend-nothing = No hay ningún vídeo que enviar de nuevo.
resend-gone = Lo siento, el archivo ya no existe: ni el servicio de vídeo ni yo lo tenemos. Pulsa «Otra vez» para crear un vídeo nuevo.
