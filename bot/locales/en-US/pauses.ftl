## Why new videos wait: on cards, and in alerts

pause-account = New videos are paused: the operator needs to look at the bot's Segmind account.
pause-key_rejected = New videos are paused: Segmind rejects the bot's API key.
pause-not_allowed = New videos are paused: the bot's Segmind account isn't allowed to use this model.
pause-credits_exhausted = New videos are paused: the bot has run out of Segmind credits.
pause-spend_limit_reached = New videos are paused: the bot's Segmind account has reached its spending limit.
pause-disk = New videos are paused: the bot's disk is nearly full.
pause-unwritable = New videos are paused: the bot can't write to its disk.
pause-database = New videos are paused: the bot can't write to its database.
pause-balance = New videos are paused: the bot is running out of Segmind credits. The operator has been told.
segmind-error = Something went wrong at Segmind, the video service.
segmind-refused = Segmind, the video service, rejected the request.
segmind-transient = Segmind, the video service, isn't responding properly right now.
segmind-busy = Segmind is busy and asked the bot to wait a little.
segmind-offline = Segmind, the video service, can't be reached right now.
alert-balance-left = { $balance } left, enough for about { $clips ->
    [one] { $clips } video
   *[other] { $clips } videos
} of { $seconds } s
