## /veo-admin

command-admin = Límites, presupuestos, bloqueos y gastos de este servidor
command-admin-where = Este servidor o todo el bot (solo operadores)
command-admin-member = Qué miembro
command-admin-until = Hasta cuándo: 3d, 12h, 1w 2d, o una fecha en UTC como 2026-12-01 18:30
command-admin-reason = Por qué: queda en el registro de auditoría y lo ven las personas afectadas
where-server = Este servidor
where-bot = Todo el bot (operadores)
where-ceiling = El presupuesto más alto posible de este servidor (operadores)

command-limits = Cuánto se puede crear y cuánto se puede gastar
command-limits-show = Muestra los límites de aquí, o los de un miembro o rol
command-limits-show-user = Muestra los límites de este miembro y de dónde vienen
command-limits-show-role = Muestra los límites fijados para este rol
command-limits-set = Fija un límite para este servidor, un rol o un miembro
command-limits-set-limit = Qué limitar
command-limits-set-value = Un número como 60, un importe como 12.50 o unlimited
command-limits-user = Solo para este miembro
command-limits-role = Solo para los miembros con este rol
command-limits-clear = Quita un límite, para que se aplique el siguiente más general
command-limits-clear-limit = Qué límite
command-limits-clear-deleted = Un rol eliminado que aún tiene límites

command-grant = Da a un miembro segundos de vídeo extra
command-grant-seconds = Cuántos segundos
command-grant-expires = Usar antes de: 3d, 12h, 1w 2d, o una fecha UTC como 2026-12-01 18:30 (por defecto: sin fin)
command-block = Impide que un miembro cree vídeos
command-unblock = Desbloquea a un miembro
command-blocks = Muestra a quién se ha bloqueado
command-forgive = Borra los vídeos bloqueados y fallidos de alguien y la pausa que causaron (operadores)
command-pause = Deja de aceptar vídeos nuevos por ahora; los ya aceptados siguen
command-resume = Vuelve a aceptar vídeos nuevos

command-channels = Los canales donde se pueden crear vídeos
command-channels-show = Muestra dónde se pueden crear vídeos
command-channels-add = Permite un canal (los que no están en la lista quedan bloqueados)
command-channels-remove = Quita un canal de la lista
command-channels-clear = Vuelve a permitir todos los canales
command-channels-channel = Qué canal (incluye sus hilos)
command-channels-deleted = Un canal eliminado que sigue en la lista
command-roles = Los roles que pueden crear vídeos
command-roles-show = Muestra qué roles pueden crear vídeos
command-roles-add = Permite un rol (sin un rol de la lista no se pueden crear vídeos)
command-roles-remove = Quita un rol de la lista
command-roles-clear = Vuelve a permitir a todos los miembros
command-roles-role = Qué rol
command-roles-deleted = Un rol eliminado que sigue en la lista
command-words = Palabras y frases que los prompts no pueden contener
command-words-show = Muestra las palabras prohibidas
command-words-add = Prohíbe palabras o frases
command-words-add-words = Palabras o frases separadas por comas; no importan mayúsculas, acentos ni anchura
command-words-remove = Vuelve a permitir una palabra o frase
command-words-remove-word = Qué palabra o frase
command-models = Qué modelos se pueden usar y cuál es el predeterminado
command-models-show = Muestra los modelos de este servidor, sus canales y sus roles
command-models-allow = Permite un modelo (los que no están en la lista no se pueden usar ahí)
command-models-remove = Quita un modelo de la lista
command-models-default = Elige el modelo para las solicitudes que no nombran ninguno
command-models-clear = Quita el predeterminado y la lista, y valen los más generales
command-models-model = Qué modelo
command-models-channel = Solo en este canal (incluye sus hilos)
command-models-role = Solo para miembros con este rol
command-models-deleted = Un canal o rol eliminado que aún tiene modelos
command-audit = Dónde publicar los cambios y las solicitudes rechazadas por un presupuesto
command-audit-show = Muestra los últimos cambios y solicitudes rechazadas
command-audit-channel = Elige el canal de auditoría
command-audit-channel-channel = Dónde publicar
command-audit-off = Deja de publicar; se sigue registrando
command-usage = Qué se gastó, quién lo gastó y con qué resultado, con un gráfico y un archivo CSV
command-usage-period = Qué días (por defecto: los últimos 30)
command-job = El historial completo de un vídeo
command-job-id = Su ID o un enlace a su mensaje
command-details = Detalles del vídeo
command-block-member = Bloquear para hacer vídeos
block-form-title = Bloquear para hacer vídeos
block-form-until = ¿Hasta cuándo? (opcional)
block-form-until-hint = 3d, 12h, 2026-12-31 18:00 (UTC); vacío: para siempre
block-form-reason = ¿Por qué? (opcional; lo leerá)

