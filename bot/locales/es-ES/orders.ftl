## Comandos

command-veo = Convierte un prompt en un vídeo
command-veo-prompt = ¿Qué debe mostrar el vídeo? Los detalles ayudan: sujeto, acción, lugar, luz, cámara
command-veo-duration = Duración en segundos (por defecto, la habitual del modelo)
command-veo-duration-price = Duración en segundos (por defecto, la habitual). { $model }: { $seconds } s por unos { $price }
command-veo-aspect_ratio = Relación de aspecto (por defecto: 16:9)
command-veo-seed = La misma semilla con el mismo prompt da un vídeo parecido (por defecto: al azar)

## Examples of prompts, for people who have made nothing yet; 100 characters at most

example-text-1 = Un panda rojo baja en monopatín por una calle soleada, plano de seguimiento, luz de la tarde
example-text-2 = De noche, las olas rompen contra un faro en plena tormenta, vista desde un dron
example-text-3 = Un barquito de papel navega bajo la lluvia junto a la acera, entre hojas de otoño, primer plano
example-image-1 = La cámara se acerca despacio mientras cae el sol
example-image-2 = Se levanta el viento y todo lo que puede moverse empieza a mecerse
example-image-3 = La persona de la imagen se gira hacia la cámara y sonríe
example-title = Crear este vídeo
example-private = Solo yo puedo verlo
