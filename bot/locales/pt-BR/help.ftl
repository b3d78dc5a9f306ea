## /veo-help

command-veo-help = Como fazer vídeos, e como funcionam os limites
help-title = Como fazer vídeos
help-command-veo = { $command }: descreva uma cena e receba um vídeo dela. Escolha duração, formato, estilo e câmera se quiser.
help-command-veo-image = { $command }: anexe uma imagem e veja ela se mexer. Você pode dizer o que deve acontecer.
help-command-animate = **{ $command }**: o mesmo para uma imagem que já está no canal: clique com o botão direito na mensagem, ou toque e segure, depois Aplicativos. Ou me mencione em uma mensagem com uma imagem.
help-command-veo-jobs = { $command }: seus vídeos em andamento e já feitos; cancele, envie de novo.
help-command-veo-quota = { $command }: quanto você ainda tem, e quando volta mais.

help-limits-title = **Como funcionam os limites**
help-limits = Os segundos de vídeo contam nas últimas 24 horas, 7 dias ou 30 dias: o que você usou volta aos poucos. Um vídeo que não deu certo não conta. Quando um limite impede, eu digo qual, o que resta, e quando volta a dar.

help-tips-title = **Dicas**
help-tip-prompt = Diga quem ou o que aparece, o que acontece, onde, com que luz, e como a câmera se move. O melhor é uma cena só.
help-tip-again = Enquanto você escreve um prompt, os seus últimos são sugeridos.
help-tip-seed = O mesmo prompt e a mesma seed dão um vídeo parecido; mude uma palavra para ver o que acontece.

help-admin-title = **Para admins**
help-command-veo-admin = { $command }: limites para membros e cargos, canais, palavras proibidas, bloqueios, uma pausa, e o que foi usado.
help-admin-permissions-fine = Tenho todas as permissões de que preciso neste canal.
help-admin-permissions-missing = Ainda preciso de { $missing } neste canal.
