## Alertas para os operadores

alert-submission_lost = **Um pedido pago pode ter se perdido.** A conexão com a Segmind caiu durante o envio de um vídeo, e o pedido não apareceu no histórico da Segmind em 15 minutos. O usuário foi avisado e pode tentar de novo. O valor continua contando nos orçamentos.
alert-video_lost = **Um vídeo pago se perdeu.** A Segmind o aceitou, mas nunca entregou o arquivo. O usuário foi avisado.
alert-video_differs = **Um vídeo saiu diferente do pedido.** { $detail } Ele será postado mesmo assim, com um aviso para o usuário.
differs-unread = Não foi possível verificar o arquivo.
alert-submission_paused = **Algo precisa ser corrigido.** { $detail } Os pedidos em espera mantêm o lugar e começam automaticamente quando isso for corrigido.
alert-commands_refused = **O Discord não registra meus comandos.** { $detail } Até lá, os usuários têm os comandos anteriores, ou nenhum. Continuo tentando, e todo o resto funciona.
alert-job = Vídeo `{ $job_id }` · { $cost } · seed { $seed } · enviado { $ordered } por { $mention }
alert-look = Procure-o no histórico de solicitações da Segmind pela seed e pelo prompt. Se encontrar, me passe o ID e eu entrego o vídeo mesmo assim.
alert-adopt = Encontrei…
alert-adopt-title = Adotar uma solicitação da Segmind
alert-adopt-request = ID da solicitação na Segmind
alert-charged = Perdido, mas cobrado
alert-not-charged = Nunca foi cobrado
alert-adopted = { $mention } encontrou. O vídeo está a caminho.
alert-written-off = { $mention } deu como perdido. O valor continua contando nos orçamentos.
alert-released = { $mention } diz que nunca foi cobrado. O valor foi reembolsado aos orçamentos.
error-only-operators = Só os operadores deste bot podem fazer isso.
error-not-lost = Este pedido já foi resolvido.
error-request-unknown = O histórico da Segmind não tem nenhuma solicitação com este ID. Copie o ID inteiro.
error-request-taken = Esse ID de solicitação já pertence a outro vídeo deste bot.
error-request-different = Essa solicitação tem outro prompt ou outra seed, então não pode ser esta.
error-history = Não consigo ler o histórico de solicitações da Segmind no momento. Tente de novo em um minuto.
