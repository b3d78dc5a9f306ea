## Borradores

command-veo-draft = Primero un borrador barato; un botón debajo crea el vídeo completo
draft-button = Crear completo
draft-note = Borrador de { $model }, { $seconds } s
draft-ask = Completo, con el mismo prompt y la misma semilla: { $video }. No se paga nada hasta que pulses el botón.
draft-other-seed = Estos dos modelos no pueden compartir la semilla, así que el vídeo puede ser distinto.
draft-label = Crear completo · { $price }
draft-none = Este vídeo no es un borrador.
draft-count = { $count ->
    [one] { $count } borrador
   *[other] { $count } borradores
}
