## Buttons of cards and results

button-cancel = Cancel
button-again = Again
button-try-again = Try again
button-edit = Edit
button-prompt = Whole prompt
button-delete = Delete
button-delete-now = Delete for good

job-unknown = I don't know this video. It may be another bot's, or older than my records. Please make a new one with /veo.
job-private = This video is private, so only the person who requested it can use it.
job-elsewhere = This video is from another server, so only the person who requested it can use it here.
job-gone = The message with this video is gone, so only the person who requested it can use it.
job-deleted = This video was deleted, so nothing more can be made from it. Please make a new one with /veo.
job-forgotten = I no longer keep what this video was made from, so nothing more can be made from it. Please make a new one with /veo.
button-twice = Already on it.
form-written = Here's what you wrote, so you can copy it:

cancel-done = Cancelled. Nothing was made, and { $seconds } s have been refunded.
cancelled-by = { $mention } { $by } cancelled your request. Nothing was made, and { $seconds } s have been refunded.
cancel-not-yours = Only the person who requested this video, or someone who manages the server, can cancel it.
cancel-too-late = This video has already been submitted and can't be cancelled any more.
cancel-already = This video has already been cancelled and refunded.
cancel-over = There's nothing to cancel: this video has already finished or failed.

again-no-picture = I no longer have the picture for this video. Please send it again with /veo-image.

delete-sure = Delete this video for good? Its messages, its file and its prompt will be gone. Videos that continue it stay.
delete-done = The video is deleted, with its messages, its file and its prompt. What it used still counts towards limits.
delete-goes-on = I've deleted the video and its prompt from my records. I couldn't remove everything else yet, so I'll keep trying.
delete-left = I've deleted the video and its prompt from my records, but Discord won't let me delete one of the messages. Please press Delete below it again, or dismiss it yourself.
delete-not-begun = My database isn't responding, so nothing was deleted. Please try again in a minute.
delete-already = This video has already been deleted.
delete-nothing = There's no message with a video to delete.
delete-not-yours = Only the person who requested this video, or someone who manages the server, can delete it.

## The form behind "Edit"

edit-title = Edit and make a new video
edit-prompt = What should the video show?
edit-motion = What should happen? (optional)
edit-frame = Length and shape
edit-shape-landscape = 16:9 (landscape)
edit-shape-portrait = 9:16 (portrait)
edit-model = Model
edit-style = Style (optional)
edit-camera = Camera movement (optional)
edit-picture = Another picture (optional)
edit-picture-hint = Leave it out to animate the same picture again.
edit-negative = What shouldn't be in it (optional)
edit-seed = Seed
edit-seed-hint = Keep it for a similar video. Clear it for a random one.
edit-unchanged = You didn't change anything, and the same seed gives nearly the same video, so I didn't start one. Change something, or press Again for another one.
change-title = Change this request
change-done = Changed. Your video keeps its place in line.
change-not-yours = Only the person who requested this video can change it.
change-too-late = This video has already been submitted as it was, so it can't be changed any more. Press Edit again once it's done to make another one.
change-over = This video isn't waiting any more, so there was nothing to change. Press Edit again to make another one.
change-picture = This video's picture has already been prepared, so you can't change its shape, or choose a model or resolution with another size, while it waits. Cancel it, then press Edit.
