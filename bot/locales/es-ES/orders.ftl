## Comandos

command-veo = Convierte un prompt en un vídeo
command-veo-prompt = ¿Qué se debe ver? Cuanto más detalle, mejor: sujeto, acción, lugar, luz, cámara
command-veo-duration = Duración en segundos (5 si no eliges)
command-veo-aspect_ratio = Formato (16:9 si no eliges)
command-veo-seed = Con la misma semilla y prompt sale otra vez un vídeo parecido; al azar si no eliges
