## /veo-help
## { $command } es un comando en el que se puede hacer clic, o «/veo».

command-veo-help = Cómo hacer vídeos y cómo funcionan los límites
help-title = Cómo hacer vídeos
help-command-veo = { $command }: describe una escena y recibe un vídeo de ella. Elige duración, formato, estilo y cámara si quieres.
help-command-veo-image = { $command }: adjunta una imagen y mira cómo se mueve. Puedes decir qué debe pasar.
help-command-animate = **{ $command }**: lo mismo para una imagen que ya está en el canal: haz clic derecho en el mensaje, o mantenlo pulsado, y luego Aplicaciones. O mencióname en un mensaje con una imagen.
help-command-veo-jobs = { $command }: lo que tienes en marcha y lo que has hecho; cancelar, enviar de nuevo.
help-command-veo-quota = { $command }: cuánto te queda y cuándo vuelve más.
help-limits-title = **Cómo funcionan los límites**
help-limits = Los segundos de vídeo cuentan en las últimas 24 horas, 7 días o 30 días: lo que usaste vuelve poco a poco. Un vídeo que no ha salido no cuenta. Cuando un límite lo impide, te digo cuál, qué queda y cuándo se podrá otra vez.
help-tips-title = **Consejos**
help-tip-prompt = Di quién o qué se debe ver, qué pasa, dónde, con qué luz y cómo se mueve la cámara. Lo mejor es una sola escena.
help-tip-again = Mientras escribes un prompt, se te sugieren los últimos que usaste.
help-tip-seed = El mismo prompt y la misma semilla dan un vídeo parecido; cambia una palabra y mira qué hace.
help-admin-title = **Para administradores**
help-command-veo-admin = { $command }: límites para miembros y roles, canales, palabras prohibidas, bloqueos, una pausa y lo que se ha usado.
help-admin-permissions-fine = Tengo todos los permisos que necesito en este canal.
help-admin-permissions-missing = En este canal todavía necesito: { $missing }.
