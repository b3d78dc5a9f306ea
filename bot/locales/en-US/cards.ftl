## The card

card-queued = Waiting for its turn
card-submitting = Sending your order
card-unknown = Checking your order
card-generating = Making your video
card-fetching = Fetching your video
card-delivering = Posting your video
card-delivered = Your video is done
card-failed = This video did not work out
card-cancelled = Cancelled
card-undeliverable = Your video is done, but I could not post it here
card-held-title = Starting in a moment
card-deleted = This video was deleted

card-settings = { $duration } s · { $aspect_ratio } · seed { $seed }
card-starts = Starts { $when }. Until then you can still cancel it.
card-held = Starts in a moment.
card-sending = It is being ordered now, so it can no longer be cancelled.
card-about-start = It starts about { $when }.
card-about-start-and-length = It starts about { $when } and then takes about { $takes }.
card-given-back = Nothing was made; its { $seconds } s are given back.
card-video-deleted = The message with it was deleted.
card-position = { $position ->
    [1] Next in line.
   *[other] Number { $position } in line.
}
card-elapsed = { $elapsed } elapsed
card-remaining = about { $remaining } left
card-overdue = It takes longer than usual, and I keep looking.
card-late = It takes far longer than usual. I keep looking, and post the video even if it comes late.
card-checking = The connection broke while the video was ordered. I am checking whether the order arrived; nothing is ordered twice.
card-almost = Almost there.
card-took = Done in { $took }.
card-watch = Watch it
card-sent-directly = I could not post it here, so I sent it as a direct message.
card-paused = New videos are paused at the moment. Yours keeps its place and starts by itself.
card-kept = I may not write here, and could not send it to you either. The file is kept for now: open /veo-jobs and press “Send again”.
seconds = { $seconds } s
minutes = { $minutes } min { $seconds } s

## The result

result = { $mention } Here is your video.
result-alt = Video made by Veo 2 from this prompt: { $prompt }
result-alt-picture = Video made by Veo 2 from a picture
result-link = { $mention } Your video is done, but it is too large to be posted. Until { $expires } it is here: { $url }
    -# Reference { $reference }

failure = { $mention } Your video did not work out: { $why }
    -# Reference { $reference }
failure-rejected = The video service did not accept the prompt or a setting. { $said } Nothing was charged; please change it and try again.
failure-content_blocked = The safety filter of the video service blocked it. Nothing was charged; please describe it differently.
failure-generation_failed = The video service could not make it. Nothing was charged; please try again.
failure-video_lost = It was made, but the video service does not give the file out. I am sorry; the operator can see it in the log.
failure-upload_failed = The picture could not be handed to the video service. { $said } Nothing was charged; please try again.
failure-submission_lost = The connection broke while it was ordered, and the order never turned up. Please try again.
failure-timed_out = The video service never finished it. Please try again.
failure-given-back = Its { $seconds } s are given back.
