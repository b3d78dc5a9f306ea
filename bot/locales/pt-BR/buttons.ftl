## Os botões de um cartão e de um resultado

button-cancel = Cancelar
button-again = Refazer
button-try-again = Tentar de novo
button-edit = Editar
button-prompt = Prompt completo
button-delete = Excluir
button-delete-now = Excluir para sempre

job-unknown = Não conheço este vídeo. Ele pode ser de outro bot ou anterior aos meus registros. Crie um novo com /veo.
job-private = Este vídeo é privado, então só quem o pediu pode usá-lo.
job-elsewhere = Este vídeo é de outro servidor, então só quem o pediu pode usá-lo aqui.
job-gone = A mensagem com este vídeo não existe mais, então só quem o pediu pode usá-lo.
job-deleted = Este vídeo foi excluído, então não dá para criar mais nada a partir dele. Crie um novo com /veo.
job-forgotten = Não guardo mais o que gerou este vídeo, então não dá para criar mais nada a partir dele. Crie um novo com /veo.
button-twice = Já estou cuidando disso.
form-written = Isto é o que você escreveu, para você poder copiar:

cancel-done = Cancelado. Nada foi criado, e { $seconds } s foram reembolsados.
cancelled-by = { $mention } { $by } cancelou seu pedido. Nada foi criado, e { $seconds } s foram reembolsados.
cancel-not-yours = Só quem pediu este vídeo, ou alguém que gerencia o servidor, pode cancelá-lo.
cancel-too-late = Este vídeo já foi enviado e não pode mais ser cancelado.
cancel-already = Este vídeo já foi cancelado e reembolsado.
cancel-over = Não há nada para cancelar: este vídeo já terminou ou falhou.

again-no-picture = Não tenho mais a imagem deste vídeo. Envie de novo com /veo-image.

delete-sure = Excluir este vídeo para sempre? As mensagens, o arquivo e o prompt dele vão sumir. Os vídeos que o continuam ficam.
delete-done = O vídeo foi excluído, com suas mensagens, seu arquivo e seu prompt. O que ele usou continua contando nos limites.
delete-goes-on = Apaguei o vídeo e o prompt dos meus registros. Ainda não consegui remover todo o resto, então vou continuar tentando.
delete-left = Apaguei o vídeo e o prompt dos meus registros, mas o Discord não me deixa excluir uma das mensagens. Clique em “Excluir” embaixo dela de novo, ou descarte a mensagem manualmente.
delete-not-begun = Meu banco de dados não está respondendo, então nada foi excluído. Tente de novo em um minuto.
delete-already = Este vídeo já foi excluído.
delete-nothing = Não há nenhuma mensagem com vídeo para excluir.
delete-not-yours = Só quem pediu este vídeo, ou alguém que gerencia o servidor, pode excluí-lo.

edit-title = Editar e criar um vídeo novo
edit-prompt = O que o vídeo deve mostrar?
edit-motion = O que deve acontecer? (opcional)
edit-frame = Duração e proporção
edit-shape-landscape = 16:9 (horizontal)
edit-shape-portrait = 9:16 (vertical)
edit-model = Modelo
edit-style = Estilo (opcional)
edit-camera = Movimento de câmera (opcional)
edit-picture = Outra imagem (opcional)
edit-picture-hint = Sem outra, a mesma imagem é animada de novo.
edit-negative = O que não deve aparecer (opcional)
edit-seed = Seed
edit-seed-hint = Mantenha para um vídeo parecido. Apague para usar uma aleatória.
edit-unchanged = Você não mudou nada, e a mesma seed dá quase o mesmo vídeo, então não comecei nenhum. Mude algo, ou aperte “Refazer” para ter outro.
change-title = Mudar este pedido
change-done = Mudado. Seu vídeo mantém o lugar na fila.
change-not-yours = Só quem pediu este vídeo pode mudá-lo.
change-too-late = Este vídeo já foi enviado como estava e não pode mais ser mudado. Quando ficar pronto, aperte “Editar” de novo para criar outro.
change-over = Este vídeo não está mais esperando, então não havia nada para mudar. Aperte “Editar” de novo para criar outro.
change-picture = A imagem deste vídeo já está preparada. Enquanto ele espera, não dá para mudar a proporção nem escolher um modelo ou uma resolução de outro tamanho. Cancele e depois aperte “Editar”.
