## Comandos

command-veo = Transforme um prompt em vídeo
command-veo-prompt = O que deve aparecer? Quanto mais detalhes, melhor: assunto, ação, lugar, luz, câmera
command-veo-duration = Duração em segundos (5 se você não escolher)
command-veo-aspect_ratio = Formato (16:9 se você não escolher)
command-veo-seed = A mesma seed e o mesmo prompt dão um vídeo parecido; aleatória se você não escolher
