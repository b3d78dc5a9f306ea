## Unclear submissions, odd costs and failures

failure-submission_lost-sought = The video service had an error when I submitted your video. Please try again. If the first video turns up after all, you'll get it too.

alert-cost_high = **A video cost far more than expected.** { $detail } The budgets count what Segmind says.
alert-cost_nonsense = **Segmind reported a cost that can't be right.** { $detail } The budgets count the estimate.
alert-model_paused = **A model is paused because three costs in a row can't be right.** { $detail } The budgets count the estimates. New requests for this model are refused, and waiting ones keep their place, until you decide: are these costs right?
alert-cost-said = Segmind says “{ $said }” USD for { $duration } s of { $model }; the estimate was { $estimate }.
alert-cost-price = From now on, { $price } is reserved for each second.
alert-costs-right = They're right
alert-costs-wrong = They're wrong, carry on
alert-costs-confirmed = { $mention } says the costs are right. From now on, { $price } is reserved for each second, and this model makes videos again.
alert-costs-rejected = { $mention } says the costs are wrong. This model makes videos again, and the budgets count the estimates.
error-costs-decided = This has already been decided.
refusal-model_paused = This kind of video is paused until the bot's operator has checked what it costs. Please try again later.
pause-model_paused = This kind of video is paused until the bot's operator has checked what it costs.
admin-job-cost-said = Segmind said it cost { $said } USD

failures-warning = That's { $count } of { $most } failed videos today. { $left } more, and you're paused for a day.
failures-paused = That's { $count } failed videos today, so you're paused. You can make videos again { $when }.
quota-failures = { $count } of { $most } videos failed today. At { $most }, you're paused for a day.
refusal-failures = { $count ->
    [one] { $count } of your videos failed today, so you're paused. You can make videos again { $when }.
   *[other] { $count } of your videos failed today, so you're paused. You can make videos again { $when }.
}
