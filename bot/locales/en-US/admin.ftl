## /veo-admin

command-admin = Limits, budgets, blocks and spending in this server
command-admin-where = This server, or the whole bot (operators only)
command-admin-member = Which member
command-admin-until = Until when: 3d, 12h, 1w 2d, or a date in UTC such as 2026-12-01 18:30
command-admin-reason = Why: kept in the audit log and shown to the people affected
where-server = This server
where-bot = The whole bot (operators)
where-ceiling = This server's highest possible budget (operators)

command-limits = How much people can make, and how much can be spent
command-limits-show = Show the limits here, or those of a member or role
command-limits-show-user = Show this member's limits and where they come from
command-limits-show-role = Show the limits set for this role
command-limits-set = Set a limit for this server, a role or a member
command-limits-set-limit = What to limit
command-limits-set-value = A number such as 60, an amount such as 12.50, or unlimited
command-limits-user = Only for this member
command-limits-role = Only for members with this role
command-limits-clear = Remove a limit; the next broader one then applies
command-limits-clear-limit = Which limit
command-limits-clear-deleted = A deleted role that still has limits

command-grant = Give a member extra seconds of video
command-grant-seconds = How many seconds
command-grant-expires = Use by: 3d, 12h, 1w 2d, or a date in UTC such as 2026-12-01 18:30 (default: no end)
command-block = Block a member from making videos
command-unblock = Unblock a member
command-blocks = Show who is blocked
command-forgive = Clear someone's blocked and failed videos and the pause they caused (operators)
command-pause = Stop accepting new videos for now; accepted ones will still be made
command-resume = Accept new videos again

