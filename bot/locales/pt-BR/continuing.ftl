## Continuar um vídeo

continue-button = Continuar
continue-title = O que acontece depois?
continue-prompt = Parte { $part } de { $most } (opcional)
continue-prompt-description = Começa com o último quadro deste vídeo.
continue-prompt-placeholder = A câmera acompanha enquanto o personagem se vira e caminha para a luz
continue-duration = Duração
continue-part = parte { $part } de uma história
continue-result = { $mention } Aqui está a parte { $part } da história, e o filme de todas as partes até agora.
continue-result-alone = { $mention } Aqui está a parte { $part } da história. Não consegui incluir o filme de todas as partes: não foi possível juntá-las, ou ele é grande demais para ser postado aqui.
continue-film-alt = Filme da história até agora, partes 1 a { $part } juntas
continue-deleted = Este vídeo foi excluído, então não mexo nele. Nada foi pedido.
continue-unfinished = Este vídeo ainda não está pronto. Você pode continuá-lo assim que for postado.
continue-unposted = Este vídeo ainda não pôde ser postado. Abra /veo-jobs e clique primeiro em “Enviar de novo”, depois continue o vídeo.
continue-failed = Este vídeo não foi feito, então não há nada para continuar.
continue-full = Uma história tem no máximo { $most } partes, e esta é a última. Para começar uma nova história, salve um quadro dela e use /veo-image.
continue-again = Já recebi este pedido seu. O cartão mostra como ele está indo.
continue-busy = Não foi possível trabalhar neste vídeo agora. Nada foi pedido; tente de novo em alguns minutos.
continue-restarting = Estou reiniciando agora. Nada foi pedido; continue o vídeo em um minuto.
continue-unreachable = Não consegui buscar este vídeo agora. Nada foi pedido; tente de novo em alguns minutos.
continue-gone = Este vídeo não está mais disponível, nem no meu disco nem no Discord, então não posso continuá-lo. Nada foi pedido.
