## Quotas: what is left, and what stands in the way

command-veo-quota = See how much video you have left, and when more comes back
refusal-shorter = Make it { $seconds } s instead
refusal-shorter-again = I already have your request.

quota-title = What you have left
quota-window-day = Today
quota-window-week = This week
quota-window-month = This month
quota-left = { $left } of { $limit } s left
quota-left-usd = { $left } of { $limit } left
quota-back = { $seconds ->
    [1] { $seconds } s comes
   *[other] { $seconds } s come
} back { $when }.
quota-back-usd = { $usd } comes back { $when }.
quota-unlimited = Your videos have no limit here.
quota-grant = { $seconds } extra s, used once the rest is gone
quota-grant-until = { $seconds } extra s until { $until }, used once the rest is gone
quota-grants-more = and { $count } more
quota-running = **In progress:** { $running }
quota-running-of = **In progress:** { $running } of { $most } at once
quota-cooldown = You can start your next video { $when }.
quota-strikes = { $count } of { $most } requests blocked for their content today. At { $most }, you're paused for a day.
quota-ready = You can make a video of up to { $seconds } s now.
quota-unreadable = I can't reach my database right now. Please try again in a minute.

strike-warning = That's { $count } of { $most } requests blocked for their content today. At { $most }, you're paused for a day.
strike-paused = That's { $count } requests blocked for their content today, so you're paused. You can make videos again { $when }.

alert-balance_low = **Segmind credits are running low:** { $detail }. New videos are paused. Waiting requests keep their place and start automatically once you top up the account or lower MIN_BALANCE_USD.
alert-price_changed = **The real cost of videos has changed.** From now on, this much is reserved for each second of video: { $detail }. Budgets count the real costs; PRICE_USD_PER_SECOND is only the starting value.
