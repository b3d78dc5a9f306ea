## Solicitudes privadas, y solicitudes desde donde el bot no es miembro

command-veo-private = Solo tú ves la tarjeta y el vídeo
animate-options = Opciones
private-no-answer = Discord no ha mostrado mi respuesta a tiempo, pero tengo tu solicitud. Enviaré el vídeo aquí.
    -# Referencia { $reference }
private-ready = Tu imagen está lista.
private-accepted = Tengo tu solicitud.
private-card-ends = Discord solo me deja actualizar este mensaje durante 15 minutos, así que esta es su última actualización. Te enviaré el vídeo por mensaje directo.
private-card-shown = No he podido publicarlo aquí, así que se lo he mostrado a quien lo pidió.
private-sending = Enviando tu vídeo…
private-sent = Aquí tienes tu vídeo: { $link }
private-sent-directly = No he podido mostrar tu vídeo aquí, así que lo he enviado por mensaje directo.
private-not-sent = Esta vez tampoco ha funcionado: no he podido publicarlo en su canal, ni mostrarlo aquí, ni enviártelo por mensaje directo. He guardado el archivo por ahora, así que puedes pulsar «Enviar de nuevo» otra vez.
