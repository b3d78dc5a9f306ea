## Continuar un vídeo: el botón y su formulario

continue-button = Continuar
continue-title = ¿Qué pasa después?
continue-prompt = Parte { $part } de { $most } (opcional)
continue-prompt-description = Empieza en el último fotograma de este vídeo.
continue-prompt-placeholder = La cámara lo sigue mientras se da la vuelta y camina hacia la luz
continue-duration = Duración
part-with-words = Parte { $part }: { $words }
part-without-words = Parte { $part }

## El mensaje con una parte posterior

continue-result = { $mention } Aquí tienes la parte { $part } de la historia, y una película con todas las partes hasta ahora.
continue-result-alone = { $mention } Aquí tienes la parte { $part } de la historia. No he podido añadir una película con todas las partes: no se pudieron unir, o la película es demasiado grande para publicarla aquí.
continue-film-alt = Película de la historia hasta ahora, con las partes 1 a { $part } unidas

## Por qué no se puede continuar un vídeo

continue-deleted = Este vídeo se ha eliminado, así que no se puede continuar. No se ha empezado ningún vídeo.
continue-unfinished = Este vídeo aún no está listo. Podrás continuarlo cuando se publique.
continue-unposted = Este vídeo aún no se ha podido publicar. Primero abre /veo-jobs y pulsa «Enviar de nuevo», y luego continúalo.
continue-failed = Este vídeo no llegó a crearse, así que no hay nada que continuar.
continue-full = Esta es la última parte: una historia puede tener como máximo { $most }. Para empezar otra historia, guarda un fotograma y usa /veo-image.
continue-again = Ya tengo esta solicitud. Su tarjeta muestra cómo va.
continue-busy = Ahora mismo no he podido preparar este vídeo. No se ha empezado ningún vídeo. Inténtalo otra vez en unos minutos.
continue-restarting = Me estoy reiniciando. No se ha empezado ningún vídeo. Inténtalo otra vez en un minuto.
continue-unreachable = Ahora mismo no he podido obtener este vídeo. No se ha empezado ninguno nuevo. Inténtalo otra vez en unos minutos.
continue-gone = No puedo continuar este vídeo porque su archivo ya no está ni en mi disco ni en Discord. No se ha empezado ninguno nuevo.
