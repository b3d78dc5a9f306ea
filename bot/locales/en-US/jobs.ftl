## /veo-jobs: videos in progress and finished ones

command-veo-jobs = Your videos: check on them, cancel, rerun or resend them
command-veo-jobs-show = Which videos to show (default: all)
command-veo-jobs-member = Show this member's videos (needs Manage Server)
jobs-show-all = All
jobs-show-running = In progress
jobs-show-done = Done
jobs-show-failed = Failed or cancelled
jobs-show-kept = Couldn't be posted

jobs-title = Your videos
jobs-title-here = { $member }'s videos in this server
jobs-title-everywhere = { $member }'s videos everywhere
jobs-count = { $show } · { $total ->
    [one] { $total } video
   *[other] { $total } videos
} · page { $page } of { $pages }
jobs-none = You have no videos yet. Start one with `/veo` and a prompt, or with `/veo-image` and a picture.
jobs-none-here = This member has no videos here.
jobs-none-like-that = No videos match. Choose another filter below.
jobs-filter = Show only…
jobs-newer = Newer
jobs-older = Older
jobs-refresh = Refresh
jobs-send-again = Send again
jobs-watch = Watch
jobs-card = Go to its card
jobs-private = Private video
jobs-picture = Made from a picture, no prompt
jobs-forgotten = Its prompt is no longer kept
jobs-mark-private = private

jobs-state-queued = Waiting in line
jobs-state-submitting = Submitting
jobs-state-unknown = Checking
jobs-state-generating = In progress
jobs-state-fetching = Downloading
jobs-state-delivering = Posting
jobs-state-delivered = Done
jobs-state-deleted = Deleted
jobs-state-failed = Failed
jobs-state-cancelled = Cancelled
jobs-state-undeliverable = Done, but couldn't be posted
jobs-kept = I've kept the file for now. Press “Send again” to get it.
jobs-kept-no-more = The file is gone. Press “Again” to make a new video.

jobs-not-theirs = Only people who manage this server can see another member's videos. Leave out `member` to see your own.
jobs-unreadable = I can't reach my database right now. Please try again in a minute.

## Resending a video that couldn't be posted

resend-not-yours = Only the person who requested this video can have it sent again.
resend-under-way = I'm already sending it.
resend-done = This video has already been sent. You can find it with `/veo-jobs`.
resend-nothing = There's no video to send again.
resend-gone = I'm sorry, the file is gone: neither I nor the video service have it any more. Press “Again” to make a new video.
