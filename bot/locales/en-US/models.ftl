## Models

model-off = { $model } isn't available right now. Please choose another model, such as { $other }.
model-no-text = { $model } only animates pictures. Please use /veo-image, or choose another model.
model-no-image = { $model } can't animate pictures. Please choose another model.
model-duration = { $model } makes videos of { $known } seconds, not { $seconds }. Please choose one of these lengths.
model-resolution = { $model } can't make { $resolution } videos. Please choose one of: { $known }.
model-shape = { $model } can't make { $shape } videos. Please choose one of: { $known }.
model-sound-never = { $model } makes videos without sound only. Please turn sound off, or choose another model.
model-sound-always = { $model } makes videos with sound only. Please leave sound on, or choose another model.
model-no-negative = { $model } doesn't take a negative prompt. Please leave it out, or choose another model.
model-no-seed = { $model } doesn't take a seed. Please leave it out.
model-seed = A seed for { $model } is a whole number from { $least } to { $most }. Leave it out for a random one.

## Choosing one

command-veo-model = Which model makes the video
command-veo-resolution = Sharper costs more (default: what the model usually makes)
command-veo-sound = With sound, if the model can (default: yes)
command-veo-negative_prompt = What you don't want to see, if the model can be told

## On the card

card-settings-no-seed = { $duration } s · { $aspect_ratio }
card-sound = with sound
card-price = about { $price }
