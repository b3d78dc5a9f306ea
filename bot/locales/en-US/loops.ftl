## Videos that end as they begin

command-veo-image-loop = End with the first picture, so the video can play in a loop
loop-box = Loop
loop-box-hint = The video ends with the picture it starts with.
card-loop = in a loop
model-no-loop = { $model } can't make a loop. Please choose another model.

## Videos that end with another picture

command-veo-image-last_image = The picture that the video ends with
card-last-frame = The last frame of the video
card-last = ends with your picture
card-ends-with = It ends with this picture.
model-no-last = { $model } can't end a video with a picture. Please choose another model.
last-or-loop = A loop ends with its first picture, so it can't have a last picture as well. Please choose one or the other.
last-picture-fault = Last picture: { $why }
animate-pair = From picture { $first } to picture { $last }
edit-pictures = Other pictures (optional)
edit-pictures-hint = One replaces the first picture; with two, the video ends with the second.