admin-was = **Antes** { $was }
admin-now = **Ahora** { $now }
admin-unchanged = Nada que cambiar: ya es { $now }.
admin-more = … y { $count } más
admin-reason = «{ $reason }»
admin-not-set = sin fijar
admin-unlimited = sin límite
admin-target-here = en este servidor
admin-target-everywhere = en todas partes
admin-target-user-everywhere = { $user } en todas partes
admin-target-server = este servidor
admin-target-bot = todo el bot
admin-target-ceiling = presupuesto más alto posible de este servidor

admin-field-seconds_per_day = segundos de vídeo al día
admin-field-seconds_per_week = segundos de vídeo a la semana
admin-field-seconds_per_month = segundos de vídeo al mes
admin-field-user_usd_per_day = USD por persona al día
admin-field-user_usd_per_week = USD por persona a la semana
admin-field-user_usd_per_month = USD por persona al mes
admin-field-jobs_at_once = vídeos a la vez
admin-field-cooldown_s = segundos entre vídeos
admin-field-usd_per_day = presupuesto: USD al día
admin-field-usd_per_week = presupuesto: USD a la semana
admin-field-usd_per_month = presupuesto: USD al mes

admin-limit-title = Límite
admin-limit-cleared = Vuelve a aplicarse el siguiente límite más general. Mira /veo-admin limits show.
admin-limit-two-targets = Elige un miembro o un rol, no los dos. No se ha cambiado nada.
admin-limit-role-everywhere = Un rol pertenece a un solo servidor. Para todo el bot, elige un miembro o deja ambos vacíos.
admin-limit-ceiling-target = El presupuesto más alto posible se aplica a todo el servidor. Deja vacíos miembro y rol.
admin-limits-title = Límites: { $whose }
admin-limits-people = **Para cada miembro**
admin-limits-server = **Presupuesto de este servidor**
admin-limits-bot = **Presupuesto de todo el bot**
admin-limits-set = **Fijado en este servidor**
admin-limits-set-bot = **Fijado por los operadores**
admin-limits-none = Aquí no hay límites fijados. Se aplican los valores por defecto del operador.
admin-limits-line = { $limit }: **{ $value }** ({ $origin })
admin-limits-row = { $who } · { $limit }: **{ $value }**
admin-limits-deleted = un rol eliminado (`{ $id }`)
admin-origin-default = por defecto
admin-origin-bot = todo el bot
admin-origin-ceiling = fijado por el operador
admin-origin-server = este servidor
admin-origin-role = por rol
admin-origin-user = este miembro

admin-grant-title = Segundos extra
admin-grant-about = { $seconds } s para { $user } { $where }
admin-grant-value = quedan { $seconds } s extra
admin-grant-expires = usar antes del { $when }
admin-block-title = Bloqueo
admin-block-none = no bloqueado
admin-block-value = bloqueado
admin-block-until = hasta el { $when }
admin-blocks-title = Bloqueados
admin-blocks-none = No se ha bloqueado a nadie.
admin-strikes-title = Vídeos bloqueados y fallidos
admin-pause-title = Pausa
admin-pause-none = en funcionamiento
admin-pause-value = en pausa
admin-pause-running = Los vídeos ya aceptados siguen.

