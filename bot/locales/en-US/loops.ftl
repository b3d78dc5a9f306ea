## Videos that end as they begin

command-veo-image-loop = The last picture is the first one, so the video can play in a loop
loop-box = A loop
loop-box-hint = The video ends with the picture that it begins with.
card-loop = in a loop
model-no-loop = { $model } can't make a loop. Please choose another model.
