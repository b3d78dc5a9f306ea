## Alerts for operators

alert-submission_lost = **A paid order may be lost.** The connection to Segmind broke while a video was ordered, and the order has not turned up in Segmind's request history for 15 minutes. The person was told, and may order again; the amount stays counted against the budgets.
alert-video_lost = **A paid video is lost.** Segmind made it, but does not give the file out. The person was told.
alert-submission_paused = **No new videos are started.** { $detail } Waiting orders keep their place, and start by themselves when it works again.
alert-job = Job `{ $job_id }` · { $cost } · seed { $seed } · ordered { $ordered } by { $mention }
alert-look = If you find it among Segmind's requests (by its seed and prompt), give me its id, and the video still reaches its person.
alert-adopt = It is there…
alert-adopt-title = Adopt a request of Segmind's
alert-adopt-request = Its request id
alert-charged = Lost, it was charged
alert-not-charged = It was never charged
alert-adopted = { $mention } found it; the video is on its way.
alert-written-off = { $mention } wrote it off; the amount stays counted.
alert-released = { $mention } says it was never charged; the amount is free again.
error-only-operators = Only the operators of this bot may do that.
error-not-lost = This order is settled already.
error-request-unknown = Segmind's history has no request with this id. Please copy the whole id.
error-request-taken = Another video of this bot has that request id already.
error-request-different = That request has another prompt or seed, so it cannot be this order.
error-history = Segmind's history cannot be read at the moment. Please try again in a minute.
