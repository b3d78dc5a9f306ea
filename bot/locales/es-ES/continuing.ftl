## Continuar un vídeo: el botón y su formulario

continue-button = Continuar
continue-title = ¿Qué pasa después?
continue-prompt = Parte { $part } de { $most } (opcional)
continue-prompt-description = Empieza con el último fotograma de este vídeo.
continue-prompt-placeholder = La cámara lo sigue mientras se da la vuelta y camina hacia la luz
continue-duration = Duración
continue-part = parte { $part } de una historia

## El mensaje con una parte posterior

continue-result = { $mention } Aquí tienes la parte { $part } de la historia, y la película con todas las partes hasta ahora.
continue-result-alone = { $mention } Aquí tienes la parte { $part } de la historia. No he podido añadir la película con todas las partes: no se pudo unir, o es demasiado grande para publicarla aquí.
continue-film-alt = Película de la historia hasta ahora, con las partes de la 1 a la { $part } unidas

## Por qué no se puede continuar un vídeo

continue-deleted = Este vídeo se eliminó, así que lo dejo en paz. No se ha pedido nada.
continue-unfinished = Este vídeo aún no está terminado. Puedes continuarlo en cuanto se publique.
continue-unposted = Este vídeo aún no se ha podido publicar. Primero abre /veo-jobs y pulsa «Enviar de nuevo», y luego continúalo.
continue-failed = Este vídeo no se hizo, así que no hay nada que continuar.
continue-full = Una historia tiene como mucho { $most } partes, y esta es la última. Para empezar otra historia, guarda un fotograma y usa /veo-image.
continue-again = Ya tengo este pedido tuyo. Su tarjeta muestra cómo va.
continue-busy = Ahora mismo no he podido trabajar con este vídeo. No se ha pedido nada; inténtalo otra vez en unos minutos.
continue-restarting = Me estoy reiniciando ahora mismo. No se ha pedido nada; continúa el vídeo en un minuto.
continue-unreachable = Ahora mismo no he podido obtener este vídeo. No se ha pedido nada; inténtalo otra vez en unos minutos.
continue-gone = Este vídeo ya no se puede conseguir, ni de mi disco ni de Discord, así que no puedo continuarlo. No se ha pedido nada.
