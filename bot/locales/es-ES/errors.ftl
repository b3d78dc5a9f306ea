## Rechazos y errores

error-permissions = Me faltan permisos en este canal: { $missing }. Pide a alguien que gestione el servidor que los añada, o usa otro canal.
error-unexpected = Algo ha ido mal por mi parte y no se ha empezado ningún vídeo. Inténtalo otra vez. Si sigue pasando, dale al operador esta referencia: `{ $reference }`
error-database = Ahora mismo no puedo acceder a mi base de datos. No se ha empezado nada nuevo. Inténtalo otra vez en un minuto.
error-database-slow = Mi base de datos va muy lenta ahora mismo, así que he dejado de esperar. No se ha empezado nada nuevo. Inténtalo otra vez en unos minutos.
error-restarting = Me estoy reiniciando y no he podido terminar esto. Inténtalo otra vez en un minuto.
error-no-answer = { $mention } Discord no ha mostrado mi respuesta a tiempo, pero tengo tu solicitud:
permission-send_messages = Enviar mensajes
permission-send_messages_in_threads = Enviar mensajes en hilos
permission-attach_files = Adjuntar archivos
permission-view_channel = Ver canal
error-option = «{ $value }» no es válido para esta opción. Elige un valor de la lista.
error-option-long = «{ $option }» puede tener como máximo { $most } caracteres. Acórtalo.
error-option-range = «{ $option }» es un número entero de { $least } a { $most }.
error-command-changed = Este comando ha cambiado, o Discord solo ha enviado una parte. Reinicia Discord e inténtalo otra vez.
error-outdated = Esto ha caducado. Empieza de nuevo.
error-not-asked = Solo puede responder la persona a la que he preguntado.
permission-read_message_history = Leer el historial de mensajes
