## Botones de tarjetas y resultados

button-cancel = Cancelar
button-again = Otra vez
button-try-again = Intentar otra vez
button-edit = Editar
button-delete = Eliminar
button-delete-now = Eliminar para siempre

job-unknown = No conozco este vídeo. Quizá lo hizo otro bot, o mis registros empiezan más tarde. Pídelo con /veo.
job-private = Este vídeo es privado, así que solo puede usarlo quien lo pidió.
job-elsewhere = Este vídeo es de otro servidor, así que aquí solo puede usarlo quien lo pidió.
job-gone = El mensaje con este vídeo ya no está, así que solo puede usarlo quien lo pidió.
job-deleted = Este vídeo se eliminó, así que ya no se puede hacer nada con él. Pide uno nuevo con /veo.
button-twice = Esto ya me lo has pedido hace un momento, y solo lo hago una vez.
form-written = Esto es lo que habías escrito, para que puedas copiarlo:

cancel-done = Cancelado. No se ha hecho nada, y se devuelven los { $seconds } s.
cancel-not-yours = Solo quien pidió este vídeo, o alguien que gestione el servidor, puede cancelarlo.
cancel-too-late = Este vídeo ya está pedido al servicio de vídeo y ya no se puede parar.
cancel-already = Este vídeo ya está cancelado; se devolvió todo.
cancel-over = Ya no hay nada que cancelar: este vídeo ha terminado.

again-no-picture = Ya no tengo la imagen de este vídeo. Envíala otra vez con /veo-image.

delete-sure = ¿Eliminar este vídeo para siempre? Desaparecerán sus mensajes, su archivo y su prompt. Los vídeos que lo continúan se quedan.
delete-done = El vídeo se ha eliminado, con sus mensajes, su archivo y su prompt. Lo que gastó sigue contando para los límites.
delete-goes-on = He borrado el vídeo y su prompt de mis registros. Aún no he podido eliminar todo lo demás, así que lo seguiré intentando.
delete-left = He borrado el vídeo y su prompt de mis registros, pero Discord no me deja eliminar uno de los mensajes. Pulsa «Eliminar» debajo de él otra vez, o descártalo a mano.
delete-not-begun = Mi base de datos no responde, así que no se ha eliminado nada. Inténtalo otra vez dentro de un minuto.
delete-already = Este vídeo ya está eliminado.
delete-nothing = No hay ningún mensaje con un vídeo que eliminar.
delete-not-yours = Solo quien pidió este vídeo, o alguien que gestione el servidor, puede eliminarlo.

## El formulario detrás de «Editar»

edit-title = Cambiarlo y hacerlo de nuevo
edit-prompt = ¿Qué se debe ver?
edit-motion = ¿Qué debe pasar? (opcional)
edit-duration = Duración
edit-shape = Formato
edit-shape-landscape = 16:9, horizontal
edit-shape-portrait = 9:16, vertical
edit-seed = Semilla
edit-seed-hint = Consérvala para no alejarte de este vídeo. Vacíala para tener una nueva.
edit-seed-wrong = Una semilla es un número entero de 0 a { $most }. Deja el campo vacío para tener una nueva.
edit-unchanged = No has cambiado nada, y la misma semilla da casi el mismo vídeo otra vez, así que no lo he pedido. Cambia algo, o vacía la semilla para tener una nueva.
