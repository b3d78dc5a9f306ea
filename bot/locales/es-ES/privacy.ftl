## /veo-privacy

command-veo-privacy = Qué guardo sobre ti, para descargarlo o eliminarlo
privacy-title = Tu privacidad
privacy-kept-title = **Qué guardo y durante cuánto tiempo**
privacy-prompts-always = Tus prompts y los ajustes de tus vídeos: hasta que elimines el vídeo o tus datos.
privacy-prompts-days = Tus prompts y los ajustes de tus vídeos: { $days } días después de que el vídeo esté listo.
privacy-videos = Archivos de vídeo: { $days } días después de que estén listos, para poder enviarlos otra vez. Imágenes: hasta que su vídeo esté listo.
privacy-records = Los pasos de cada vídeo: 90 días o un poco más. Lo que costó y cuántos segundos usó: para siempre, porque es mi contabilidad.
privacy-choices = Lo que elegiste en /veo-settings: hasta que lo cambies.
privacy-decisions = Los bloqueos y límites que los administradores te hayan puesto: hasta que los quiten. El registro de sus cambios: { $days } días.
privacy-others-title = **Qué reciben otros**
privacy-segmind = El servicio de vídeo Segmind recibe tu prompt, los ajustes y tu imagen, pero ni tu nombre ni tu ID de Discord. Guarda su registro de la petición y el vídeo terminado durante 7 días, y **cualquiera que tenga la dirección de un vídeo o una imagen allí puede abrirlo**. No puedo eliminar nada en Segmind.
privacy-discord = Mis mensajes en Discord se quedan hasta que alguien los elimine. Todos en el canal ven los vídeos que no son privados.
privacy-rights = Puedes descargarlo todo o eliminarlo. Después, tu ID de Discord sigue hasta 30 días junto a lo que has usado, para que eliminar no sirva para saltarse los límites.
privacy-policy = Política de privacidad
privacy-download = Descargar mis datos
privacy-delete = Eliminar mis datos
privacy-delete-now = Eliminar para siempre
privacy-sure = **¿Eliminar tus datos para siempre?**
    - Ahora: tus prompts, los archivos de tus vídeos e imágenes, lo que elegiste en /veo-settings y los segundos extra que no hayas usado. También elimino mis mensajes sobre { $count ->
        [one] tu { $count } vídeo
       *[other] tus { $count } vídeos
    }, hasta donde Discord me deje. Las respuestas privadas y los enlaces que te envié por mensaje directo se quedan hasta que los descartes. Los vídeos que continúan los tuyos se quedan.
    - Después de { $until }: tu ID de Discord. Hasta entonces se queda junto a lo que has usado, así que **no recuperas segundos**. Después solo quedan totales que no se pueden asociar contigo.
    - No se eliminan los bloqueos y límites que los administradores te hayan puesto. Si no, eliminar los quitaría.
    - Fuera de mi alcance: Segmind guarda sus registros 7 días, y las copias de seguridad conservan su contenido hasta que se reemplazan.
privacy-unfinished = No se ha eliminado nada: { $count ->
        [one] { $count } de tus vídeos sigue
       *[other] { $count } de tus vídeos siguen
    } en curso. Espera a que terminen, o cancélalos con /veo-jobs, y vuelve a intentarlo. Si un vídeo acaba de fallar, compruebo durante un máximo de 15 minutos lo que costó.
privacy-nothing = Ahora no hay nada tuyo que eliminar. Si ya eliminaste tus datos, tu ID de Discord desaparece 30 días después.
privacy-done = Tus datos se han eliminado{ $count ->
        [0] .
        [one] , con { $count } vídeo.
       *[other] , con { $count } vídeos.
    } Ahora elimino los mensajes y los archivos; puede tardar unos minutos. Tu ID de Discord desaparecerá después de { $until }.
privacy-export-done = Aquí tienes todo lo que guardo sobre ti. El archivo `data.json` es texto legible; junto a él están los vídeos e imágenes que aún tengo.
privacy-export-left = { $count ->
        [one] { $count } archivo no cabe
       *[other] { $count } archivos no caben
    } aquí. `data.json` dice dónde están sus mensajes.
privacy-export-json-only = Hasta el texto es demasiado grande para enviarlo aquí. Pide tus datos a quien opera este bot.
privacy-export-later = Acabas de recibir tus datos. Vuelve a intentarlo { $when }.
