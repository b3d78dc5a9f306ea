## Refusals: which limit or rule, what is left of it, when it comes back
## { $window } is one of span-day, span-week and span-month; { $when } is shown by Discord as "in 3 hours".

span-day = 24 hours
span-week = 7 days
span-month = 30 days

refusal-seconds = You may use { $limit } s of video in { $window }, and { $left } s of them are left.
refusal-seconds-never = You may use { $limit } s of video in { $window }, which is less than this video needs; { $left } s are left.
refusal-seconds-back = Enough for this video comes back { $when }.
# $scope is "server" or "bot".
refusal-budget = { $scope ->
    [server] This server's budget
   *[bot] The bot's budget
} of { $limit } in { $window } is used up: { $left } is left, and this video takes about { $needed }.
refusal-budget-never = { $scope ->
    [server] This server's budget
   *[bot] The bot's budget
} of { $limit } in { $window } is too small for this video: { $left } is left, and this video takes about { $needed }.
refusal-budget-back = Enough comes back { $when }.
refusal-jobs_at_once = You have as many videos in the making as you may have at once ({ $limit }). Please wait until one is done.
refusal-cooldown = Please wait a moment between two videos: you can ask again { $when }.
refusal-cooldown-later = Please wait a moment between two videos, and ask again later.
refusal-paused-bot = The bot is paused.
refusal-paused-bot-reason = The bot is paused: { $reason }.
refusal-paused-server = Videos are paused in this server.
refusal-paused-server-reason = Videos are paused in this server: { $reason }.
refusal-blocked-bot = You are blocked from making videos.
refusal-blocked-bot-reason = You are blocked from making videos: { $reason }.
refusal-blocked-server = You are blocked from making videos in this server.
refusal-blocked-server-reason = You are blocked from making videos in this server: { $reason }.
refusal-blocked-until = You can use me again { $when }.
refusal-strikes = { $count ->
    [one] { $count } of your requests was blocked for its content within a day, so you are paused. You can ask again { $when }.
   *[other] { $count } of your requests were blocked for their content within a day, so you are paused. You can ask again { $when }.
}
refusal-channel = I may not be used in this channel. Please use { $channels }.
refusal-role = In this server you need one of these roles to make videos: { $roles }.
refusal-words = This is not allowed here: “{ $word }”. Please describe your video without it.
refusal-fits = A video of { $seconds } s would still fit now.
