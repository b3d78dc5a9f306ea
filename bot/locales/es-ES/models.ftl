## Modelos

model-off = { $model } no está disponible ahora mismo. Elige otro modelo, por ejemplo { $other }.
model-not-here = Aquí no puedes usar { $model }. Puedes usar: { $known }.
model-none-here = Ahora mismo no puedes usar ningún modelo aquí. Pregunta a quienes administran este servidor o prueba en otro canal.
model-no-text = { $model } solo anima imágenes. Usa /veo-image o elige otro modelo.
model-no-image = { $model } no puede animar imágenes. Elige otro modelo.
model-duration = { $model } crea vídeos de { $known } segundos, no de { $seconds }. Elige una de esas duraciones.
model-resolution = { $model } no puede crear vídeos en { $resolution }. Elige una de estas opciones: { $known }.
model-shape = { $model } no puede crear vídeos en { $shape }. Elige una de estas opciones: { $known }.
model-sound-never = { $model } solo crea vídeos sin sonido. Desactiva el sonido o elige otro modelo.
model-sound-always = { $model } solo crea vídeos con sonido. Deja el sonido activado o elige otro modelo.
model-no-negative = { $model } no admite un prompt negativo. Déjalo vacío o elige otro modelo.
model-no-seed = { $model } no admite una semilla. Déjala vacía.
model-seed = Una semilla para { $model } es un número entero de { $least } a { $most }. Déjala vacía para que sea al azar.

## Choosing one

command-veo-model = El modelo que crea el vídeo
command-veo-resolution = Más nitidez cuesta más (por defecto: la habitual del modelo)
command-veo-sound = Con sonido, si el modelo puede (por defecto: sí)
command-veo-negative_prompt = Lo que no quieres que aparezca, si el modelo lo admite

## On the card

card-settings-no-seed = { $duration } s · { $aspect_ratio }
card-sound = con sonido
offer-silent = sin sonido
offer-no-negative = sin el prompt negativo
card-price = unos { $price }
quote-left-day = te quedan { $left } hoy
quote-left-week = te quedan { $left } esta semana
quote-left-month = te quedan { $left } este mes

## Si un modelo ya no está

model-none = Ahora mismo no hay ningún modelo disponible que pueda hacer este vídeo. Inténtalo más tarde.
model-next = { $model } · { $seconds } s · unos { $price }
card-instead = { $model } no está disponible ahora mismo, así que este vídeo lo hace el siguiente modelo.
failure-model_gone = { $model } ya no está disponible. { $said }
failure-offer = Puedes pedirlo con { $model } en su lugar.
offer-not-yours = Esta oferta es para la persona que pidió el vídeo.
offer-taken = Ya lo has pedido con este botón.
alert-model_out = **Un modelo está fuera de servicio.** { $detail } Las solicitudes que lo esperaban se han reembolsado y a sus autores se les ofrece el siguiente modelo. Las nuevas que no indican un modelo también usan el siguiente. Compruebo al menos una vez al día si ha vuelto.
alert-gone-said = Segmind respondió { $status } para { $model }: «{ $said }».
alert-refusing-said = Segmind rechazó { $count } solicitudes seguidas para { $model } por un campo.
alert-model_field = **Segmind rechazó un campo de un modelo.** { $detail } Si la entrada está mal, corrígela en models.toml dentro de DATA_DIR y reinicia el bot. Tras tres rechazos seguidos, el modelo queda fuera de servicio.
alert-field-said = Entrada del catálogo { $entry }, campo { $field }; enviado a { $model }: { $sent }. Segmind dijo: «{ $said }».