command-channels = The channels where people can make videos
command-channels-show = Show where people can make videos
command-channels-add = Allow a channel (channels not on the list are blocked)
command-channels-remove = Take a channel off the list
command-channels-clear = Allow all channels again
command-channels-channel = Which channel (includes its threads)
command-channels-deleted = A deleted channel that's still on the list
command-roles = The roles that can make videos
command-roles-show = Show which roles can make videos
command-roles-add = Allow a role (members without a role on the list can't make videos)
command-roles-remove = Take a role off the list
command-roles-clear = Allow all members again
command-roles-role = Which role
command-roles-deleted = A deleted role that's still on the list
command-words = Words and phrases that prompts can't contain
command-words-show = Show the forbidden words
command-words-add = Forbid words or phrases
command-words-add-words = Words or phrases, separated by commas; case, accents and width don't matter
command-words-remove = Allow a word or phrase again
command-words-remove-word = Which word or phrase
command-models = Which models people can use, and which one is the default
command-models-show = Show the models of this server, its channels and its roles
command-models-allow = Allow a model (models not on the list can't be used there)
command-models-remove = Take a model off the list
command-models-default = Choose the model for requests that don't name one
command-models-clear = Remove the default and the list; broader ones then apply
command-models-model = Which model
command-models-channel = Only in this channel (includes its threads)
command-models-role = Only for members with this role
command-models-deleted = A deleted channel or role that still has models
command-audit = Where to post changes and requests refused by a budget
command-audit-show = Show the latest changes and refused requests
command-audit-channel = Choose the audit channel
command-audit-channel-channel = Where to post
command-audit-off = Stop posting; the log is still kept
command-usage = What was spent, by whom, and how it went, with a chart and a CSV file
command-usage-period = Which days (default: the last 30)
command-job = The full history of one video
command-job-id = Its ID, or a link to its message
command-details = Video details
command-block-member = Block from making videos
block-form-title = Block from making videos
block-form-until = Until when? (optional)
block-form-until-hint = 3d, 12h, 2026-12-31 18:00 (UTC); leave empty to block for good
block-form-reason = Why? (optional; they'll see it)

admin-was = **Before** { $was }
admin-now = **Now** { $now }
admin-unchanged = Nothing to change: it's already { $now }.
admin-more = … and { $count } more
admin-reason = “{ $reason }”
admin-not-set = not set
admin-unlimited = unlimited
admin-target-here = in this server
admin-target-everywhere = everywhere
admin-target-user-everywhere = { $user } everywhere
admin-target-server = this server
admin-target-bot = the whole bot
admin-target-ceiling = highest possible budget of this server

admin-field-seconds_per_day = seconds of video per day
admin-field-seconds_per_week = seconds of video per week
admin-field-seconds_per_month = seconds of video per month
admin-field-user_usd_per_day = USD per person per day
admin-field-user_usd_per_week = USD per person per week
admin-field-user_usd_per_month = USD per person per month
admin-field-jobs_at_once = videos at once
admin-field-cooldown_s = seconds between videos
admin-field-usd_per_day = budget: USD per day
admin-field-usd_per_week = budget: USD per week
admin-field-usd_per_month = budget: USD per month

admin-limit-title = Limit
admin-limit-cleared = The next broader limit applies again. See /veo-admin limits show.
admin-limit-two-targets = Please choose a member or a role, not both. Nothing was changed.
admin-limit-role-everywhere = A role belongs to one server. For the whole bot, choose a member or leave both out.
admin-limit-ceiling-target = The highest possible budget applies to the whole server. Please leave out member and role.
admin-limits-title = Limits: { $whose }
admin-limits-people = **For each member**
admin-limits-server = **This server's budget**
admin-limits-bot = **The whole bot's budget**
admin-limits-set = **Set in this server**
admin-limits-set-bot = **Set by operators**
admin-limits-none = No limits set here. The operator's defaults apply.
admin-limits-line = { $limit }: **{ $value }** ({ $origin })
admin-limits-row = { $who } · { $limit }: **{ $value }**
admin-limits-deleted = a deleted role (`{ $id }`)
admin-origin-default = default
admin-origin-bot = whole bot
admin-origin-ceiling = set by the operator
admin-origin-server = this server
admin-origin-role = by role
admin-origin-user = this member

admin-grant-title = Extra seconds
admin-grant-about = { $seconds } s for { $user } { $where }
admin-grant-value = { $seconds } extra s left
admin-grant-expires = use by { $when }
admin-block-title = Block
admin-block-none = not blocked
admin-block-value = blocked
admin-block-until = until { $when }
admin-blocks-title = Blocked
admin-blocks-none = Nobody is blocked.
admin-strikes-title = Blocked and failed videos
admin-pause-title = Pause
admin-pause-none = running
admin-pause-value = paused
admin-pause-running = Accepted videos will still be made.

admin-places-channel = Channels where people can make videos
admin-places-channel-none = all channels
admin-places-channel-absent = That channel isn't on the list.
admin-places-role = Roles that can make videos
admin-places-role-none = all members
admin-places-role-absent = That role isn't on the list.
admin-places-audit = Audit channel
admin-places-audit-none = none
admin-places-which = Please choose either an existing one or a deleted one.
admin-places-deleted = These no longer exist, or I can't see them: { $ids }
admin-places-blind = I can't view or post in { $channel }. People who try to make videos there will see an error until you give me permission.
admin-places-nobody = All roles on the list have been deleted, so nobody can make videos.
admin-words-title = Forbidden words
admin-words-none = No words are forbidden.
admin-words-value = { $count ->
    [0] none
    [one] 1: { $words }
   *[other] { $count }: { $words }
}
admin-words-added = added { $words }
admin-words-removed = removed { $words }
admin-words-empty = Please enter at least one word.
admin-models-title = Models
admin-models-value = default { $default }; allowed: { $allowed }
admin-models-no-list = no list
admin-models-none = Nothing is set here, so all models can be used.
admin-models-known = The operator offers: { $known }
admin-models-default-not-allowed = The default isn't on the list, so it's skipped here.
admin-models-gone = deleted (`{ $id }`)
admin-models-two = Please choose a channel or a role, not both. Nothing was changed.
admin-models-absent = That channel or role has no models set. Nothing was changed.

admin-audit-title = Latest changes
admin-audit-none = Nothing has been changed or refused yet.
admin-audit-by = by { $user }
admin-audit-itself = the bot
admin-deleted-person = a deleted person
admin-audit-line = { $when } { $who } · { $what }: { $before } → { $after }
admin-audit-refused = A budget refused a request
admin-audit-refused-more = Further ones from this person within the hour are only counted: see /veo-admin audit show.
admin-audit-refused-who = { $user } in { $channel }
admin-audit-not-posted = The change is saved, but I couldn't post it in the audit channel. Please check my permissions there.
admin-audit-cannot = I can't post in { $channel }. Missing permissions: { $missing }. Please add them, or choose another channel. Nothing was changed.

admin-end-unreadable = I don't understand the time “{ $text }”. Enter a duration such as 3d, 12h, 90m or 1w 2d, or a date in UTC such as 2026-12-01 or 2026-12-01 18:30. Nothing was changed.
admin-end-impossible = “{ $text }” isn't a date that exists. Nothing was changed.
admin-person-bot = That's a bot, and only people can make videos. Nothing was changed.
admin-person-elsewhere = That person isn't a member of this server. Nothing was changed.
admin-person-unknown = Discord doesn't know that person. Please choose someone from the list. Nothing was changed.
admin-channel-gone = That channel no longer exists. Nothing was changed.
admin-role-gone = That role no longer exists. Nothing was changed.
admin-role-everyone = You can't choose @everyone. To include everyone, leave the role out or clear the list. Nothing was changed.
admin-id-unreadable = “{ $text }” isn't an ID. Please choose one from the list. Nothing was changed.
admin-error-database = I can't reach my database right now, so nothing was changed. Please try again in a minute.

admin-job-title = Video { $id }
admin-job-unreadable = “{ $text }” is neither a video's ID nor a link to its message. The ID has 16 letters and digits; you can find it in the name of the video's file. Or right-click the message, then choose Apps.
admin-job-request = { $user } in { $channel } { $when }
admin-job-money = estimated { $estimate }, cost { $cost }
admin-job-unknown-cost = not known
admin-job-events = **What happened**
admin-job-entries = **Ledger entries**
admin-step-requested = Requested
admin-step-queued = Put back in line
admin-step-submitting = Sent to Segmind
admin-step-unknown = No clear answer from Segmind, so I looked for it in its history
admin-step-generating = Accepted by Segmind
admin-step-fetching = Finished at Segmind
admin-step-delivering = Downloaded
admin-step-delivered = Posted
admin-step-failed = Failed
admin-step-cancelled = Cancelled
admin-step-undeliverable = Couldn't be posted
admin-step-changed = Noted
admin-why-restart = the bot restarted in the meantime
admin-why-found = found in Segmind's history
admin-why-adopted = matched by { $who }
admin-why-written-off = written off by { $who }
admin-why-sent-again = resent because the requester asked
admin-why-deleted = deleted by { $who }
admin-why-restored = a copy of the database was restored
admin-why-unanswered = Discord couldn't show its card
admin-why-late = accepting it took too long
admin-why-cancelled = by { $who }
admin-why-cost = Segmind said it cost { $said } USD
admin-entry-reserve = Reserved
admin-entry-release = Given back
admin-entry-settle = Settled
admin-entry-refund = Refunded
admin-entry-grant = Granted
admin-entry-seconds = { $seconds } s of the limit
admin-entry-granted = { $granted } extra s

admin-usage-title = Usage: { $period }
admin-usage-period-7 = the last 7 days
admin-usage-period-30 = the last 30 days
admin-usage-period-90 = the last 90 days
admin-usage-period-month = this month
admin-usage-period-last-month = last month
admin-usage-total = **{ $usd }** for { $jobs } { $jobs ->
    [one] video
   *[other] videos
} and { $seconds } s
admin-usage-month = This month (UTC): { $spent } so far, about **{ $forecast }** by the end of the month at the rate of the last 7 days
admin-usage-month-budget = This month (UTC): { $spent } so far, about **{ $forecast }** by the end of the month at the rate of the last 7 days; the budget is { $budget } per 30 days
admin-usage-members = **Top members**
admin-usage-member = { $rank }. { $user } · { $usd } · { $jobs } { $jobs ->
    [one] video
   *[other] videos
} · { $seconds } s
admin-usage-models = **Models**
admin-usage-model = { $model } · { $usd } · { $jobs } { $jobs ->
    [one] video
   *[other] videos
} · { $seconds } s
admin-usage-outcomes = **Outcomes** { $outcomes }
admin-usage-outcome = { $name } { $count }
admin-usage-waits = **Waiting time** half within { $median }, 9 of 10 within { $slow }
admin-usage-refusals = Refused by a budget: { $count }
admin-usage-empty = No videos were made in this period.
admin-usage-csv-cut = The file has only the first { $lines } entries. The operator can get all of them with `veo-bot ledger export`.

outcome-queued = waiting
outcome-submitting = submitting
outcome-unknown = checking
outcome-generating = in progress
outcome-fetching = downloading
outcome-delivering = posting
outcome-delivered = delivered
outcome-undeliverable = couldn't be posted
outcome-cancelled = cancelled
outcome-failed = failed
outcome-failed-rejected = rejected
outcome-failed-content_blocked = content blocked
outcome-failed-generation_failed = couldn't be made
outcome-failed-video_lost = video lost
outcome-failed-upload_failed = picture upload failed
outcome-failed-scene_lost = no picture of the previous scene
outcome-failed-submission_lost = request lost
outcome-failed-model_gone = model not available
outcome-failed-timed_out = timed out

chart-title = Spending per day (UTC)
chart-period = { $period } · { $jobs } { $jobs ->
    [one] video
   *[other] videos
}
chart-budget-day = budget { $usd } per day
chart-budget-week = budget { $usd } per 7 days
chart-budget-month = budget { $usd } per 30 days
chart-forecast = forecast: about { $usd } this month
chart-members = Top members
chart-outcomes = Outcomes
chart-waits = Waiting time
chart-waits-half = half within
chart-waits-slow = 9 of 10 within
chart-refusals = refused by a budget
chart-other = others
chart-nothing = nothing yet
chart-alt = { $title }, { $period }. { $total } in total; the highest day was { $day }, with { $most }. { $budget } { $forecast }
