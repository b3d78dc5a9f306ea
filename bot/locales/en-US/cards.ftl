## The card

card-queued = Waiting in line
card-submitting = Submitting your request
card-unknown = Checking your request
card-generating = Making your video
card-fetching = Downloading your video
card-delivering = Posting your video
card-delivered = Video done
card-failed = Video failed
card-cancelled = Cancelled
card-undeliverable = Video done, but I couldn't post it here
card-held-title = Starting in a moment

card-settings = { $duration } s · { $aspect_ratio } · seed { $seed }
card-starts = Starts { $when }. You can cancel it until then.
card-held = Starting in a moment.
card-sending = It's being submitted and can't be cancelled any more.
card-about-start = Should start { $when }.
card-about-start-and-length = Should start { $when } and take about { $takes }.
card-position = { $position ->
    [1] You're next in line.
   *[other] You're number { $position } in line.
}
card-elapsed = { $elapsed } elapsed
card-remaining = about { $remaining } left
card-overdue = This is taking longer than usual. Still working on it…
card-late = This is taking much longer than usual. I'll keep checking and post the video when it's ready.
card-checking = The connection dropped while I was submitting your request. I'm checking whether it went through. It won't be submitted twice.
card-almost = Almost there.
card-took = took { $took }
card-watch = Watch
card-sent-directly = I couldn't post it here, so I sent it as a DM.
card-paused = Your video keeps its place in line and starts automatically.
card-kept = I couldn't post it here or send it to you as a DM. I've kept the file for now: open /veo-jobs and press “Send again”.
seconds = { $seconds } s
minutes = { $minutes } min { $seconds } s

## The result

result = { $mention } Here's your video.
source-own = Made from [this video]({ $link }).
source-theirs = { $mention } made this from [a video]({ $link }) by { $owner }.
result-alt = Video made by { $model } from this prompt: { $prompt }
result-alt-picture = Video made by { $model } from a picture
differs-damaged = Its file is damaged, so some of it may be missing.
differs-length = It's { $seconds } s long instead of the { $asked } s you asked for.
differs-shape = It's { $size } pixels instead of { $asked }.
differs-silent = It has no sound, though you asked for it.
differs-as-is = I couldn't convert it, so it may not play everywhere.
result-link = { $mention } Your video is ready, but it's too large to post. You can download it here until { $expires }: { $url }
    -# Reference { $reference }

failure = { $mention } Your video failed.
failure-reference = Reference { $reference }
failure-rejected = The video service rejected the prompt or a setting. { $said } Please change it and try again.
failure-content_blocked = The video service's safety filter blocked it. Please describe it differently.
failure-generation_failed = The video service couldn't make it. Please try again.
failure-video_lost = It was made, but I can't get the file from the video service. I'm sorry! The operator has been told.
failure-upload_failed = I couldn't upload your picture to the video service. { $said } Please try again.
failure-scene_lost = I couldn't get the last frame of the previous scene, which this one should start from.
failure-submission_lost = The connection dropped while I was submitting it, and I found no sign that it went through. Please try again.
failure-timed_out = The video service never finished it. Please try again.
failure-given-back = Your { $seconds } s have been refunded.