admin-places-channel = Canales donde se pueden crear vídeos
admin-places-channel-none = todos los canales
admin-places-channel-absent = Ese canal no está en la lista.
admin-places-role = Roles que pueden crear vídeos
admin-places-role-none = todos los miembros
admin-places-role-absent = Ese rol no está en la lista.
admin-places-audit = Canal de auditoría
admin-places-audit-none = ninguno
admin-places-which = Elige uno que exista o uno eliminado.
admin-places-deleted = Estos ya no existen, o no puedo verlos: { $ids }
admin-places-blind = No puedo ver { $channel } ni publicar ahí. Quien intente crear un vídeo ahí verá un error hasta que me des permiso.
admin-places-nobody = Se han eliminado todos los roles de la lista, así que nadie puede crear vídeos.
admin-words-title = Palabras prohibidas
admin-words-none = No hay palabras prohibidas.
admin-words-value = { $count ->
    [0] ninguna
    [one] 1: { $words }
   *[other] { $count }: { $words }
}
admin-words-added = añadido: { $words }
admin-words-removed = eliminado: { $words }
admin-words-empty = Escribe al menos una palabra.
admin-models-title = Modelos
admin-models-value = predeterminado { $default }; permitidos: { $allowed }
admin-models-no-list = sin lista
admin-models-none = Aquí no hay nada fijado, así que se pueden usar todos los modelos.
admin-models-known = El operador ofrece: { $known }
admin-models-default-not-allowed = El predeterminado no está en la lista, así que aquí se salta.
admin-models-gone = eliminado (`{ $id }`)
admin-models-two = Elige un canal o un rol, no ambos. No se ha cambiado nada.
admin-models-absent = Ese canal o rol no tiene modelos fijados. No se ha cambiado nada.

admin-audit-title = Últimos cambios
admin-audit-none = Todavía no se ha cambiado ni rechazado nada.
admin-audit-by = por { $user }
admin-audit-itself = el bot
admin-deleted-person = una persona eliminada
admin-audit-line = { $when } { $who } · { $what }: { $before } → { $after }
admin-audit-refused = Un presupuesto ha rechazado una solicitud
admin-audit-refused-more = Las demás de esta persona durante la próxima hora solo se cuentan: mira /veo-admin audit show.
admin-audit-refused-who = { $user } en { $channel }
admin-audit-not-posted = El cambio se ha guardado, pero no he podido publicarlo en el canal de auditoría. Comprueba mis permisos en ese canal.
admin-audit-cannot = No puedo publicar en { $channel }. Permisos que faltan: { $missing }. Añádelos o elige otro canal. No se ha cambiado nada.

admin-end-unreadable = No entiendo el plazo «{ $text }». Escribe una duración como 3d, 12h, 90m o 1w 2d, o una fecha en UTC como 2026-12-01 o 2026-12-01 18:30. No se ha cambiado nada.
admin-end-impossible = La fecha «{ $text }» no existe. No se ha cambiado nada.
admin-person-bot = Eso es un bot, y solo las personas crean vídeos. No se ha cambiado nada.
admin-person-elsewhere = Esa persona no es miembro de este servidor. No se ha cambiado nada.
admin-person-unknown = Discord no conoce a esa persona. Elige a alguien de la lista. No se ha cambiado nada.
admin-channel-gone = Ese canal ya no existe. No se ha cambiado nada.
admin-role-gone = Ese rol ya no existe. No se ha cambiado nada.
admin-role-everyone = No puedes elegir @everyone. Para incluir a todo el mundo, deja el rol vacío o vacía la lista. No se ha cambiado nada.
admin-id-unreadable = «{ $text }» no es un ID. Elige uno de la lista. No se ha cambiado nada.
admin-error-database = Ahora mismo no puedo acceder a mi base de datos, así que no se ha cambiado nada. Inténtalo otra vez en un minuto.

admin-job-title = Vídeo { $id }
admin-job-unreadable = «{ $text }» no es ni el ID de un vídeo ni un enlace a su mensaje. El ID tiene 16 letras y cifras; está en el nombre del archivo del vídeo. O haz clic derecho en el mensaje y elige Aplicaciones.
admin-job-request = { $user } en { $channel } { $when }
admin-job-money = estimado { $estimate }, coste { $cost }
admin-job-unknown-cost = desconocido
admin-job-events = **Qué ha pasado**
admin-job-entries = **Apuntes contables**
admin-step-requested = Solicitado
admin-step-queued = De vuelta a la cola
admin-step-submitting = Enviado a Segmind
admin-step-unknown = Sin respuesta clara de Segmind, así que lo busqué en su historial
admin-step-generating = Aceptado por Segmind
admin-step-fetching = Terminado en Segmind
admin-step-delivering = Descargado
admin-step-delivered = Publicado
admin-step-failed = Falló
admin-step-cancelled = Cancelado
admin-step-undeliverable = No se pudo publicar
admin-step-changed = Anotado
admin-why-restart = el bot se reinició entretanto
admin-why-found = encontrado en el historial de Segmind
admin-why-adopted = asignado por { $who }
admin-why-written-off = dado por perdido por { $who }
admin-why-sent-again = enviado otra vez a petición de su autor
admin-why-deleted = borrado por { $who }
admin-why-restored = se restauró una copia de la base de datos
admin-why-unanswered = Discord no pudo mostrar su tarjeta
admin-why-late = tardé demasiado en aceptarlo
admin-why-cancelled = por { $who }
admin-why-cost = Segmind dijo que costó { $said } USD
admin-entry-reserve = Reservado
admin-entry-release = Liberado
admin-entry-settle = Liquidado
admin-entry-refund = Reembolsado
admin-entry-grant = Concedido
admin-entry-seconds = { $seconds } s del límite
admin-entry-granted = { $granted } s extra

