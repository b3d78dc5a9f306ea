## Variações

button-cancel-all = Cancelar todos
group-count = { $count ->
    [one] { $count } vídeo
   *[other] { $count } vídeos
}
group-title = { $done } de { $count } vídeos prontos
group-video = Vídeo { $position }
group-video-of = vídeo { $position } de { $count }
group-ready = Pronto.
group-deleted = Excluído.
group-cancelled = Cancelado. { $seconds } s foram devolvidos.
group-cancelled-by = Cancelado por { $by }. Seus { $seconds } s foram devolvidos.
group-seed = seed { $seed }
group-on-its-way = Ainda a caminho.
group-elsewhere = Ele tem uma mensagem própria.
group-result = { $mention } Aqui estão seus vídeos.
group-result-some = { $mention } { $done } dos seus { $count } vídeos estão prontos.
group-failed = { $mention } Nenhum dos seus { $count } vídeos pôde ser criado.
cancel-group-done = 
    { $count ->
        [one] { $count } vídeo foi cancelado.
       *[other] { $count } vídeos foram cancelados.
    } { $seconds } s foram devolvidos.
cancel-group-others = { $count ->
    [one] { $count } vídeo já está a caminho e não pode mais ser cancelado.
   *[other] { $count } vídeos já estão a caminho e não podem mais ser cancelados.
}
refusal-fewer = { $count ->
    [one] Criar { $count } vídeo
   *[other] Criar { $count } vídeos
}
refusal-fits-fewer = { $count ->
    [one] { $count } vídeo ainda cabe agora.
   *[other] { $count } vídeos ainda cabem agora.
}
edit-count = Quantos
edit-count-hint = Cada um tem a sua própria seed.
command-veo-count = Quantas variações criar juntas, cada uma com a sua seed (padrão: 1)
group-story = { $position } de { $count } no grupo { $group }
