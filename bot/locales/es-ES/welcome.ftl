## La bienvenida, una vez, donde el bot entra en un servidor
## { $veo } y demás son comandos en los que se puede hacer clic, o «/veo».

welcome-title = ¡Hola! Convierto palabras e imágenes en vídeos cortos
welcome-start = **Cómo empezar:** escribe { $veo } y describe una escena, o { $image } y adjunta una imagen. También puedes hacer clic derecho en un mensaje con una imagen y elegir Aplicaciones, { $animate }. Publicaré el vídeo en el canal, normalmente en menos de un minuto.
welcome-more = { $help } te cuenta más, y { $quota } muestra lo que te queda.
welcome-admins = **Para administradores:** todo el mundo puede crear vídeos desde ya, dentro de los límites del operador. Usa { $admin } para fijar cuántos y en qué canales. Para ver todos los cambios, elige un canal con `audit channel`.
welcome-permissions-fine = **Permisos:** en este servidor tengo todo lo que necesito. Aun así, puede que no tenga acceso a algún canal.
welcome-permissions-missing = **Permisos:** todavía necesito { $missing }. Añádelos en Ajustes del servidor, Roles. Hasta entonces no podré publicar vídeos en todas partes.
