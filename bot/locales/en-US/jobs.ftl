## /veo-jobs: what is in the making and what was made

command-veo-jobs = See your videos: in the making, done, failed, and kept for you
command-veo-jobs-show = Which ones (all if you do not choose)
command-veo-jobs-member = Whose: for those who manage the server
jobs-show-all = All
jobs-show-running = In the making
jobs-show-done = Done
jobs-show-failed = Failed or cancelled
jobs-show-kept = Kept, to be sent again

jobs-title = Your videos
jobs-title-here = Videos of { $member } in this server
jobs-title-everywhere = Videos of { $member } everywhere
jobs-count = { $show } · { $total ->
    [one] { $total } video
   *[other] { $total } videos
} · page { $page } of { $pages }
jobs-none = You have no videos yet. Start one with `/veo` and a prompt, or with `/veo-image` and a picture.
jobs-none-here = There are no videos of theirs here.
jobs-none-like-that = None is like that. Choose another kind below.
jobs-filter = Show only…
jobs-newer = Newer
jobs-older = Older
jobs-refresh = Refresh
jobs-send-again = Send again
jobs-watch = Watch it
jobs-card = See its card
jobs-private = A private video
jobs-picture = Made from a picture, without a prompt
jobs-mark-private = private
jobs-mark-part = part { $part }

jobs-state-queued = Waiting for its turn
jobs-state-submitting = Being ordered
jobs-state-unknown = Being checked
jobs-state-generating = In the making
jobs-state-fetching = Being fetched
jobs-state-delivering = Being posted
jobs-state-delivered = Done
jobs-state-deleted = Done, and its message was deleted
jobs-state-failed = Failed
jobs-state-cancelled = Cancelled
jobs-state-undeliverable = Done, but I could not post it
jobs-kept = Its file is kept for now: press “Send again”.
jobs-kept-no-more = Its file is no longer kept. “Again” makes a new one.

jobs-not-theirs = Only those who manage this server can see another member's videos here. Without `member` I show you your own.
jobs-unreadable = I cannot reach my database at the moment. Please try again in a minute.

## Sending again what could not be posted

resend-not-yours = Only who ordered this video can have it sent again.
resend-under-way = I am sending it already.
resend-done = It was sent already; you find it with `/veo-jobs`.
resend-nothing = There is no kept video to send.
resend-gone = Its file is no longer kept, neither by me nor by the video service. I am sorry; “Again” makes a new one.
