## Botones de tarjetas y resultados

button-cancel = Cancelar
button-again = Otra vez
button-try-again = Intentar otra vez
button-edit = Editar
button-prompt = Prompt completo
button-delete = Eliminar
button-delete-now = Eliminar para siempre

job-unknown = No conozco este vídeo. Puede que sea de otro bot o anterior a mis registros. Crea uno nuevo con /veo.
job-private = Este vídeo es privado, así que solo puede usarlo quien lo pidió.
job-elsewhere = Este vídeo es de otro servidor, así que aquí solo puede usarlo quien lo pidió.
job-gone = El mensaje con este vídeo ya no está, así que solo puede usarlo quien lo pidió.
job-deleted = Este vídeo se ha eliminado, así que ya no se puede crear nada a partir de él. Crea uno nuevo con /veo.
job-forgotten = Ya no guardo con qué se creó este vídeo, así que no se puede crear nada más a partir de él. Crea uno nuevo con /veo.
button-twice = Ya estoy en ello.
form-written = Esto es lo que has escrito, para que puedas copiarlo:

cancel-done = Cancelado. No se ha creado nada y se han reembolsado { $seconds } s.
cancelled-by = { $mention } { $by } ha cancelado tu petición. No se ha creado nada y se han reembolsado { $seconds } s.
cancel-not-yours = Solo quien pidió este vídeo, o alguien que gestione el servidor, puede cancelarlo.
cancel-too-late = Este vídeo ya se ha enviado y no se puede cancelar.
cancel-already = Este vídeo ya se ha cancelado y reembolsado.
cancel-over = No hay nada que cancelar: este vídeo ya ha terminado o ha fallado.

again-no-picture = Ya no tengo la imagen de este vídeo. Envíala otra vez con /veo-image.

delete-sure = ¿Eliminar este vídeo para siempre? Desaparecerán sus mensajes, su archivo y su prompt. Los vídeos que lo continúan se quedan.
delete-done = El vídeo se ha eliminado, con sus mensajes, su archivo y su prompt. Lo que gastó sigue contando para los límites.
delete-goes-on = He borrado el vídeo y su prompt de mis registros. Aún no he podido eliminar todo lo demás, así que lo seguiré intentando.
delete-left = He borrado el vídeo y su prompt de mis registros, pero Discord no me deja eliminar uno de los mensajes. Vuelve a pulsar «Eliminar» debajo de él, o descártalo a mano.
delete-not-begun = Mi base de datos no responde, así que no se ha eliminado nada. Inténtalo otra vez en un minuto.
delete-already = Este vídeo ya se ha eliminado.
delete-nothing = No hay ningún mensaje con un vídeo que eliminar.
delete-not-yours = Solo quien pidió este vídeo, o alguien que gestione el servidor, puede eliminarlo.

## El formulario detrás de «Editar»

edit-title = Editar y crear un vídeo nuevo
edit-prompt = ¿Qué debe mostrar el vídeo?
edit-motion = ¿Qué debe pasar? (opcional)
edit-frame = Duración y relación de aspecto
edit-shape-landscape = 16:9 (horizontal)
edit-shape-portrait = 9:16 (vertical)
edit-model = Modelo
edit-style = Estilo (opcional)
edit-camera = Movimiento de cámara (opcional)
edit-picture = Otra imagen (opcional)
edit-picture-hint = Sin otra, se anima la misma imagen.
edit-negative = Qué no debe aparecer (opcional)
edit-seed = Semilla
edit-seed-hint = Consérvala para un vídeo parecido. Bórrala para que sea al azar.
edit-unchanged = No has cambiado nada, y la misma semilla da casi el mismo vídeo, así que no he empezado ninguno. Cambia algo, o pulsa «Otra vez» para obtener otro.
change-title = Cambiar esta solicitud
change-done = Cambiado. Tu vídeo conserva su lugar en la cola.
change-not-yours = Solo quien pidió este vídeo puede cambiarlo.
change-too-late = Este vídeo ya se ha enviado tal como estaba y no se puede cambiar. Cuando esté listo, pulsa «Editar» otra vez para crear otro.
change-over = Este vídeo ya no está en espera, así que no había nada que cambiar. Pulsa «Editar» otra vez para crear otro.
change-picture = La imagen de este vídeo ya está preparada, así que mientras espera no se puede cambiar la relación de aspecto, ni elegir un modelo o una resolución de otro tamaño. Cancélalo y luego pulsa «Editar».
