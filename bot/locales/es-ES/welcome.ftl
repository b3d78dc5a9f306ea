## La bienvenida, una vez, donde el bot entra en un servidor
## { $veo } y demás son comandos en los que se puede hacer clic, o «/veo».

welcome-title = ¡Hola! Convierto palabras e imágenes en vídeos cortos
welcome-start = **Cómo empezar:** escribe { $veo } y describe una escena, o { $image } y adjunta una imagen. También puedes hacer clic derecho en un mensaje con una imagen, luego Aplicaciones, { $animate }. El vídeo llega al canal, normalmente en menos de un minuto.
welcome-more = { $help } cuenta más, { $quota } lo que te queda.
welcome-admins = **Para administradores:** se pueden hacer vídeos desde ya, dentro de los límites de mi operador. Con { $admin } fijas cuánto se puede usar y en qué canales; `audit channel` elige un canal donde se publican los cambios.
welcome-permissions-fine = **Permisos:** en este servidor tengo todos los que necesito. Aun así, puede que no tenga acceso a algún canal.
welcome-permissions-missing = **Permisos:** todavía necesito: { $missing }. Permítelo en Ajustes del servidor, Roles; hasta entonces no puedo publicar vídeos en todas partes.
