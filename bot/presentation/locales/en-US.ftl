## Commands

command-veo = Turn a prompt into a video
command-veo-prompt = What should be seen? The more detail, the better: subject, action, place, light, camera
command-veo-duration = Length in seconds (5 if you do not choose)
command-veo-aspect_ratio = Shape (16:9 if you do not choose)
command-veo-seed = The same seed and prompt give a similar video again; random if you do not choose

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

card-settings = { $duration } s · { $aspect_ratio } · seed { $seed }
card-held = Starts in a moment.
card-position = { $position ->
    [1] Next in line.
   *[other] Number { $position } in line.
}
card-elapsed = { $elapsed } elapsed
card-remaining = about { $remaining } left
card-overdue = It takes longer than usual, and I keep looking.
card-checking = The connection broke while the video was ordered. I am checking whether the order arrived; nothing is ordered twice.
card-almost = Almost there.
card-took = Done in { $took }.
card-watch = Watch it
card-paused = New videos are paused at the moment. Yours keeps its place and starts by itself.
card-kept = The file is kept for now.
seconds = { $seconds } s
minutes = { $minutes } min { $seconds } s

## The result

result = { $mention } Here is your video.
result-alt = Video made by Veo 2 from this prompt: { $prompt }
result-link = { $mention } Your video is done, but it is too large for this channel: { $url }

failure = { $mention } Your video did not work out: { $why }
failure-rejected = The video service did not accept the prompt or a setting. { $said } Nothing was charged; please change it and try again.
failure-content_blocked = The safety filter of the video service blocked it. Nothing was charged; please describe it differently.
failure-generation_failed = The video service could not make it. Nothing was charged; please try again.
failure-video_lost = It was made, but the video service does not give the file out. I am sorry; the operator can see it in the log.
failure-upload_failed = The picture could not be handed to the video service. Nothing was charged; please try again.
failure-submission_lost = The connection broke while it was ordered, and the order never turned up. Please try again.
failure-timed_out = The video service never finished it. Please try again.

## Refusals and errors

error-permissions = I may not do that in this channel. Missing here: { $missing }. Please ask somebody who manages the server to allow it, or use another channel.
error-unexpected = Something went wrong on my side, and your video was not ordered. Please try again; if it happens again, tell the operator this reference: `{ $reference }`
error-database = I cannot reach my database at the moment, so nothing was ordered. Please try again in a minute.
error-no-answer = { $mention } Discord did not show my answer in time, but I have your order:
permission-send_messages = Send Messages
permission-send_messages_in_threads = Send Messages in Threads
permission-attach_files = Attach Files
permission-view_channel = View Channel
