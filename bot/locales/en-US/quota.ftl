## Quotas: what is left, and what stands in the way

command-veo-quota = See how many seconds of video you have left, and when more come back
refusal-shorter = Make it { $seconds } s instead
refusal-shorter-again = I have your order for the shorter video already.

quota-title = What you have left
quota-window-day = In 24 hours
quota-window-week = In 7 days
quota-window-month = In 30 days
quota-left = { $left } of { $limit } s left
quota-back = { $seconds ->
    [1] { $seconds } s comes
   *[other] { $seconds } s come
} back { $when }.
quota-unlimited = Your seconds of video are not limited here.
quota-grant = { $seconds } s on top, used when the rest is gone
quota-grant-until = { $seconds } s on top until { $until }, used when the rest is gone
quota-grants-more = and { $count } more
quota-running = **In the making:** { $running }
quota-running-of = **In the making:** { $running } of { $most } at once
quota-cooldown = You can ask for the next video { $when }.
quota-strikes = { $count } of { $most }: so many of your requests were blocked for their content in the last 24 hours. At { $most } you are paused for a day.
quota-ready = You can make a video now; your seconds reach for up to { $seconds } s.
quota-unreadable = I cannot reach my database at the moment. Please try again in a minute.

strike-warning = This was block { $count } of { $most }: at { $most } within 24 hours you are paused for a day.
strike-paused = This was block { $count } within 24 hours, so you are paused. You can ask again { $when }.

alert-balance_low = The credits at Segmind are running low: { $detail }. New videos are paused, orders keep their place, and everything goes on by itself when the account is topped up (or MIN_BALANCE_USD is lower).
alert-price_changed = Videos cost something else than was reserved for them, so from now on this is reserved for a second of video: { $detail }. Budgets count the real costs; PRICE_USD_PER_SECOND is what the bot started with.
