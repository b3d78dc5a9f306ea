## Imagens: comandos e diálogo

command-veo-image = Transforme uma imagem em vídeo
command-veo-image-image = A imagem com que o vídeo começa
command-veo-image-prompt = O que deve acontecer na imagem? (opcional)
command-veo-image-aspect_ratio = Proporção (padrão: a mais próxima da imagem)
command-veo-image-fit = Como encaixar no vídeo uma imagem de outro formato (padrão: auto)
command-animate = Animar
choice-auto = auto: a mais próxima da imagem
choice-fit-auto = auto: cortar, ou barras se o corte perder muito
choice-fit-crop = cortar: preenche o quadro, perde as bordas
choice-fit-pad = barras: mostra tudo, com barras desfocadas

animate-title = Animar esta imagem
animate-motion = O que deve acontecer? (opcional)
animate-motion-placeholder = As ondas chegam enquanto a câmera se aproxima devagar
animate-duration = Duração
animate-duration-auto = a de costume do modelo
animate-shape = Proporção
animate-shape-auto = a mais próxima da imagem
animate-pick = Esta mensagem tem várias imagens. Qual devo animar?
animate-pick-placeholder = Escolha uma imagem
animate-unnamed = imagem sem nome
animate-again = Você já enviou este formulário, e já recebi seu pedido.

card-frame = O primeiro quadro do vídeo
card-requester = para { $mention }
card-padded = Mantive a imagem inteira e adicionei barras desfocadas: o corte perderia mais de 40 % dela. Escolha “cortar” para preencher o quadro.

## Imagens: o que pode dar errado

mention-hint = Me mande uma imagem: me mencione em uma mensagem com uma imagem, ou ao responder a uma. Ou clique com o botão direito em uma mensagem com uma imagem e escolha Aplicativos, Animar.
mention-text-unreadable = Não consegui ler o arquivo de texto da sua mensagem, então nenhum vídeo foi iniciado. Escreva o prompt na própria mensagem, ou anexe um único arquivo de texto (UTF-8) de no máximo 2.000 caracteres.
mention-pick-not-yours = Só quem pediu este vídeo pode escolher a imagem dele.
picture-none = Não vejo nenhuma imagem nesta mensagem. Escolha uma com imagem anexada, ou use /veo-image.
picture-gone = O Discord não tem mais esta imagem: ela foi excluída, ou o link expirou. Poste-a de novo.
picture-foreign = Só posso usar imagens guardadas no Discord. Anexe a imagem a uma mensagem, ou use /veo-image.
picture-unreachable = Não consegui baixar a imagem do Discord. Tente de novo em um minuto.
picture-too-large = Esta imagem tem { $size } MB; o limite é { $limit } MB. Envie uma cópia menor.
picture-message-deleted = A mensagem com esta imagem foi excluída, então nenhum vídeo foi iniciado.
picture-target-deleted = A mensagem que você respondeu foi excluída. Poste a imagem de novo.
picture-target-unreadable = Não consigo ler a mensagem que você respondeu: preciso da permissão “Ver histórico de mensagens” aqui. Anexe a imagem à sua própria mensagem.
picture-target-hidden = O Discord não me mostra a imagem que você respondeu. Clique com o botão direito nessa mensagem e escolha Aplicativos, Animar; ou anexe a imagem à sua própria mensagem.
picture-age-restricted = Esta imagem vem de um canal com restrição de idade, então só posso animá-la em um canal assim.
picture-spoiler-elsewhere = Esta imagem estava escondida por um spoiler em outro canal, então não vou mostrá-la aqui. Se não houver problema, você pode anexá-la.
picture-busy-person = Ainda estou preparando suas outras imagens. Espere até elas ficarem prontas.
picture-busy = Há muitas imagens esperando. Tente de novo em alguns minutos.
picture-paused = Não consegui ler várias das suas imagens. Você pode enviar a próxima { $when }.
picture-restarting = Estou reiniciando. Envie a imagem de novo em um minuto.
error-not-posted = Não consegui postar neste canal, então nenhum vídeo foi iniciado. Tente de novo, ou use outro canal.
