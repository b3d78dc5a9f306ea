## /veo-admin

command-admin = Límites, presupuestos, bloqueos y uso de este servidor
command-admin-where = Este servidor o todo el bot (para sus operadores)
command-admin-member = Quién
command-admin-until = Hasta cuándo: 3d, 12h, 1w 2d, o una fecha en UTC como 2026-12-01 18:30
command-admin-reason = Por qué; queda en la auditoría y lo ve la gente a la que afecta
where-server = Este servidor
where-bot = Todo el bot (operadores)
where-ceiling = Lo máximo que puede ser el presupuesto de este servidor (operadores)

command-limits = Cuánto se puede usar y cuánto se puede gastar
command-limits-show = Muestra qué límites valen aquí, para un miembro o para un rol
command-limits-show-user = Qué vale para este miembro y de dónde viene
command-limits-show-role = Qué hay fijado para este rol
command-limits-set = Fija un límite para este servidor, un rol o un miembro
command-limits-set-limit = Qué limitar
command-limits-set-value = Un número como 60, un importe como 12.50 o unlimited
command-limits-user = Solo para este miembro
command-limits-role = Solo para los miembros con este rol
command-limits-clear = Retira un límite, para que vuelva a contar lo más general
command-limits-clear-limit = Qué límite
command-limits-clear-deleted = Un rol que ya se eliminó y aún tiene límites

command-grant = Da a un miembro segundos de vídeo además de su cuota
command-grant-seconds = Cuántos segundos
command-grant-expires = Hasta: 3d, 12h, 1w 2d, o una fecha en UTC como 2026-12-01 18:30; si no, sin caducidad
command-block = Impide que un miembro haga vídeos
command-unblock = Deja que un miembro bloqueado vuelva a hacer vídeos
command-blocks = Muestra quién tiene un bloqueo
command-forgive = Olvida los vídeos bloqueados y fallidos de alguien y la pausa que causaron (operadores)
command-pause = No acepta vídeos nuevos por ahora; los ya aceptados siguen
command-resume = Vuelve a aceptar vídeos

command-channels = Los canales donde se pueden hacer vídeos
command-channels-show = Muestra dónde se pueden hacer vídeos
command-channels-add = Permite un canal; desde el primero, los demás quedan cerrados
command-channels-remove = Deja de permitir un canal
command-channels-clear = Vuelve a permitir todos los canales
command-channels-channel = Qué canal; sus hilos van incluidos
command-channels-deleted = Un canal que ya se eliminó
command-roles = Los roles que pueden hacer vídeos
command-roles-show = Muestra qué roles pueden hacer vídeos
command-roles-add = Permite un rol; desde el primero, quien no tenga ninguno no puede hacer vídeos
command-roles-remove = Deja de permitir un rol
command-roles-clear = Vuelve a permitir a todos los miembros
command-roles-role = Qué rol
command-roles-deleted = Un rol que ya se eliminó
command-words = Palabras y frases que ningún prompt puede tener
command-words-show = Muestra las palabras prohibidas
command-words-add = Prohíbe palabras o frases
command-words-add-words = Palabras o frases separadas por comas; no importan mayúsculas, acentos ni anchura
command-words-remove = Vuelve a permitir una palabra o frase
command-words-remove-word = Cuál
command-audit = Dónde se publican los cambios y las peticiones que rechazó un presupuesto
command-audit-show = Muestra los últimos cambios y rechazos
command-audit-channel = Elige el canal
command-audit-channel-channel = Dónde publicar
command-audit-off = No los publica en ningún sitio; se guardan igualmente
command-usage = Qué se gastó, quién y qué salió de ello; con una imagen y un archivo CSV
command-usage-period = Qué días (los últimos 30 si no eliges)
command-job = Toda la historia de un vídeo
command-job-id = Su ID, que está en el nombre del archivo del vídeo

admin-was = **Antes** { $was }
admin-now = **Ahora** { $now }
admin-unchanged = Nada que cambiar; ya está así: { $now }.
admin-more = … y { $count } más
admin-reason = «{ $reason }»
admin-not-set = sin fijar
admin-unlimited = sin límite
admin-target-here = en este servidor
admin-target-everywhere = en todas partes
admin-target-user-everywhere = { $user } en todas partes
admin-target-server = este servidor
admin-target-bot = todo el bot
admin-target-ceiling = lo máximo para este servidor

