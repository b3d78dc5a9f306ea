## Cotas: o que resta, e o que impede

command-veo-quota = Veja quantos segundos de vídeo você ainda tem, e quando voltam mais
refusal-shorter = Fazer com { $seconds } s
refusal-shorter-again = Já recebi seu pedido do vídeo mais curto.

quota-title = O que você ainda tem
quota-window-day = Em 24 horas
quota-window-week = Em 7 dias
quota-window-month = Em 30 dias
quota-left = { $left } de { $limit } s disponíveis
quota-back = { $seconds ->
    [one] { $seconds } s volta { $when }.
   *[other] { $seconds } s voltam { $when }.
}
quota-unlimited = Seus segundos de vídeo não são limitados aqui.
quota-grant = { $seconds } s a mais, usados quando o resto acabar
quota-grant-until = { $seconds } s a mais até { $until }, usados quando o resto acabar
quota-grants-more = e mais { $count }
quota-running = **Em andamento:** { $running }
quota-running-of = **Em andamento:** { $running } de { $most } ao mesmo tempo
quota-cooldown = Você pode pedir o próximo vídeo { $when }.
quota-strikes = { $count ->
    [one] { $count } de { $most }: { $count } dos seus pedidos foi bloqueado pelo conteúdo nas últimas 24 horas. Com { $most }, você fica em pausa por um dia.
   *[other] { $count } de { $most }: { $count } dos seus pedidos foram bloqueados pelo conteúdo nas últimas 24 horas. Com { $most }, você fica em pausa por um dia.
}
quota-ready = Você já pode fazer um vídeo; seus segundos dão para até { $seconds } s.
quota-unreadable = Não consigo acessar meu banco de dados no momento. Tente de novo em um minuto.

strike-warning = Este foi o bloqueio { $count } de { $most }: com { $most } em 24 horas, você fica em pausa por um dia.
strike-paused = Este foi o bloqueio número { $count } em 24 horas, então você está em pausa. Você pode pedir de novo { $when }.

alert-balance_low = Os créditos na Segmind estão acabando: { $detail }. Novos vídeos estão em pausa, os pedidos mantêm seu lugar, e tudo continua sozinho quando a conta for recarregada (ou MIN_BALANCE_USD for menor).
alert-price_changed = Os vídeos custam um valor diferente do que foi reservado para eles, então a partir de agora é isto que se reserva por segundo de vídeo: { $detail }. Os orçamentos contam os custos reais; PRICE_USD_PER_SECOND é o valor com que o bot começou.
