## Comandos

command-veo = Convierte un prompt en un vídeo
command-veo-prompt = ¿Qué debe mostrar el vídeo? Los detalles ayudan: sujeto, acción, lugar, luz, cámara
command-veo-duration = Duración en segundos (por defecto: 5)
command-veo-aspect_ratio = Relación de aspecto (por defecto: 16:9)
command-veo-seed = La misma semilla con el mismo prompt da un vídeo parecido (por defecto: al azar)