admin-field-seconds_per_day = segundos de vídeo en 24 horas
admin-field-seconds_per_week = segundos de vídeo en 7 días
admin-field-seconds_per_month = segundos de vídeo en 30 días
admin-field-jobs_at_once = vídeos a la vez
admin-field-cooldown_s = segundos entre dos vídeos
admin-field-usd_per_day = USD en 24 horas
admin-field-usd_per_week = USD en 7 días
admin-field-usd_per_month = USD en 30 días

admin-limit-title = Límite
admin-limit-cleared = Vuelve a contar lo más general; mira /veo-admin limits show.
admin-limit-two-targets = Elige un miembro o un rol, no los dos. No se ha cambiado nada.
admin-limit-role-everywhere = Un rol pertenece a un solo servidor. Para todo el bot, elige un miembro o a nadie.
admin-limit-ceiling-target = Lo máximo que puede ser el presupuesto de un servidor no es para nadie en particular. Deja vacíos miembro y rol.
admin-limits-title = Límites: { $whose }
admin-limits-people = **Para cada miembro**
admin-limits-server = **Presupuesto de este servidor**
admin-limits-bot = **Presupuesto de todo el bot**
admin-limits-set = **Fijado en este servidor**
admin-limits-set-bot = **Fijado por operadores**
admin-limits-none = No hay nada fijado; valen los valores del operador.
admin-limits-line = { $limit }: **{ $value }** ({ $origin })
admin-limits-row = { $who } · { $limit }: **{ $value }**
admin-limits-deleted = un rol eliminado (`{ $id }`)
admin-origin-default = por defecto
admin-origin-bot = todo el bot
admin-origin-ceiling = fijado por el operador
admin-origin-server = este servidor
admin-origin-role = por rol
admin-origin-user = para este miembro

admin-grant-title = Segundos extra
admin-grant-about = { $seconds } s para { $user } { $where }
admin-grant-value = quedan { $seconds } s extra
admin-grant-expires = válido hasta el { $when }
admin-block-title = Bloqueo
admin-block-none = sin bloqueo
admin-block-value = con bloqueo
admin-block-until = hasta el { $when }
admin-blocks-title = Con bloqueo
admin-blocks-none = Nadie tiene un bloqueo.
admin-strikes-title = Vídeos bloqueados y fallidos
admin-pause-title = Pausa
admin-pause-none = en marcha
admin-pause-value = en pausa
admin-pause-running = Los vídeos ya aceptados siguen.

admin-places-channel = Canales donde se pueden hacer vídeos
admin-places-channel-none = todos los canales
admin-places-channel-absent = Ese canal no es uno de los elegidos.
admin-places-role = Roles que pueden hacer vídeos
admin-places-role-none = todos los miembros
admin-places-role-absent = Ese rol no es uno de los elegidos.
admin-places-audit = Canal de auditoría
admin-places-audit-none = ninguno
admin-places-which = Elige uno, o uno que ya se eliminó.
admin-places-deleted = Estos ya no los veo: { $ids }
admin-places-blind = No puedo ver { $channel } o no puedo escribir ahí. A quien pida algo ahí se le dirá, hasta que alguien lo permita.
admin-places-nobody = Todos los roles elegidos están eliminados, así que nadie puede hacer vídeos.
admin-words-title = Palabras prohibidas
admin-words-none = No hay ninguna palabra prohibida.
admin-words-value = { $count ->
    [0] ninguna
    [one] 1: { $words }
   *[other] { $count }: { $words }
}
admin-words-added = se añade { $words }
admin-words-removed = se quita { $words }
admin-words-empty = Escribe al menos una palabra.

admin-audit-title = Últimos cambios
admin-audit-none = Todavía no se ha cambiado ni rechazado nada.
admin-audit-by = por { $user }
admin-audit-itself = el bot
admin-audit-line = { $when } { $who } · { $what }: { $before } → { $after }
admin-audit-refused = Un presupuesto ha rechazado una petición
admin-audit-refused-more = Las demás de esta persona durante la hora solo se cuentan: consulta /veo-admin audit show.
admin-audit-refused-who = { $user } en { $channel }
admin-audit-not-posted = El cambio está hecho y guardado, pero no he podido publicarlo en el canal de auditoría. Comprueba si puedo escribir ahí.
admin-audit-cannot = No puedo escribir en { $channel }. Ahí falta: { $missing }. Permítelo o elige otro canal; no se ha cambiado nada.

