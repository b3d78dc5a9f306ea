## Why new videos wait: on cards, and in alerts

pause-account = New videos are paused: the bot's account at Segmind needs its operator.
pause-key_rejected = New videos are paused: Segmind does not accept the bot's API key.
pause-not_allowed = New videos are paused: Segmind does not let the bot's account use this model.
pause-model_unknown = New videos are paused: Segmind does not know this model.
pause-model_retired = New videos are paused: Segmind no longer offers this model.
pause-credits_exhausted = New videos are paused: the bot's Segmind credits are used up.
pause-spend_limit_reached = New videos are paused: the spend limit of the bot's account is reached.
pause-disk = New videos are paused: the disk of the bot is nearly full.
pause-database = New videos are paused: the database of the bot cannot be written.
pause-balance = I am resting: the credits for new videos are nearly used up, and my operator has been told.
segmind-error = Something went wrong at Segmind, the video service.
segmind-refused = Segmind, the video service, did not accept the request.
segmind-transient = Segmind, the video service, does not answer properly right now.
segmind-busy = Segmind is busy and asked the bot to wait a little.
segmind-offline = Segmind, the video service, cannot be reached right now.
alert-balance-left = { $balance }, about { $clips ->
    [one] { $clips } video
   *[other] { $clips } videos
} of { $seconds } s
