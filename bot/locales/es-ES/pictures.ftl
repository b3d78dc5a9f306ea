## Imágenes: comandos y el diálogo

command-veo-image = Convierte una imagen en un vídeo
command-veo-image-image = La imagen con la que empieza el vídeo
command-veo-image-prompt = ¿Qué debe pasar en la imagen? (opcional)
command-veo-image-aspect_ratio = Relación de aspecto (por defecto: la más parecida a la imagen)
command-veo-image-fit = Cómo encajar en el vídeo una imagen de otra forma (por defecto: auto)
command-animate = Animar
choice-auto = auto: la más parecida a la imagen
choice-fit-auto = auto: recortar, o rellenar si se perdería mucho
choice-fit-crop = recortar: llena el cuadro y pierde los bordes
choice-fit-pad = rellenar: se ve entera, con franjas desenfocadas

animate-title = Animar esta imagen
animate-motion = ¿Qué debe pasar? (opcional)
animate-motion-placeholder = Llegan las olas mientras la cámara se acerca despacio
animate-duration = Duración
animate-duration-auto = la habitual del modelo
animate-shape = Relación de aspecto
animate-shape-auto = la más parecida a la imagen
animate-pick = Este mensaje tiene varias imágenes. ¿Cuál animo?
animate-pick-placeholder = Elige una imagen
animate-unnamed = imagen sin nombre
animate-again = Ya has enviado este formulario, y tengo tu solicitud.

card-frame = El primer fotograma del vídeo
card-requester = para { $mention }
card-padded = He dejado la imagen entera y he añadido franjas desenfocadas: al recortarla se habría perdido más del 40 %. Elige «recortar» para llenar el cuadro.

## Imágenes: qué puede ir mal

mention-hint = Envíame una imagen: mencióname en un mensaje con una imagen, o al responder a uno. O haz clic derecho en un mensaje con una imagen y elige Aplicaciones, Animar.
mention-text-unreadable = No he podido leer el archivo de texto de tu mensaje, así que no se ha empezado ningún vídeo. Escribe el prompt en el propio mensaje, o adjunta un solo archivo de texto (UTF-8) de 2000 caracteres como máximo.
mention-pick-not-yours = Solo quien pidió este vídeo puede elegir su imagen.
picture-none = No veo ninguna imagen en este mensaje. Elige uno con una imagen adjunta, o usa /veo-image.
picture-gone = Discord ya no tiene esta imagen: se ha eliminado o su enlace ha caducado. Publícala otra vez.
picture-foreign = Solo puedo usar imágenes guardadas en Discord. Adjunta la imagen a un mensaje, o usa /veo-image.
picture-unreachable = No he podido descargar la imagen de Discord. Inténtalo otra vez en un minuto.
picture-too-large = Esta imagen ocupa { $size } MB; el límite son { $limit } MB. Envía una copia más pequeña.
picture-message-deleted = El mensaje con esta imagen se ha eliminado, así que no se ha empezado ningún vídeo.
picture-target-deleted = El mensaje al que has respondido se ha eliminado. Publica la imagen otra vez.
picture-target-unreadable = No puedo leer el mensaje al que has respondido: aquí me falta el permiso «Leer el historial de mensajes». Adjunta la imagen a tu propio mensaje.
picture-target-hidden = Discord no me muestra la imagen a la que has respondido. Haz clic derecho en ese mensaje y elige Aplicaciones, Animar; o adjunta la imagen a tu propio mensaje.
picture-age-restricted = Esta imagen viene de un canal con restricción de edad, así que solo puedo animarla en uno así.
picture-spoiler-elsewhere = Esta imagen estaba oculta tras un spoiler en otro canal, así que no la mostraré aquí. Si no hay problema, adjúntala tú.
picture-busy-person = Todavía estoy preparando tus otras imágenes. Espera a que estén listas.
picture-busy = Hay muchas imágenes en espera. Inténtalo otra vez en unos minutos.
picture-paused = No he podido leer varias de tus imágenes. Puedes enviar la siguiente { $when }.
picture-restarting = Me estoy reiniciando. Envía la imagen otra vez en un minuto.
error-not-posted = No he podido publicar nada en este canal, así que no se ha empezado ningún vídeo. Inténtalo otra vez, o usa otro canal.
