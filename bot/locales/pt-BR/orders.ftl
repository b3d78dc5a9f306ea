## Comandos

command-veo = Transforme um prompt em vídeo
command-veo-prompt = O que o vídeo deve mostrar? Detalhes ajudam: assunto, ação, lugar, luz, câmera
command-veo-duration = Duração em segundos (padrão: 5)
command-veo-aspect_ratio = Proporção (padrão: 16:9)
command-veo-seed = A mesma seed com o mesmo prompt dá um vídeo parecido (padrão: aleatória)
