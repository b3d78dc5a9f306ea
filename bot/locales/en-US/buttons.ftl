## Buttons of cards and results

button-cancel = Cancel
button-again = Again
button-try-again = Try again
button-edit = Edit
button-delete = Delete

job-unknown = I do not know this video. Perhaps another bot made it, or my records begin later. Please order it with /veo.
button-twice = I have this from you already, from a moment ago, and do it only once.
form-written = This is what you wrote, so that you can copy it:

cancel-done = Cancelled. Nothing was made, and its { $seconds } s are given back.
cancel-not-yours = Only the person who ordered this video, or somebody who manages the server, can cancel it.
cancel-too-late = This video is already ordered from the video service and cannot be stopped any more.
cancel-already = This video is cancelled already; everything was given back.
cancel-over = There is nothing left to cancel: this video has ended.

again-private = This video is private, so only the person who ordered it can make it again.
again-no-picture = I do not have the picture of this video any more. Please send it once more with /veo-image.

delete-done = The message with the video is deleted. That it was made, and what it used, stays on record.
delete-gone = The message with the video was gone already. I have noted that.
delete-already = This video is deleted already.
delete-nothing = There is no message with a video to delete.
delete-not-yours = Only the person who ordered this video, or somebody who manages the server, can delete it.
delete-failed = Discord did not let me delete the message. Please try again, or delete it by hand.
delete-not-noted = The message is deleted, but I could not note it: my database does not answer. Its card may still point to it.

## The form behind "Edit"

edit-title = Change it and make it anew
edit-prompt = What should be seen?
edit-motion = What should happen? (optional)
edit-duration = Length
edit-shape = Shape
edit-shape-landscape = 16:9, wide
edit-shape-portrait = 9:16, tall
edit-seed = Seed
edit-seed-hint = Keep it to stay close to this video. Empty it for a new one.
edit-seed-wrong = A seed is a whole number from 0 to { $most }. Leave the field empty for a new one.
edit-unchanged = You changed nothing, and the same seed gives nearly the same video again, so I did not order it. Change something, or empty the seed for a new one.
