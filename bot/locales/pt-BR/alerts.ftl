## Alertas para os operadores

alert-submission_lost = **Um pedido pago pode estar perdido.** A conexão com a Segmind caiu enquanto um vídeo era pedido, e o pedido não apareceu no histórico da Segmind por 15 minutos. A pessoa foi avisada e pode pedir de novo; o valor continua contando nos orçamentos.
alert-video_lost = **Um vídeo pago está perdido.** A Segmind fez o vídeo, mas não entrega o arquivo. A pessoa foi avisada.
alert-video_differs = **Um vídeo saiu diferente do pedido.** { $detail } Ele será postado mesmo assim, com um aviso para a pessoa.
differs-unread = Não foi possível verificar o arquivo.
alert-submission_paused = **Nenhum vídeo novo é iniciado.** { $detail } Os pedidos em espera mantêm seu lugar e começam sozinhos quando voltar a funcionar.
alert-commands_refused = **O Discord não registra meus comandos.** { $detail } Até lá, as pessoas têm os comandos anteriores, ou nenhum. Continuo tentando, e todo o resto funciona.
alert-job = Job `{ $job_id }` · { $cost } · seed { $seed } · pedido em { $ordered } por { $mention }
alert-look = Se você encontrar o pedido entre as solicitações da Segmind (pela seed e pelo prompt), me passe o ID, e o vídeo ainda chega à pessoa.
alert-adopt = Está lá…
alert-adopt-title = Adotar uma solicitação da Segmind
alert-adopt-request = ID da solicitação
alert-charged = Perdido, mas foi cobrado
alert-not-charged = Nunca foi cobrado
alert-adopted = { $mention } encontrou; o vídeo está a caminho.
alert-written-off = { $mention } deu como perdido; o valor continua contando.
alert-released = { $mention } diz que nunca foi cobrado; o valor está livre de novo.
error-only-operators = Só os operadores deste bot podem fazer isso.
error-not-lost = Este pedido já foi resolvido.
error-request-unknown = O histórico da Segmind não tem nenhuma solicitação com este ID. Copie o ID inteiro.
error-request-taken = Outro vídeo deste bot já tem esse ID de solicitação.
error-request-different = Essa solicitação tem outro prompt ou outra seed, então não pode ser este pedido.
error-history = Não é possível ler o histórico da Segmind no momento. Tente de novo em um minuto.
