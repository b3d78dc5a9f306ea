## Recusas: qual limite ou regra, o que resta, quando volta
## { $window } é um de span-day, span-week e span-month; o Discord mostra { $when } como "em 3 horas" e, nos limites,
## com o horário exato depois.

span-day = hoje
span-week = esta semana
span-month = este mês
# { $window } de um limite que um admin define.
rate-day = por dia
rate-week = por semana
rate-month = por mês

refusal-seconds = Você ainda tem { $left } dos seus { $limit } s { $window }.
refusal-seconds-never = Isso é mais longo que todo o seu limite. Você ainda tem { $left } dos seus { $limit } s { $window }.
refusal-seconds-back = Você terá o suficiente para este vídeo { $when }.
refusal-user_usd = Você ainda tem { $left } de { $limit } { $window }, e este vídeo custa cerca de { $needed }.
refusal-user_usd-never = Isso custa cerca de { $needed }, mais que todo o seu limite de { $limit } (restam { $left } { $window }).
# $scope é "server" ou "bot".
refusal-budget = { $scope ->
    [server] Este servidor
   *[bot] O bot
} ainda tem { $left } do orçamento de { $limit } { $window }, e este vídeo custa cerca de { $needed }.
refusal-budget-never = Isso custa cerca de { $needed }, mais que todo o orçamento { $scope ->
    [server] deste servidor
   *[bot] do bot
}, que é de { $limit } (restam { $left } { $window }).
refusal-budget-back = Haverá o suficiente para este vídeo { $when }.
refusal-jobs_at_once = Você pode ter { $limit ->
    [one] { $limit } vídeo
   *[other] { $limit } vídeos
} em andamento ao mesmo tempo. Espere até um ficar pronto.
refusal-cooldown = Espere um pouco entre um vídeo e outro. Você pode começar o próximo { $when }.
refusal-cooldown-later = Espere um pouco entre um vídeo e outro e tente de novo mais tarde.
refusal-paused-bot = O bot está em pausa.
refusal-paused-bot-reason = O bot está em pausa: { $reason }.
refusal-paused-server = Os vídeos estão em pausa neste servidor.
refusal-paused-server-reason = Os vídeos estão em pausa neste servidor: { $reason }.
refusal-blocked-bot = Você não pode criar vídeos por causa de um bloqueio.
refusal-blocked-bot-reason = Você não pode criar vídeos por causa de um bloqueio: { $reason }.
refusal-blocked-server = Você não pode criar vídeos neste servidor por causa de um bloqueio.
refusal-blocked-server-reason = Você não pode criar vídeos neste servidor por causa de um bloqueio: { $reason }.
refusal-blocked-until = Você poderá criar vídeos de novo { $when }.
refusal-strikes = { $count ->
    [one] { $count } dos seus pedidos foi bloqueado hoje pelo conteúdo, então você está em pausa. Você poderá criar vídeos de novo { $when }.
   *[other] { $count } dos seus pedidos foram bloqueados hoje pelo conteúdo, então você está em pausa. Você poderá criar vídeos de novo { $when }.
}
refusal-channel = Você não pode criar vídeos neste canal. Use { $channels }.
refusal-age = Aqui só é possível criar vídeos em canais com restrição de idade. Use um deles.
refusal-role = Para criar vídeos neste servidor, você precisa de um destes cargos: { $roles }.
refusal-words = Seu prompt tem uma palavra que não é permitida aqui: “{ $word }”. Descreva seu vídeo sem ela.
refusal-fits = Um vídeo de { $seconds } s ainda caberia agora.
refusal-fits-other = Com { $model } dá para fazer agora: { $seconds } s, { $resolution }, { $sound ->
    [yes] com som
   *[no] sem som
}, cerca de { $cost }.
