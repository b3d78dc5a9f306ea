## O cartão

card-queued = Esperando a vez
card-submitting = Enviando seu pedido
card-unknown = Verificando seu pedido
card-generating = Fazendo seu vídeo
card-fetching = Buscando seu vídeo
card-delivering = Postando seu vídeo
card-delivered = Seu vídeo está pronto
card-failed = Este vídeo não deu certo
card-cancelled = Cancelado
card-undeliverable = Seu vídeo está pronto, mas não consegui postar aqui
card-held-title = Começa em um instante

card-settings = { $duration } s · { $aspect_ratio } · seed { $seed }
card-starts = Começa { $when }. Até lá você ainda pode cancelar.
card-held = Começa em um instante.
card-sending = O pedido está sendo enviado agora, então não pode mais ser cancelado.
card-about-start = Início previsto: { $when }, mais ou menos.
card-about-start-and-length = Início previsto: { $when }, mais ou menos, e depois leva cerca de { $takes }.
card-given-back = Nada foi feito; os { $seconds } s foram devolvidos.
card-position = { $position ->
    [1] Próximo da fila.
   *[other] Número { $position } na fila.
}
card-elapsed = há { $elapsed }
card-remaining = falta cerca de { $remaining }
card-overdue = Está demorando mais que o normal, e continuo de olho.
card-late = Está demorando muito mais que o normal. Continuo de olho, e posto o vídeo mesmo que chegue tarde.
card-checking = A conexão caiu enquanto o vídeo era pedido. Estou verificando se o pedido chegou; nada é pedido duas vezes.
card-almost = Quase lá.
card-took = Pronto em { $took }.
card-watch = Assistir
card-sent-directly = Não consegui postar aqui, então enviei por mensagem direta.
card-paused = Novos vídeos estão em pausa no momento. O seu mantém o lugar e começa sozinho.
card-kept = Não posso escrever aqui, e também não consegui enviar para você. O arquivo fica guardado por enquanto: abra /veo-jobs e clique em “Enviar de novo”.
seconds = { $seconds } s
minutes = { $minutes } min { $seconds } s

## O resultado

result = { $mention } Aqui está seu vídeo.
result-alt = Vídeo feito pelo Veo 2 a partir deste prompt: { $prompt }
result-alt-picture = Vídeo feito pelo Veo 2 a partir de uma imagem
differs-damaged = O arquivo está danificado, então pode faltar uma parte.
differs-length = Ele dura { $seconds } s em vez dos { $asked } s que você pediu.
differs-shape = Ele tem { $size } pixels em vez de { $asked }.
differs-as-is = Não consegui convertê-lo, então talvez ele não rode em todo lugar.
result-link = { $mention } Seu vídeo está pronto, mas é grande demais para ser postado. Até { $expires } ele está aqui: { $url }
    -# Referência { $reference }

failure = { $mention } Seu vídeo não deu certo: { $why }
    -# Referência { $reference }
failure-rejected = O serviço de vídeo não aceitou o prompt ou um ajuste. { $said } Nada foi cobrado; mude o pedido e tente de novo.
failure-content_blocked = O filtro de segurança do serviço de vídeo bloqueou. Descreva de outro jeito.
failure-generation_failed = O serviço de vídeo não conseguiu fazer. Tente de novo.
failure-video_lost = Foi feito, mas o serviço de vídeo não entrega o arquivo. Sinto muito; o operador pode ver isso no registro.
failure-upload_failed = Não foi possível entregar a imagem ao serviço de vídeo. { $said } Nada foi cobrado; tente de novo.
failure-submission_lost = A conexão caiu durante o pedido, e o pedido nunca apareceu. Tente de novo.
failure-timed_out = O serviço de vídeo nunca terminou. Tente de novo.
failure-given-back = Os { $seconds } s foram devolvidos.
