## Cotas: o que resta e o que impede

command-veo-quota = Veja quanto vídeo você ainda tem e quando recupera mais
refusal-shorter = Criar um de { $seconds } s
refusal-shorter-again = Já recebi seu pedido.

quota-title = O que você ainda tem
quota-window-day = Hoje
quota-window-week = Esta semana
quota-window-month = Este mês
quota-left = { $left } de { $limit } s disponíveis
quota-left-usd = { $left } de { $limit } disponíveis
quota-back = { $seconds ->
    [one] { $seconds } s volta { $when }.
   *[other] { $seconds } s voltam { $when }.
}
quota-back-usd = { $usd } voltam { $when }.
quota-unlimited = Seus vídeos não têm limite aqui.
quota-grant = { $seconds } s extras, usados quando o resto acabar
quota-grant-until = { $seconds } s extras até { $until }, usados quando o resto acabar
quota-grants-more = e mais { $count }
quota-running = **Em andamento:** { $running }
quota-running-of = **Em andamento:** { $running } de { $most } ao mesmo tempo
quota-cooldown = Você pode começar seu próximo vídeo { $when }.
quota-strikes = Pedidos bloqueados hoje pelo conteúdo: { $count } de { $most }. Com { $most }, você fica em pausa por um dia.
quota-ready = Agora você pode criar um vídeo de até { $seconds } s.
quota-unreadable = Não consigo acessar meu banco de dados no momento. Tente de novo em um minuto.

strike-warning = Pedidos bloqueados hoje pelo conteúdo: { $count } de { $most }. Com { $most }, você fica em pausa por um dia.
strike-paused = Pedidos bloqueados hoje pelo conteúdo: { $count }, então você está em pausa. Você poderá criar vídeos de novo { $when }.

alert-balance_low = **Os créditos da Segmind estão acabando:** { $detail }. Novos vídeos estão em pausa. Os pedidos em espera mantêm o lugar e começam automaticamente quando você recarregar a conta ou reduzir MIN_BALANCE_USD.
alert-price_changed = **O custo real dos vídeos mudou.** A partir de agora, isto é reservado para cada segundo de vídeo: { $detail }. Os orçamentos contam os custos reais; PRICE_USD_PER_SECOND é só o valor inicial.