admin-end-unreadable = «{ $text }» no es un plazo que yo entienda. Escribe una duración como 3d, 12h, 90m o 1w 2d, o una fecha en UTC como 2026-12-01 o 2026-12-01 18:30. No se ha cambiado nada.
admin-end-impossible = «{ $text }» no existe en ningún calendario. No se ha cambiado nada.
admin-person-bot = Eso es un bot; solo las personas hacen vídeos. No se ha cambiado nada.
admin-person-elsewhere = Esa persona no es miembro de este servidor. No se ha cambiado nada.
admin-person-unknown = Discord no conoce a esa persona. Elige a alguien de la lista. No se ha cambiado nada.
admin-channel-gone = Ese canal ya no existe. No se ha cambiado nada.
admin-role-gone = Ese rol ya no existe. No se ha cambiado nada.
admin-role-everyone = @everyone no es un rol que se elija: para todo el mundo, deja el rol vacío o vacía la lista. No se ha cambiado nada.
admin-id-unreadable = «{ $text }» no es un ID. Elige uno de la lista. No se ha cambiado nada.
admin-error-database = Ahora mismo no llego a mi base de datos, así que no se ha cambiado nada. Inténtalo otra vez en un minuto.

admin-job-title = Vídeo { $id }
admin-job-unreadable = «{ $text }» no es el ID de un vídeo: tiene 16 letras y cifras y está en el nombre del archivo del vídeo.
admin-job-request = { $user } en { $channel } { $when }
admin-job-money = estimado { $estimate }, coste { $cost }
admin-job-unknown-cost = desconocido
admin-job-events = **Qué ha pasado**
admin-job-event = { $when } { $source } → **{ $target }** { $detail }
admin-job-entries = **Qué se ha anotado**
admin-job-entry = { $when } **{ $kind }** { $usd } · { $seconds } s de la cuota, { $granted } s extra

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
admin-usage-month = Este mes (UTC): { $spent } hasta ahora, unos **{ $forecast }** al final si sigue como los últimos 7 días
admin-usage-month-budget = Este mes (UTC): { $spent } hasta ahora, unos **{ $forecast }** al final si sigue como los últimos 7 días; el presupuesto es de { $budget } en 30 días
admin-usage-members = **Quién usa más**
admin-usage-member = { $rank }. { $user } · { $usd } · { $jobs } { $jobs ->
    [one] vídeo
   *[other] vídeos
} · { $seconds } s
admin-usage-outcomes = **Resultados** { $outcomes }
admin-usage-outcome = { $name } { $count }
admin-usage-waits = **Espera** la mitad en { $median } como mucho, nueve de cada diez en { $slow } como mucho
admin-usage-refusals = Rechazadas por un presupuesto: { $count }
admin-usage-empty = No se hizo ningún vídeo en este periodo.
admin-usage-csv-cut = El archivo tiene las primeras { $lines } entradas; el operador las obtiene todas con `veo-bot ledger export`.

outcome-queued = en espera
outcome-submitting = enviándose
outcome-unknown = buscándose
outcome-generating = en proceso
outcome-fetching = descargándose
outcome-delivering = publicándose
outcome-delivered = entregado
outcome-undeliverable = no publicable
outcome-cancelled = cancelado
outcome-failed = fallido
outcome-failed-rejected = no aceptado
outcome-failed-content_blocked = contenido bloqueado
outcome-failed-generation_failed = no generado
outcome-failed-video_lost = vídeo perdido
outcome-failed-upload_failed = imagen no subida
outcome-failed-submission_lost = pedido perdido
outcome-failed-timed_out = tiempo agotado

chart-title = Gasto por día (UTC)
chart-period = { $period } · { $jobs } { $jobs ->
    [one] vídeo
   *[other] vídeos
}
chart-budget-day = presupuesto { $usd } al día
chart-budget-week = presupuesto { $usd } en 7 días
chart-budget-month = presupuesto { $usd } en 30 días
chart-forecast = previsión: este mes unos { $usd }
chart-members = Quién usa más
chart-outcomes = Resultados
chart-waits = Espera
chart-waits-half = la mitad en
chart-waits-slow = 9 de 10 en
chart-refusals = rechazadas por gasto
chart-other = otros
chart-nothing = nada todavía
chart-alt = { $title }, { $period }. { $total } en total; el máximo en un día fue { $most }, el { $day }. { $budget } { $forecast }
