## Comandos

command-veo = Transforme um prompt em vídeo
command-veo-prompt = O que o vídeo deve mostrar? Detalhes ajudam: assunto, ação, lugar, luz, câmera
command-veo-duration = Duração em segundos (padrão: a duração usual do modelo)
command-veo-duration-price = Duração em segundos (padrão: a usual do modelo). { $model }: { $seconds } s por cerca de { $price }
command-veo-aspect_ratio = Proporção (padrão: 16:9)
command-veo-seed = A mesma seed com o mesmo prompt dá um vídeo parecido (padrão: aleatória)

## Examples of prompts, for people who have made nothing yet; 100 characters at most

example-text-1 = Um panda-vermelho desce de skate uma rua ensolarada, câmera acompanhando, luz do fim da tarde
example-text-2 = À noite, ondas quebram contra um farol em plena tempestade, vistas de um drone
example-text-3 = Um barquinho de papel navega na chuva junto ao meio-fio, entre folhas de outono, close-up
example-image-1 = A câmera se aproxima devagar enquanto o sol se põe
example-image-2 = O vento aumenta e tudo o que pode se mover começa a balançar
example-image-3 = A pessoa na imagem se vira para a câmera e sorri
example-title = Criar este vídeo
example-private = Só eu posso ver
