## /veo-help
## { $command } es un comando en el que se puede hacer clic, o «/veo».

command-veo-help = Cómo crear vídeos y cómo funcionan los límites
help-title = Cómo crear vídeos
help-command-veo = { $command }: describe una escena y recibe un vídeo. También puedes elegir la duración, la relación de aspecto, el estilo y el movimiento de cámara.
help-command-veo-image = { $command }: adjunta una imagen y dale vida. También puedes decir qué debe pasar.
help-command-animate = **{ $command }**: lo mismo para una imagen que ya está en un canal. Haz clic derecho en el mensaje, o mantenlo pulsado, y elige Aplicaciones. O mencióname en un mensaje con una imagen.
help-command-veo-story = { $command }: escribe de dos a seis escenas y recibe una película que crece escena a escena.
help-command-veo-jobs = { $command }: tus vídeos: cancélalos, repítelos o vuelve a enviarlos.
help-command-veo-quota = { $command }: cuánto te queda y cuándo recuperas más.
help-command-veo-settings = { $command }: elige tu modelo, duración, relación de aspecto y estilo habituales, y si te aviso por mensaje directo cuando un vídeo esté listo.
help-command-veo-privacy = { $command }: qué guardo sobre ti, para descargarlo o eliminarlo.
help-examples = O prueba uno de estos. Puedes cambiarlo antes de crearlo:
help-buttons-title = **Los botones bajo un vídeo**
help-button-again = la misma petición con otra semilla, para obtener otra versión.
help-button-edit = cambia el prompt o un ajuste y obtén un vídeo nuevo.
help-button-continue = sigue desde el último fotograma con la escena siguiente y recibe toda la película hasta ahora.
help-button-delete = borra tu vídeo y su prompt para siempre.
help-button-cancel = retira una petición que aún espera. No te cuesta nada.
help-button-send = recibe un vídeo que no pude publicar. Está en la lista de tus vídeos.
help-limits-title = **Cómo funcionan los límites**
help-limits = «Hoy» son las últimas 24 horas, «esta semana» los últimos 7 días y «este mes» los últimos 30 días. Cuando tus vídeos dejan atrás ese plazo, recuperas sus segundos. Los vídeos fallidos se reembolsan. Si llegas a un límite, te digo cuál, cuánto queda y cuándo recuperas más.
help-tips-title = **Consejos**
help-tip-prompt = Di quién o qué sale en la escena, qué pasa, dónde, con qué luz y cómo se mueve la cámara. Quédate con una sola escena.
help-tip-again = Mientras escribes un prompt, te sugiero los últimos que has usado.
help-tip-seed = El mismo prompt con la misma semilla da un vídeo parecido. Cambia una palabra para ver qué efecto tiene.
help-admin-title = **Para administradores**
help-command-veo-admin = { $command }: límites para miembros y roles, canales, palabras prohibidas, bloqueos, pausas y gastos.
help-admin-permissions-fine = Tengo todos los permisos que necesito en este canal.
help-admin-permissions-missing = En este canal todavía necesito estos permisos: { $missing }.
