## O cartão

card-queued = Na fila
card-submitting = Enviando seu pedido
card-unknown = Verificando seu pedido
card-generating = Criando seu vídeo
card-fetching = Baixando seu vídeo
card-delivering = Postando seu vídeo
card-delivered = Vídeo pronto
card-failed = O vídeo falhou
card-cancelled = Cancelado
card-undeliverable = Vídeo pronto, mas não consegui postar aqui
card-held-title = Começa em instantes

card-settings = { $duration } s · { $aspect_ratio } · seed { $seed }
card-starts = Começa { $when }. Até lá você pode cancelar.
card-held = Começa em instantes.
card-sending = Ele está sendo enviado e não pode mais ser cancelado.
card-about-start = Deve começar { $when }.
card-about-start-and-length = Deve começar { $when } e levar cerca de { $takes }.
card-position = { $position ->
    [1] Seu vídeo é o próximo da fila.
   *[other] Seu vídeo é o número { $position } da fila.
}
card-elapsed = { $elapsed } até agora
card-remaining = faltam cerca de { $remaining }
card-overdue = Está demorando mais que o normal. Ainda estou trabalhando nisso…
card-late = Está demorando muito mais que o normal. Vou continuar verificando e posto o vídeo quando ficar pronto.
card-checking = A conexão caiu enquanto eu enviava seu pedido. Estou verificando se ele chegou. Ele não será enviado duas vezes.
card-almost = Quase lá.
card-took = pronto em { $took }
card-watch = Assistir
card-sent-directly = Não consegui postar aqui, então enviei por mensagem direta.
card-paused = Seu vídeo mantém o lugar na fila e começa automaticamente.
card-kept = Não consegui postar aqui nem enviar para você por mensagem direta. Guardei o arquivo por enquanto: abra /veo-jobs e clique em “Enviar de novo”.
seconds = { $seconds } s
minutes = { $minutes } min { $seconds } s

## O resultado

result = { $mention } Aqui está seu vídeo.
source-own = Feito a partir [deste vídeo]({ $link }).
source-theirs = { $mention } fez este a partir de [um vídeo]({ $link }) de { $owner }.
result-alt = Vídeo criado com o { $model } a partir deste prompt: { $prompt }
result-alt-picture = Vídeo criado com o { $model } a partir de uma imagem
differs-damaged = O arquivo está danificado, então pode faltar uma parte.
differs-length = Ele dura { $seconds } s em vez dos { $asked } s que você pediu.
differs-shape = Ele tem { $size } pixels em vez de { $asked }.
differs-silent = Ele não tem som, embora você tenha pedido.
differs-as-is = Não consegui convertê-lo, então talvez ele não rode em todo lugar.
result-link = { $mention } Seu vídeo está pronto, mas é grande demais para postar. Você pode baixá-lo aqui até { $expires }: { $url }
    -# Referência { $reference }

failure = { $mention } Seu vídeo falhou.
failure-reference = Referência { $reference }
failure-rejected = O serviço de vídeo recusou o prompt ou um ajuste. { $said } Mude isso e tente de novo.
failure-content_blocked = O filtro de segurança do serviço de vídeo bloqueou o vídeo. Descreva de outro jeito.
failure-generation_failed = O serviço de vídeo não conseguiu criá-lo. Tente de novo.
failure-video_lost = Ele foi criado, mas não consigo obter o arquivo do serviço de vídeo. Sinto muito! O operador já foi avisado.
failure-upload_failed = Não consegui enviar sua imagem ao serviço de vídeo. { $said } Tente de novo.
failure-scene_lost = Não consegui obter a última imagem da cena anterior, com a qual esta começaria.
failure-submission_lost = A conexão caiu durante o envio, e nada indica que o pedido chegou. Tente de novo.
failure-timed_out = O serviço de vídeo nunca terminou. Tente de novo.
failure-given-back = Seus { $seconds } s foram reembolsados.
