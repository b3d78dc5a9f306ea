## Os botões de um cartão e de um resultado

button-cancel = Cancelar
button-again = Refazer
button-try-again = Tentar de novo
button-edit = Editar
button-delete = Excluir
button-delete-now = Excluir para sempre

job-unknown = Não conheço este vídeo. Talvez outro bot o tenha feito, ou meus registros comecem depois. Peça com /veo.
job-private = Este vídeo é privado, então só a pessoa que o pediu pode usá-lo.
job-elsewhere = Este vídeo é de outro servidor, então só a pessoa que o pediu pode usá-lo aqui.
job-gone = A mensagem com este vídeo não existe mais, então só a pessoa que o pediu pode usá-lo.
job-deleted = Este vídeo foi excluído, então não dá para fazer mais nada com ele. Peça um novo com /veo.
button-twice = Você já me pediu isso há um instante, e só faço uma vez.
form-written = Isto é o que você tinha escrito, para que possa copiar:

cancel-done = Cancelado. Nada foi feito, e os { $seconds } s foram devolvidos.
cancel-not-yours = Só a pessoa que pediu este vídeo, ou alguém que gerencia o servidor, pode cancelá-lo.
cancel-too-late = Este vídeo já foi pedido ao serviço de vídeo e não pode mais ser interrompido.
cancel-already = Este vídeo já está cancelado; tudo foi devolvido.
cancel-over = Não há mais nada para cancelar: este vídeo já terminou.

again-no-picture = Não tenho mais a imagem deste vídeo. Envie de novo com /veo-image.

delete-sure = Excluir este vídeo para sempre? As mensagens, o arquivo e o prompt dele vão sumir. Os vídeos que o continuam ficam.
delete-done = O vídeo foi excluído, com suas mensagens, seu arquivo e seu prompt. O que ele usou continua contando nos limites.
delete-goes-on = Apaguei o vídeo e o prompt dos meus registros. Ainda não consegui remover todo o resto, então vou continuar tentando.
delete-left = Apaguei o vídeo e o prompt dos meus registros, mas o Discord não me deixa excluir uma das mensagens. Toque em “Excluir” embaixo dela de novo, ou descarte a mensagem manualmente.
delete-not-begun = Meu banco de dados não responde, então nada foi excluído. Tente de novo em um minuto.
delete-already = Este vídeo já foi excluído.
delete-nothing = Não há mensagem com vídeo para excluir.
delete-not-yours = Só a pessoa que pediu este vídeo, ou alguém que gerencia o servidor, pode excluí-lo.

edit-title = Mudar e fazer de novo
edit-prompt = O que deve aparecer?
edit-motion = O que deve acontecer? (opcional)
edit-duration = Duração
edit-shape = Formato
edit-shape-landscape = 16:9, horizontal
edit-shape-portrait = 9:16, vertical
edit-seed = Seed
edit-seed-hint = Mantenha para ficar parecido com este vídeo. Deixe vazio para uma nova.
edit-seed-wrong = Uma seed é um número inteiro de 0 a { $most }. Deixe o campo vazio para uma nova.
edit-unchanged = Você não mudou nada, e a mesma seed dá quase o mesmo vídeo de novo, então não pedi. Mude algo, ou esvazie a seed para uma nova.
