## Models

model-off = { $model } isn't available right now. Please choose another model, such as { $other }.
model-not-here = You can't use { $model } here. You can use: { $known }.
model-none-here = You can't use any model here right now. Please ask the people who manage this server, or try another channel.
model-no-text = { $model } only animates pictures. Please use /veo-image, or choose another model.
model-no-image = { $model } can't animate pictures. Please choose another model.
model-duration = { $model } makes videos of { $known } seconds, not { $seconds }. Please choose one of these lengths.
model-resolution = { $model } can't make { $resolution } videos. Please choose one of: { $known }.
model-shape = { $model } can't make { $shape } videos. Please choose one of: { $known }.
model-sound-never = { $model } only makes videos without sound. Please turn sound off, or choose another model.
model-sound-always = { $model } only makes videos with sound. Please leave sound on, or choose another model.
model-no-negative = { $model } doesn't take a negative prompt. Please leave it out, or choose another model.
model-no-seed = { $model } doesn't take a seed. Please leave it out.
model-seed = A seed for { $model } is a whole number from { $least } to { $most }. Leave it out for a random one.

## Choosing one

command-veo-model = Which model makes the video
command-veo-resolution = Sharper costs more (default: the model's usual resolution)
command-veo-sound = With sound, if the model can (default: yes)
command-veo-negative_prompt = What you don't want to see (if the model supports it)

## On the card

card-settings-no-seed = { $duration } s · { $aspect_ratio }
card-sound = with sound
offer-silent = without sound
offer-no-negative = without the negative prompt
card-price = about { $price }
quote-left-day = you have { $left } left today
quote-left-week = you have { $left } left this week
quote-left-month = you have { $left } left this month

## If a model is gone

model-none = Nothing that can make this is available right now. Please try again later.
model-next = { $model } · { $seconds } s · about { $price }
card-instead = { $model } isn't available right now, so the next model makes this video.
failure-model_gone = { $model } isn't available any more. { $said }
failure-offer = You can have it made by { $model } instead.
offer-not-yours = This offer is for the person who requested the video.
offer-taken = You've already ordered it with this button.
alert-model_out = **A model is out of service.** { $detail } Waiting requests have been refunded, and the people who made them can choose the next model. New requests that don't name a model use the next one, too. I check at least once a day whether it's back.
alert-gone-said = Segmind answered { $status } for { $model }: “{ $said }”.
alert-refusing-said = Segmind refused { $count } requests in a row for { $model } because of a field.
alert-model_field = **Segmind refused a field of a model.** { $detail } If the entry is wrong, correct it in models.toml in DATA_DIR and restart the bot. After three refusals in a row, the model goes out of service.
alert-field-said = Catalogue entry { $entry }, field { $field }; sent to { $model }: { $sent }. Segmind said: “{ $said }”.
