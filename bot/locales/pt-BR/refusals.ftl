## Recusas: qual limite ou regra, o que resta, quando volta
## { $window } é um de span-day, span-week e span-month; o Discord mostra { $when } como "em 3 horas".

span-day = 24 horas
span-week = 7 dias
span-month = 30 dias
rate-day = 24 horas
rate-week = 7 dias
rate-month = 30 dias

refusal-seconds = Você pode usar { $limit } s de vídeo em { $window }, e ainda tem { $left } s.
refusal-seconds-never = Você pode usar { $limit } s de vídeo em { $window }, menos do que este vídeo precisa; você ainda tem { $left } s.
refusal-seconds-back = O suficiente para este vídeo volta { $when }.
# $scope é "server" ou "bot".
refusal-budget = { $scope ->
    [server] O orçamento deste servidor
   *[bot] O orçamento do bot
} de { $limit } em { $window } acabou: resta { $left }, e este vídeo custa cerca de { $needed }.
refusal-budget-never = { $scope ->
    [server] O orçamento deste servidor
   *[bot] O orçamento do bot
} de { $limit } em { $window } é pequeno demais para este vídeo: resta { $left }, e este vídeo custa cerca de { $needed }.
refusal-budget-back = O suficiente volta { $when }.
refusal-jobs_at_once = Você já tem tantos vídeos em andamento quanto pode ter ao mesmo tempo ({ $limit }). Espere até um ficar pronto.
refusal-cooldown = Espere um pouco entre dois vídeos: você pode pedir de novo { $when }.
refusal-cooldown-later = Espere um pouco entre dois vídeos, e peça de novo mais tarde.
refusal-paused-bot = O bot está em pausa.
refusal-paused-bot-reason = O bot está em pausa: { $reason }.
refusal-paused-server = Os vídeos estão em pausa neste servidor.
refusal-paused-server-reason = Os vídeos estão em pausa neste servidor: { $reason }.
refusal-blocked-bot = Um bloqueio impede você de fazer vídeos.
refusal-blocked-bot-reason = Um bloqueio impede você de fazer vídeos: { $reason }.
refusal-blocked-server = Um bloqueio impede você de fazer vídeos neste servidor.
refusal-blocked-server-reason = Um bloqueio impede você de fazer vídeos neste servidor: { $reason }.
refusal-blocked-until = Você pode me usar de novo { $when }.
refusal-strikes = { $count ->
    [one] { $count } dos seus pedidos foi bloqueado pelo conteúdo em um dia, então você está em pausa. Você pode pedir de novo { $when }.
   *[other] { $count } dos seus pedidos foram bloqueados pelo conteúdo em um dia, então você está em pausa. Você pode pedir de novo { $when }.
}
refusal-channel = Não posso ser usado neste canal. Use { $channels }.
refusal-role = Neste servidor você precisa de um destes cargos para fazer vídeos: { $roles }.
refusal-words = Isto não é permitido aqui: “{ $word }”. Descreva seu vídeo sem isso.
refusal-fits = Um vídeo de { $seconds } s ainda caberia agora.
