## Variations

button-cancel-all = Cancel all
group-count = { $count ->
    [one] { $count } video
   *[other] { $count } videos
}
group-title = { $done } of { $count } videos are ready
group-video = Video { $position }
group-video-of = video { $position } of { $count }
group-ready = Ready.
group-deleted = Deleted.
group-cancelled = Cancelled. { $seconds } s have been refunded.
group-cancelled-by = Cancelled by { $by }. Your { $seconds } s have been refunded.
group-seed = seed { $seed }
group-on-its-way = Still on its way.
group-elsewhere = Posted in a message of its own.
group-result = { $mention } Here are your videos.
group-result-some = { $mention } { $done } of your { $count } videos are ready.
group-failed = { $mention } None of your { $count } videos could be made.
cancel-group-done = 
    { $count ->
        [one] { $count } video is cancelled.
       *[other] { $count } videos are cancelled.
    } { $seconds } s have been refunded.
cancel-group-others = { $count ->
    [one] { $count } video is already on its way and can't be cancelled any more.
   *[other] { $count } videos are already on their way and can't be cancelled any more.
}
refusal-fewer = { $count ->
    [one] Make { $count } video instead
   *[other] Make { $count } videos instead
}
refusal-fits-fewer = { $count ->
    [one] { $count } video would still fit now.
   *[other] { $count } videos would still fit now.
}
edit-count = How many
edit-count-hint = Each has a seed of its own.
command-veo-count = How many variations to make together, each with its own seed (default: 1)
group-story = { $position } of { $count } in group { $group }
