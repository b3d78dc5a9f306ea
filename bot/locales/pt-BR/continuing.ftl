## Continuar um vídeo

continue-button = Continuar
continue-title = O que acontece depois?
continue-prompt = Parte { $part } de { $most } (opcional)
continue-prompt-description = Começa no último quadro deste vídeo.
continue-prompt-placeholder = A câmera acompanha enquanto o personagem se vira e caminha para a luz
continue-duration = Duração
part-with-words = Parte { $part }: { $words }
part-without-words = Parte { $part }
continue-result = { $mention } Aqui está a parte { $part } da história, e um filme de todas as partes até agora.
continue-result-alone = { $mention } Aqui está a parte { $part } da história. Não consegui incluir um filme de todas as partes: não foi possível juntá-las, ou o filme é grande demais para postar aqui.
continue-film-alt = Filme da história até agora, com as partes 1 a { $part } juntas
continue-deleted = Este vídeo foi excluído, então não pode ser continuado. Nenhum vídeo foi iniciado.
continue-unfinished = Este vídeo ainda não está pronto. Você pode continuá-lo assim que ele for postado.
continue-unposted = Este vídeo ainda não pôde ser postado. Primeiro abra /veo-jobs e clique em “Enviar de novo”, depois continue o vídeo.
continue-failed = Este vídeo não chegou a ser criado, então não há nada para continuar.
continue-full = Esta é a última parte: uma história pode ter no máximo { $most }. Para começar uma nova história, salve um quadro e use /veo-image.
continue-again = Já recebi este pedido. O cartão mostra como ele está.
continue-busy = Não consegui preparar este vídeo agora. Nenhum vídeo foi iniciado. Tente de novo em alguns minutos.
continue-restarting = Estou reiniciando. Nenhum vídeo foi iniciado. Tente de novo em um minuto.
continue-unreachable = Não consegui obter este vídeo agora. Nenhum vídeo foi iniciado. Tente de novo em alguns minutos.
continue-gone = Não posso continuar este vídeo porque o arquivo não está mais nem no meu disco nem no Discord. Nenhum vídeo foi iniciado.