admin-usage-title = Uso: { $period }
admin-usage-period-7 = los últimos 7 días
admin-usage-period-30 = los últimos 30 días
admin-usage-period-90 = los últimos 90 días
admin-usage-period-month = este mes
admin-usage-period-last-month = el mes pasado
admin-usage-total = **{ $usd }** por { $jobs } { $jobs ->
    [one] vídeo
   *[other] vídeos
} y { $seconds } s
admin-usage-month = Este mes (UTC): { $spent } hasta ahora, unos **{ $forecast }** al final al ritmo de los últimos 7 días
admin-usage-month-budget = Este mes (UTC): { $spent } hasta ahora, unos **{ $forecast }** al final al ritmo de los últimos 7 días; el presupuesto es de { $budget } cada 30 días
admin-usage-members = **Miembros más activos**
admin-usage-member = { $rank }. { $user } · { $usd } · { $jobs } { $jobs ->
    [one] vídeo
   *[other] vídeos
} · { $seconds } s
admin-usage-models = **Modelos**
admin-usage-model = { $model } · { $usd } · { $jobs } { $jobs ->
    [one] vídeo
   *[other] vídeos
} · { $seconds } s
admin-usage-outcomes = **Resultados** { $outcomes }
admin-usage-outcome = { $name } { $count }
admin-usage-waits = **Tiempo de espera** la mitad en { $median } como máximo, 9 de cada 10 en { $slow } como máximo
admin-usage-refusals = Rechazadas por un presupuesto: { $count }
admin-usage-empty = No se creó ningún vídeo en este periodo.
admin-usage-csv-cut = El archivo solo tiene las primeras { $lines } entradas. El operador puede obtenerlas todas con `veo-bot ledger export`.

outcome-queued = en la cola
outcome-submitting = enviándose
outcome-unknown = comprobándose
outcome-generating = en curso
outcome-fetching = descargándose
outcome-delivering = publicándose
outcome-delivered = entregado
outcome-undeliverable = no se pudo publicar
outcome-cancelled = cancelado
outcome-failed = fallido
outcome-failed-rejected = rechazado
outcome-failed-content_blocked = contenido bloqueado
outcome-failed-generation_failed = no se pudo crear
outcome-failed-video_lost = vídeo perdido
outcome-failed-upload_failed = no se pudo subir la imagen
outcome-failed-scene_lost = sin imagen de la escena anterior
outcome-failed-submission_lost = solicitud perdida
outcome-failed-model_gone = modelo no disponible
outcome-failed-timed_out = tiempo agotado

chart-title = Gasto por día (UTC)
chart-period = { $period } · { $jobs } { $jobs ->
    [one] vídeo
   *[other] vídeos
}
chart-budget-day = presupuesto { $usd } al día
chart-budget-week = presupuesto { $usd } cada 7 días
chart-budget-month = presupuesto { $usd } cada 30 días
chart-forecast = previsión: este mes unos { $usd }
chart-members = Miembros más activos
chart-outcomes = Resultados
chart-waits = Tiempo de espera
chart-waits-half = la mitad en
chart-waits-slow = 9 de 10 en
chart-refusals = rechazadas por un presupuesto
chart-other = otros
chart-nothing = nada todavía
chart-alt = { $title }, { $period }. { $total } en total; el día más alto fue el { $day }, con { $most }. { $budget } { $forecast }
