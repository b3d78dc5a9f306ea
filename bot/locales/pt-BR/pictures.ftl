## Imagens: comandos e diálogo

command-veo-image = Transforme uma imagem em vídeo
command-veo-image-image = A imagem com que o vídeo começa
command-veo-image-prompt = O que deve acontecer na imagem? Você pode deixar em branco
command-veo-image-aspect_ratio = Formato (o da imagem se você não escolher)
command-veo-image-fit = Como uma imagem de outro formato preenche o vídeo (auto se você não escolher)
command-animate = Animar
choice-auto = auto: como a imagem
choice-fit-auto = auto: cortar, ou barras se o corte perderia muito
choice-fit-crop = cortar: preenche o quadro, perde as bordas
choice-fit-pad = barras: mostra tudo, com barras desfocadas ao lado

animate-title = Animar esta imagem
animate-motion = O que deve acontecer? (opcional)
animate-motion-placeholder = As ondas chegam enquanto a câmera se aproxima devagar
animate-duration = Duração
animate-shape = Formato
animate-shape-auto = como a imagem
animate-pick = Esta mensagem tem várias imagens. Qual devo animar?
animate-pick-placeholder = Escolha uma imagem
animate-unnamed = imagem sem nome
animate-again = Você já enviou este formulário, e recebi seu pedido.

card-frame = O primeiro quadro do vídeo
card-requester = para { $mention }
card-padded = A imagem aparece inteira, com barras desfocadas ao lado: o corte perderia mais de 40 % dela. Escolha “cortar” para preencher o quadro.

## Imagens: o que pode dar errado

mention-hint = Me mande uma imagem: me mencione em uma mensagem com uma imagem anexada, ou ao responder a uma. Ou clique com o botão direito em uma mensagem com imagem, depois Aplicativos, Animar.
mention-text-unreadable = Não consegui ler o arquivo de texto da sua mensagem. Escreva o prompt na própria mensagem ou anexe um único arquivo de texto (UTF-8) de no máximo 2.000 caracteres. Nada foi pedido.
mention-pick-not-yours = Só quem pediu este vídeo pode escolher a imagem.
picture-none = Não vejo nenhuma imagem nesta mensagem. Escolha uma com imagem anexada, ou use /veo-image.
picture-gone = O Discord não tem mais esta imagem: ela foi excluída, ou o link expirou. Poste de novo.
picture-foreign = Só aceito imagens que o próprio Discord hospeda. Anexe a imagem a uma mensagem, ou use /veo-image.
picture-unreachable = O Discord não me entregou a imagem agora. Tente de novo em um minuto.
picture-too-large = Esta imagem tem { $size } MB; o máximo possível é { $limit } MB. Envie uma cópia menor.
picture-message-deleted = A mensagem com esta imagem foi excluída, então não mexo nela. Nada foi pedido.
picture-target-deleted = A mensagem que você respondeu foi excluída. Poste a imagem de novo.
picture-target-unreadable = Não posso ler a mensagem que você respondeu: me falta aqui a permissão Ver histórico de mensagens. Anexe a imagem à sua própria mensagem.
picture-target-hidden = O Discord não me mostra a imagem que você respondeu. Clique com o botão direito nessa mensagem, depois Aplicativos, Animar; ou anexe a imagem à sua própria mensagem.
picture-age-restricted = Esta imagem vem de um canal com restrição de idade, então só a animo em um canal assim.
picture-spoiler-elsewhere = Esta imagem estava escondida atrás de um spoiler em outro canal, então não a mostro aqui. Se não houver problema, você pode anexá-la.
picture-busy-person = Ainda estou preparando suas outras imagens. Espere até elas ficarem prontas.
picture-busy = Há muitas imagens esperando para serem preparadas. Tente de novo em alguns minutos.
picture-paused = Várias das suas imagens não puderam ser lidas. Você pode enviar a próxima { $when }.
picture-restarting = Estou reiniciando agora. Envie a imagem de novo em um minuto.
error-not-posted = Não consegui postar nada neste canal, então nada foi pedido. Tente de novo, ou use outro canal.
