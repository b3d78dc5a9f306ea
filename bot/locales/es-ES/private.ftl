## Pedidos privados, y pedidos desde donde el bot no es miembro

command-veo-private = Solo tú ves la tarjeta y el vídeo
animate-audience = Quién lo ve
animate-audience-everybody = Todo el mundo aquí
animate-audience-only-me = Solo yo
private-no-answer = Discord no ha mostrado mi respuesta a tiempo, pero tengo tu pedido. Recibirás el vídeo aquí.
    -# Referencia { $reference }
private-ready = Tu imagen está lista.
private-accepted = Tu vídeo está pedido.
private-card-ends = Discord solo me deja actualizar este mensaje durante 15 minutos, así que desde ahora se queda como está. Recibirás el vídeo por mensaje directo.
private-card-shown = No he podido publicarlo aquí, así que se lo he mostrado a quien lo pidió.
private-sending = Estoy enviando tu vídeo…
private-sent = Tu vídeo está aquí: { $link }
private-sent-directly = No he podido mostrar tu vídeo aquí, así que lo he enviado por mensaje directo.
private-not-sent = Esta vez tampoco ha funcionado: no puedo publicar en su canal, no puedo mostrarlo aquí, y no aceptas mensajes directos míos. El archivo se guarda por ahora; puedes pulsar «Enviar de nuevo» otra vez.
