## /veo-admin

command-admin = Limits, budgets, blocks and usage of this server
command-admin-where = This server, or the whole bot (for its operators)
command-admin-member = Who
command-admin-until = Until when: 3d, 12h, 1w 2d, or a date in UTC such as 2026-12-01 18:30
command-admin-reason = Why; kept in the audit, and shown to those whom it stops
where-server = This server
where-bot = The whole bot (operators)
where-ceiling = The most that this server's budget may be (operators)

command-limits = How much people may use, and what may be spent
command-limits-show = Show which limits hold here, for a member or for a role
command-limits-show-user = What holds for this member, and where it comes from
command-limits-show-role = What is set for this role
command-limits-set = Set a limit for this server, a role or a member
command-limits-set-limit = What to limit
command-limits-set-value = A number such as 60, an amount such as 12.50, or unlimited
command-limits-user = Only for this member
command-limits-role = Only for members with this role
command-limits-clear = Take a limit back, so that what is more general counts again
command-limits-clear-limit = Which limit
command-limits-clear-deleted = A role that was deleted since and still has limits

command-grant = Give a member seconds of video on top of their allowance
command-grant-seconds = How many seconds
command-grant-expires = Good until: 3d, 12h, 1w 2d, or a date in UTC such as 2026-12-01 18:30; no end without it
command-block = Keep a member from making videos
command-unblock = Let a blocked member make videos again
command-blocks = Show who is blocked
command-forgive = Forget somebody's blocked prompts, and the pause they caused (operators)
command-pause = Accept no new videos for now; those accepted already go on
command-resume = Accept videos again

command-channels = The channels where videos may be made
command-channels-show = Show where videos may be made
command-channels-add = Allow a channel; from the first one on, the others are closed
command-channels-remove = No longer allow a channel
command-channels-clear = Allow all channels again
command-channels-channel = Which channel; its threads are included
command-channels-deleted = A channel that was deleted since
command-roles = The roles that may make videos
command-roles-show = Show which roles may make videos
command-roles-add = Allow a role; from the first one on, members without one cannot make videos
command-roles-remove = No longer allow a role
command-roles-clear = Allow all members again
command-roles-role = Which role
command-roles-deleted = A role that was deleted since
command-words = Words and phrases that no prompt may have
command-words-show = Show the forbidden words
command-words-add = Forbid words or phrases
command-words-add-words = Words or phrases, with commas between them; case, accents and width do not matter
command-words-remove = Allow a word or phrase again
command-words-remove-word = Which one
command-audit = Where changes, and requests that a budget refused, are posted
command-audit-show = Show the latest changes and refusals
command-audit-channel = Choose the channel
command-audit-channel-channel = Where to post
command-audit-off = Post them nowhere; they are still kept
command-usage = What was spent, by whom, and what became of it; with a picture and a CSV file
command-usage-period = Which days (the last 30 if you do not choose)
command-job = The whole history of one video
command-job-id = Its id, which is in the name of the video's file

admin-was = **Was** { $was }
admin-now = **Now** { $now }
admin-unchanged = Nothing to change: it is { $now } already.
admin-more = … and { $count } more
admin-reason = “{ $reason }”
admin-not-set = not set
admin-unlimited = unlimited
admin-target-here = in this server
admin-target-everywhere = everywhere
admin-target-user-everywhere = { $user } everywhere
admin-target-server = this server
admin-target-bot = the whole bot
admin-target-ceiling = the most for this server

admin-field-seconds_per_day = seconds of video in 24 hours
admin-field-seconds_per_week = seconds of video in 7 days
admin-field-seconds_per_month = seconds of video in 30 days
admin-field-jobs_at_once = videos at once
admin-field-cooldown_s = seconds between two videos
admin-field-usd_per_day = USD in 24 hours
admin-field-usd_per_week = USD in 7 days
admin-field-usd_per_month = USD in 30 days

admin-limit-title = Limit
admin-limit-cleared = What is more general counts again; see /veo-admin limits show.
admin-limit-two-targets = Please choose a member or a role, not both. Nothing was changed.
admin-limit-role-everywhere = A role belongs to one server. For the whole bot choose a member, or nobody.
admin-limit-ceiling-target = The most that a server's budget may be is for nobody in particular. Please leave member and role out.
admin-limits-title = Limits of { $whose }
admin-limits-people = **For each member**
admin-limits-server = **Budget of this server**
admin-limits-bot = **Budget of the whole bot**
admin-limits-set = **Set in this server**
admin-limits-set-bot = **Set by operators**
admin-limits-none = Nothing is set; the operator's defaults hold.
admin-limits-line = { $limit }: **{ $value }** ({ $origin })
admin-limits-row = { $who } · { $limit }: **{ $value }**
admin-limits-deleted = a deleted role (`{ $id }`)
admin-origin-default = default
admin-origin-bot = whole bot
admin-origin-ceiling = set by the operator
admin-origin-server = this server
admin-origin-role = by role
admin-origin-user = for this member

admin-grant-title = Seconds given
admin-grant-about = { $seconds } s for { $user } { $where }
admin-grant-value = { $seconds } s of given seconds left
admin-grant-expires = good until { $when }
admin-block-title = Block
admin-block-none = not blocked
admin-block-value = blocked
admin-block-until = until { $when }
admin-blocks-title = Blocked
admin-blocks-none = Nobody is blocked.
admin-strikes-title = Blocked prompts that count
admin-pause-title = Pause
admin-pause-none = running
admin-pause-value = paused
admin-pause-running = Videos that are accepted already go on.

