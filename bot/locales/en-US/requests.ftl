## What can be wrong with a request

request-prompt-empty = Your prompt is empty. Please describe the video you'd like.
request-prompt-long = Your prompt has { $count } characters; the limit is { $most }. Please shorten it.
request-duration = A video can be { $least } to { $most } seconds long, not { $seconds }. Please choose a length in that range.
request-seed = A seed is a whole number from 0 to { $most }. Leave it out for a random one.
