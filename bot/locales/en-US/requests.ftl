## What can be wrong with a request

request-prompt-empty = Your prompt is empty. Please describe the video you'd like.
request-prompt-long = Your prompt has { $count } characters; the limit is { $most }. Please shorten it.
