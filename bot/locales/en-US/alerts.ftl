## Alerts for operators

alert-submission_lost = **A paid request may be lost.** The connection to Segmind dropped while a video was being submitted, and the request hasn't shown up in Segmind's history for 15 minutes. The user has been told and can try again. The amount still counts against the budgets.
alert-video_lost = **A paid video is lost.** Segmind accepted it, but never handed over the file. The user has been told.
alert-video_differs = **A video differs from what was ordered.** { $detail } It will be posted anyway, with a note for the user.
differs-unread = Its file could not be checked.
alert-submission_paused = **Something needs fixing.** { $detail } Waiting requests keep their place and start automatically once this is fixed.
alert-commands_refused = **Discord won't register my commands.** { $detail } Until it does, people have the previous commands, or none. I keep trying and everything else works.
alert-job = Job `{ $job_id }` · { $cost } · seed { $seed } · submitted { $ordered } by { $mention }
alert-look = Look for it in Segmind's request history, by its seed and prompt. If you find it, give me its ID and I'll still deliver the video.
alert-adopt = Found it…
alert-adopt-title = Adopt a Segmind request
alert-adopt-request = Segmind request ID
alert-charged = Lost, but charged
alert-not-charged = Never charged
alert-adopted = { $mention } found it. The video is on its way.
alert-written-off = { $mention } wrote it off. The amount still counts against the budgets.
alert-released = { $mention } says it was never charged. The amount has been refunded to the budgets.
error-only-operators = Only this bot's operators can do that.
error-not-lost = This request has already been settled.
error-request-unknown = Segmind's history has no request with this ID. Please copy the whole ID.
error-request-taken = That request ID already belongs to another video of this bot.
error-request-different = That request has a different prompt or seed, so it can't be this one.
error-history = I can't read Segmind's request history right now. Please try again in a minute.
