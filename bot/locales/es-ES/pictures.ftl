## Imágenes: comandos y el diálogo

command-veo-image = Convierte una imagen en un vídeo
command-veo-image-image = La imagen con la que empieza el vídeo
command-veo-image-prompt = ¿Qué debe pasar en la imagen? Puedes dejarlo vacío
command-veo-image-aspect_ratio = Formato (el de la imagen si no eliges)
command-veo-image-fit = Cómo llena el vídeo una imagen de otro formato (auto si no eliges)
command-animate = Animar
choice-auto = auto: como la imagen
choice-fit-auto = auto: recortar, o rellenar si se perdería mucho
choice-fit-crop = recortar: llena el cuadro y pierde los bordes
choice-fit-pad = rellenar: se ve entera, con franjas desenfocadas al lado

animate-title = Animar esta imagen
animate-motion = ¿Qué debe pasar? (opcional)
animate-motion-placeholder = Llegan las olas mientras la cámara se acerca despacio
animate-duration = Duración
animate-shape = Formato
animate-shape-auto = como la imagen
animate-pick = Este mensaje tiene varias imágenes. ¿Cuál animo?
animate-pick-placeholder = Elige una imagen
animate-unnamed = imagen sin nombre
animate-again = Ya has enviado este formulario, y tengo tu pedido.

card-frame = El primer fotograma del vídeo
card-requester = para { $mention }
card-padded = Se ve la imagen entera, con franjas desenfocadas al lado: al recortarla se habría perdido más del 40 %. Elige «recortar» para llenar el cuadro.

## Imágenes: qué puede ir mal

mention-hint = Envíame una imagen: mencióname en un mensaje que tenga una adjunta, o al responder a uno. O haz clic derecho en un mensaje con una imagen, luego Aplicaciones, Animar.
mention-text-unreadable = No he podido leer el archivo de texto de tu mensaje. Escribe el prompt en el propio mensaje o adjunta un solo archivo de texto (UTF-8) de 2000 caracteres como máximo. No se ha pedido nada.
mention-pick-not-yours = Solo quien ha pedido este vídeo puede elegir la imagen.
picture-none = No veo ninguna imagen en este mensaje. Elige uno con una imagen adjunta, o usa /veo-image.
picture-gone = Discord ya no tiene esta imagen: se eliminó o su enlace ha caducado. Publícala otra vez.
picture-foreign = Solo acepto imágenes que sirve el propio Discord. Adjunta la imagen a un mensaje, o usa /veo-image.
picture-unreachable = Discord no me ha dado la imagen esta vez. Inténtalo otra vez en un minuto.
picture-too-large = Esta imagen tiene { $size } MB; como mucho pueden ser { $limit } MB. Envía una copia más pequeña.
picture-message-deleted = El mensaje con esta imagen se ha eliminado, así que la dejo en paz. No se ha pedido nada.
picture-target-deleted = El mensaje al que has respondido se ha eliminado. Publica la imagen otra vez.
picture-target-unreadable = No puedo leer el mensaje al que has respondido: aquí me falta el permiso «Leer el historial de mensajes». Adjunta la imagen a tu propio mensaje.
picture-target-hidden = Discord no me muestra la imagen a la que has respondido. Haz clic derecho en ese mensaje, luego Aplicaciones, Animar; o adjunta la imagen a tu propio mensaje.
picture-age-restricted = Esta imagen viene de un canal con restricción de edad, así que solo la animo en uno así.
picture-spoiler-elsewhere = Esta imagen estaba oculta tras un spoiler en otro canal, así que no la muestro aquí. Adjúntala tú si no hay problema.
picture-busy-person = Todavía estoy preparando tus otras imágenes. Espera a que estén listas.
picture-busy = Hay muchísimas imágenes esperando a que las prepare. Inténtalo otra vez en unos minutos.
picture-paused = Varias de tus imágenes no se pudieron leer. Puedes enviar la siguiente { $when }.
picture-restarting = Me estoy reiniciando ahora mismo. Envía la imagen otra vez en un minuto.
error-not-posted = No he podido publicar nada en este canal, así que no se ha pedido nada. Inténtalo otra vez, o usa otro canal.
