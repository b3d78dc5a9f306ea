## /veo-help

command-veo-help = Como criar vídeos e como funcionam os limites
help-title = Como criar vídeos
help-command-veo = { $command }: descreva uma cena e receba um vídeo dela. Você também pode escolher a duração, a proporção, o estilo e o movimento de câmera.
help-command-veo-image = { $command }: anexe uma imagem e dê vida a ela. Você também pode dizer o que deve acontecer.
help-command-animate = **{ $command }**: o mesmo para uma imagem que já está em um canal. Clique com o botão direito na mensagem, ou toque e segure, e escolha Aplicativos. Ou me mencione em uma mensagem com uma imagem.
help-command-veo-story = { $command }: escreva de duas a seis cenas e receba um filme que cresce cena a cena.
help-command-veo-jobs = { $command }: seus vídeos: cancele, refaça ou reenvie.
help-command-veo-quota = { $command }: quanto você ainda tem e quando recupera mais.
help-command-veo-settings = { $command }: escolha seu modelo, duração, proporção e estilo de costume, e se aviso você por mensagem direta quando um vídeo ficar pronto.
help-command-veo-privacy = { $command }: o que eu guardo sobre você, para baixar ou excluir.

help-examples = Ou experimente um destes. Você pode mudá-lo antes de criar:
help-buttons-title = **Os botões abaixo de um vídeo**
help-button-again = o mesmo pedido com outra seed, para uma versão diferente.
help-button-edit = mude o prompt ou uma configuração e receba um vídeo novo.
help-button-continue = continue do último quadro com a próxima cena e receba o filme inteiro até aqui.
help-button-delete = exclua seu vídeo e o prompt dele para sempre.
help-button-cancel = retire um pedido que ainda está esperando. Não custa nada.
help-button-send = receba um vídeo que não consegui publicar. Ele está na lista dos seus vídeos.
help-limits-title = **Como funcionam os limites**
help-limits = “Hoje” são as últimas 24 horas, “esta semana” os últimos 7 dias e “este mês” os últimos 30 dias. Quando seus vídeos saem desse período, você recupera os segundos deles. Vídeos com falha são reembolsados. Se você atingir um limite, eu digo qual, quanto resta e quando você recupera mais.

help-tips-title = **Dicas**
help-tip-prompt = Diga quem ou o que está na cena, o que acontece, onde, com que luz e como a câmera se move. Fique em uma cena só.
help-tip-again = Enquanto você escreve um prompt, sugiro os últimos que você usou.
help-tip-seed = O mesmo prompt com a mesma seed dá um vídeo parecido. Mude uma palavra para ver o efeito.

help-admin-title = **Para admins**
help-command-veo-admin = { $command }: limites para membros e cargos, canais, palavras proibidas, bloqueios, pausas e gastos.
help-admin-permissions-fine = Tenho todas as permissões de que preciso neste canal.
help-admin-permissions-missing = Ainda preciso destas permissões neste canal: { $missing }.
