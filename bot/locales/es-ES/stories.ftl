## /veo-story: una película de varias escenas

command-veo-story = Convierte de dos a seis escenas en una película
command-veo-story-duration = Duración de cada escena en segundos (por defecto, la habitual del modelo)
command-veo-story-model = El modelo que crea la película
command-veo-story-style = Un estilo para todas las escenas
story-form = Tu película
story-scenes = Escenas, de { $least } a { $most }
story-scenes-hint = Deja una línea vacía entre dos escenas. Cada una empieza donde acaba la anterior.
story-scenes-placeholder = Un zorro despierta en la nieve (línea vacía) Corre hasta un lago helado
story-frame = Duración de cada escena y formato
story-quote = { $seconds } s cada una · unos { $price } por escena
story-too-few = Una película tiene de { $least } a { $most } escenas, y { $count ->
    [0] no he encontrado ninguna
    [one] solo he encontrado una
   *[other] solo he encontrado { $count }
}. Deja una línea vacía entre dos escenas. No se ha iniciado ningún vídeo.
story-too-many = Una película puede tener { $most } escenas como máximo, y he encontrado { $count }. Acórtala o haz dos películas. No se ha iniciado ningún vídeo.
story-scene-empty = La escena { $scene } está vacía. Di qué pasa en ella o quítala. No se ha iniciado ningún vídeo.
story-scene-long = La escena { $scene } tiene { $count } caracteres; el límite es { $most }. Acórtala. No se ha iniciado ningún vídeo.
story-about-scene = Se trata de la escena { $scene }:
story-model = { $model } no puede crear películas: la primera escena parte de un texto y las siguientes de una imagen. Elige otro modelo.
story-no-model = Ahora mismo no hay aquí ningún modelo que pueda crear películas. Puedes seguir usando /veo.

## La tarjeta y el mensaje con la película

story-count = { $count ->
    [one] { $count } escena de { $seconds } s
   *[other] { $count } escenas de { $seconds } s
}
story-scene = Escena { $scene }
story-scene-of = escena { $scene } de { $count }
story-title = Creando la escena { $scene } de { $count }
story-over = La película se ha detenido en la escena { $scene } de { $count }
story-next = Es la siguiente. Empieza donde acaba la anterior.
story-not-made = No se ha creado porque la película se detuvo antes. Se han devuelto tus { $seconds } s.
story-result = { $mention } Tu película está lista.
story-result-some = { $mention } Tu película hasta ahora: { $done } de { $count } escenas. Irá creciendo aquí con cada escena.
story-result-stopped = { $mention } Tu película se ha detenido tras { $done } de { $count } escenas. Puedes retomarla desde ahí.
story-failed = { $mention } Tu película se ha detenido en la escena { $scene } de { $count }.
story-alone = Esta es solo la escena { $scene }. No he podido añadir las anteriores: no se pudieron unir, o la película es demasiado grande para publicarla aquí.
story-cancelled = { $count ->
    [one] Se ha cancelado { $count } escena.
   *[other] Se han cancelado { $count } escenas.
} Se han devuelto { $seconds } s.
story-cancelled-others = La escena en curso ya no se puede cancelar; la película acabará con ella.
story-not-yours = Solo quien creó esta película puede retomarla. Para crear una parecida, pulsa «Otra vez».
story-goes-on = Esta película aún está en curso. Su tarjeta muestra cómo va.
story-complete = Esta película ya tiene todas sus escenas.
story-taken = Ya has retomado esta película. Su tarjeta muestra cómo va.
story-delete-pending = Esta película aún está en curso. Cancela las escenas que esperan, o elimínala cuando esté terminada.
story-fewer = { $count ->
    [one] Crear { $count } escena
   *[other] Crear las { $count } primeras escenas
}
story-fits-fewer = { $count ->
    [one] Ahora aún cabe { $count } escena.
   *[other] Ahora aún caben { $count } escenas.
}
