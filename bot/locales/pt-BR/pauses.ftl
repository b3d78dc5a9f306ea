## Por que novos vídeos esperam: nos cartões e nos alertas

pause-account = Novos vídeos estão em pausa: o operador precisa verificar a conta do bot na Segmind.
pause-key_rejected = Novos vídeos estão em pausa: a Segmind recusa a chave de API do bot.
pause-not_allowed = Novos vídeos estão em pausa: a conta do bot na Segmind não pode usar este modelo.
pause-credits_exhausted = Novos vídeos estão em pausa: os créditos do bot na Segmind acabaram.
pause-spend_limit_reached = Novos vídeos estão em pausa: a conta do bot na Segmind atingiu o limite de gastos.
pause-disk = Novos vídeos estão em pausa: o disco do bot está quase cheio.
pause-unwritable = Novos vídeos estão em pausa: o bot não consegue gravar no disco.
pause-database = Novos vídeos estão em pausa: o bot não consegue gravar no banco de dados.
pause-balance = Novos vídeos estão em pausa: os créditos do bot na Segmind estão acabando. O operador já foi avisado.
segmind-error = Algo deu errado na Segmind, o serviço de vídeo.
segmind-refused = A Segmind, o serviço de vídeo, recusou a solicitação.
segmind-transient = A Segmind, o serviço de vídeo, não está respondendo direito agora.
segmind-busy = A Segmind está ocupada e pediu ao bot para esperar um pouco.
segmind-offline = Não é possível acessar a Segmind, o serviço de vídeo, agora.
alert-balance-left = { $balance } restantes, o suficiente para cerca de { $clips ->
    [one] { $clips } vídeo
   *[other] { $clips } vídeos
} de { $seconds } s