admin-places-channel = Channels where videos may be made
admin-places-channel-none = all channels
admin-places-channel-absent = That channel is not one of those chosen.
admin-places-role = Roles that may make videos
admin-places-role-none = all members
admin-places-role-absent = That role is not one of those chosen.
admin-places-audit = Audit channel
admin-places-audit-none = none
admin-places-which = Please choose one, or one that was deleted since.
admin-places-deleted = I see these no longer: { $ids }
admin-places-blind = I cannot see or write in { $channel }. People who ask there will be told so, until somebody allows it.
admin-places-nobody = All chosen roles are deleted, so nobody can make videos.
admin-words-title = Forbidden words
admin-words-none = No word is forbidden.
admin-words-value = { $count ->
    [0] none
    [one] 1: { $words }
   *[other] { $count }: { $words }
}
admin-words-added = added { $words }
admin-words-removed = removed { $words }
admin-words-empty = Please write at least one word.

admin-audit-title = Latest changes
admin-audit-none = Nothing was changed or refused yet.
admin-audit-by = by { $user }
admin-audit-itself = the bot
admin-audit-line = { $when } { $who } · { $what }: { $before } → { $after }
admin-audit-refused = A budget refused a request
admin-audit-refused-who = { $user } in { $channel }
admin-audit-not-posted = The change is made and kept, but I could not post it into the audit channel. Please look whether I may write there.
admin-audit-cannot = I cannot write in { $channel }. Missing there: { $missing }. Please allow it, or choose another channel; nothing was changed.

admin-end-unreadable = “{ $text }” is no time that I understand. Write a span such as 3d, 12h, 90m or 1w 2d, or a date in UTC such as 2026-12-01 or 2026-12-01 18:30. Nothing was changed.
admin-end-impossible = “{ $text }” is no time that any calendar has. Nothing was changed.
admin-person-bot = That is a bot; only people make videos. Nothing was changed.
admin-person-elsewhere = That person is not a member of this server. Nothing was changed.
admin-person-unknown = Discord does not know that person. Please choose somebody from the list. Nothing was changed.
admin-channel-gone = That channel does not exist any more. Nothing was changed.
admin-role-gone = That role does not exist any more. Nothing was changed.
admin-role-everyone = @everyone is no role that one chooses: for everybody, leave the role out, or clear the list. Nothing was changed.
admin-id-unreadable = “{ $text }” is no id. Please choose one from the list. Nothing was changed.
admin-error-database = I cannot reach my database at the moment, so nothing was changed. Please try again in a minute.

admin-job-title = Video { $id }
admin-job-unreadable = “{ $text }” is no id of a video: it has 16 letters and digits, and is in the name of the video's file.
admin-job-request = { $user } in { $channel } { $when }
admin-job-money = estimated { $estimate }, cost { $cost }
admin-job-unknown-cost = not known
admin-job-events = **What happened**
admin-job-event = { $when } { $source } → **{ $target }** { $detail }
admin-job-entries = **What was booked**
admin-job-entry = { $when } **{ $kind }** { $usd } · { $seconds } s of the allowance, { $granted } s given

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
admin-usage-month = This month (UTC): { $spent } so far, about **{ $forecast }** at its end if it goes on like the last 7 days
admin-usage-month-budget = This month (UTC): { $spent } so far, about **{ $forecast }** at its end if it goes on like the last 7 days; the budget is { $budget } in 30 days
admin-usage-members = **Top members**
admin-usage-member = { $rank }. { $user } · { $usd } · { $jobs } { $jobs ->
    [one] video
   *[other] videos
} · { $seconds } s
admin-usage-outcomes = **Outcomes** { $outcomes }
admin-usage-outcome = { $name } { $count }
admin-usage-waits = **Waiting** half within { $median }, nine of ten within { $slow }
admin-usage-refusals = Refused by a budget: { $count }
admin-usage-empty = No video was made in this period.
admin-usage-csv-cut = The file has the first { $lines } entries; the operator gets all of them with `veo-bot ledger export`.

outcome-queued = waiting
outcome-submitting = being sent
outcome-unknown = being looked for
outcome-generating = being made
outcome-fetching = being fetched
outcome-delivering = being posted
outcome-delivered = delivered
outcome-undeliverable = not postable
outcome-cancelled = cancelled
outcome-failed = failed
outcome-failed-rejected = not accepted
outcome-failed-content_blocked = content blocked
outcome-failed-generation_failed = not made
outcome-failed-video_lost = video lost
outcome-failed-upload_failed = picture not uploaded
outcome-failed-submission_lost = order lost
outcome-failed-timed_out = timed out

chart-title = Spend per day (UTC)
chart-period = { $period } · { $jobs } { $jobs ->
    [one] video
   *[other] videos
}
chart-budget-day = budget { $usd } a day
chart-budget-week = budget { $usd } in 7 days
chart-budget-month = budget { $usd } in 30 days
chart-forecast = forecast: this month about { $usd }
chart-members = Top members
chart-outcomes = Outcomes
chart-waits = Waiting
chart-waits-half = half within
chart-waits-slow = 9 of 10 within
chart-refusals = refused by a budget
chart-other = others
chart-nothing = nothing yet
chart-alt = { $title }, { $period }. { $total } in all; the most on one day was { $most }, on { $day }. { $budget } { $forecast }
