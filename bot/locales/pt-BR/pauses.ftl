## Por que novos vídeos esperam: nos cartões e nos alertas

pause-account = Novos vídeos estão em pausa: a conta do bot na Segmind precisa do operador.
pause-key_rejected = Novos vídeos estão em pausa: a Segmind não aceita a chave de API do bot.
pause-not_allowed = Novos vídeos estão em pausa: a Segmind não deixa a conta do bot usar este modelo.
pause-model_unknown = Novos vídeos estão em pausa: a Segmind não conhece este modelo.
pause-model_retired = Novos vídeos estão em pausa: a Segmind não oferece mais este modelo.
pause-credits_exhausted = Novos vídeos estão em pausa: os créditos do bot na Segmind acabaram.
pause-spend_limit_reached = Novos vídeos estão em pausa: o limite de gastos da conta do bot foi atingido.
pause-disk = Novos vídeos estão em pausa: o disco do bot está quase cheio.
pause-database = Novos vídeos estão em pausa: não é possível escrever no banco de dados do bot.
pause-balance = Estou descansando: os créditos para novos vídeos estão quase no fim, e meu operador já foi avisado.
segmind-error = Algo deu errado na Segmind, o serviço de vídeo.
segmind-refused = A Segmind, o serviço de vídeo, não aceitou a solicitação.
segmind-transient = A Segmind, o serviço de vídeo, não está respondendo direito agora.
segmind-busy = A Segmind está ocupada e pediu ao bot para esperar um pouco.
segmind-offline = Não é possível acessar a Segmind, o serviço de vídeo, agora.
alert-balance-left = { $balance }, cerca de { $clips ->
    [one] { $clips } vídeo
   *[other] { $clips } vídeos
} de { $seconds } s
