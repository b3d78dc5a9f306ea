## Pedir a un moderador más de lo que permite un límite

command-approvals = Solicitudes a moderadores
command-approvals-channel = Elige su canal
command-approvals-off = Las desactiva
admin-places-approval = Canal de solicitudes a los moderadores
admin-places-approval-none = ninguno; nadie puede pedirlo
approval-ask = Pedir a un moderador
approval-asked = He preguntado a los moderadores de este servidor. Pueden ver tu prompt. Si nadie responde, la solicitud termina { $when }. No se cobra nada hasta que un moderador la apruebe.
approval-not-here = Aquí no hay moderadores a los que preguntar.
approval-waiting = Ya tienes una solicitud pendiente de un moderador en este servidor. Espera la respuesta.
approval-too-many = Puedes pedirlo { $most } veces al día. Inténtalo de nuevo mañana.
approval-title = Un miembro ha superado su límite
approval-who = { $user } pide en { $channel } más de lo que permite su límite:
approval-limit = Lo que se le dijo: { $limit }
approval-until = Termina { $when }
approval-approve = Aprobar una vez · { $price }
approval-deny = Rechazar
approval-deny-title = Rechazar la solicitud
approval-deny-word = Motivo (opcional)
approval-approved = Aprobada por { $moderator }
approval-denied = Rechazada por { $moderator }
approval-denied-word = Rechazada por { $moderator }: { $word }
approval-expired = Nadie respondió a tiempo.
approval-over = Esta solicitud ya está decidida o ha caducado.
approval-own = No puedes aprobar tu propia solicitud.
approval-not-yours = Solo pueden decidirlo los moderadores de este servidor. Necesitan el permiso «Aislar temporalmente a miembros» o «Gestionar servidor».
approval-price = Esta solicitud cuesta ahora { $price }. Pulsa otra vez «Aprobar una vez» si te parece bien.
approval-approved-note = { $mention }, { $moderator } ha aprobado tu solicitud.
approval-approved-direct = Un moderador de { $server } ha aprobado tu solicitud. El resultado está en camino.
approval-denied-direct = Un moderador de { $server } ha rechazado tu solicitud. No se ha cobrado nada.
approval-expired-direct = Ningún moderador de { $server } respondió a tiempo, así que no se ha creado nada. No se ha cobrado nada.
approval-approved-private = Un moderador ha aprobado tu solicitud. Te enviaré el resultado aquí.
    -# Referencia { $reference }
approval-withdrawn = No he podido publicarlo en el canal del miembro, así que la solicitud se ha cancelado. No se ha cobrado nada.
approval-withdrawn-direct = Un moderador de { $server } ha aprobado tu solicitud, pero no he podido publicar allí, así que se ha cancelado. No se ha cobrado nada.
approval-word = El motivo: { $word }
approval-erased = Esta solicitud se ha eliminado porque el miembro hizo eliminar sus datos.
