## Refusals: which limit or rule, what is left of it, when it comes back
## { $window } is one of span-day, span-week and span-month; { $when } is shown by Discord as "in 3 hours", for limits
## with the exact time behind it.

span-day = today
span-week = this week
span-month = this month
# { $window } of a limit that an admin sets.
rate-day = per day
rate-week = per week
rate-month = per month

refusal-seconds = You have { $left } of your { $limit } s left { $window }.
refusal-seconds-never = This is longer than your whole limit. You have { $left } of your { $limit } s left { $window }.
refusal-seconds-back = You'll have enough for this video { $when }.
refusal-user_usd = You have { $left } of your { $limit } left { $window }, and this video costs about { $needed }.
refusal-user_usd-never = This costs about { $needed }, which is more than your whole limit of { $limit } ({ $left } left { $window }).
# $scope is "server" or "bot".
refusal-budget = { $scope ->
    [server] This server
   *[bot] The bot
} has { $left } of its { $limit } budget left { $window }, and this video costs about { $needed }.
refusal-budget-never = This costs about { $needed }, which is more than { $scope ->
    [server] this server's
   *[bot] the bot's
} whole budget of { $limit } ({ $left } left { $window }).
refusal-budget-back = There'll be enough for this video { $when }.
refusal-jobs_at_once = You can have { $limit ->
    [one] { $limit } video
   *[other] { $limit } videos
} in progress at once. Please wait until one is done.
refusal-cooldown = Please wait a moment between videos. You can start the next one { $when }.
refusal-cooldown-later = Please wait a moment between videos, and try again later.
refusal-paused-bot = The bot is paused.
refusal-paused-bot-reason = The bot is paused: { $reason }.
refusal-paused-server = Videos are paused in this server.
refusal-paused-server-reason = Videos are paused in this server: { $reason }.
refusal-blocked-bot = You're blocked from making videos.
refusal-blocked-bot-reason = You're blocked from making videos: { $reason }.
refusal-blocked-server = You're blocked from making videos in this server.
refusal-blocked-server-reason = You're blocked from making videos in this server: { $reason }.
refusal-blocked-until = You can make videos again { $when }.
refusal-strikes = { $count ->
    [one] { $count } of your requests was blocked for its content today, so you're paused. You can make videos again { $when }.
   *[other] { $count } of your requests were blocked for their content today, so you're paused. You can make videos again { $when }.
}
refusal-channel = You can't make videos in this channel. Please use { $channels }.
refusal-age = Videos can only be made in age-restricted channels here. Please use one of those.
refusal-role = To make videos in this server, you need one of these roles: { $roles }.
refusal-words = Your prompt has a word that's not allowed here: “{ $word }”. Please describe your video without it.
refusal-fits = A { $seconds } s video would still fit now.
refusal-fits-other = You could use { $model } now: { $seconds } s, { $resolution }, { $sound ->
    [yes] with sound
   *[no] without sound
}, about { $cost }.
