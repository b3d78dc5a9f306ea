## What can be wrong with a request

request-prompt-empty = Your prompt is empty. Describe the video you would like to see.
request-prompt-long = Your prompt has { $count } characters; at most { $most } are possible. Please shorten it.
request-duration = A video can last { $least } to { $most } seconds, not { $seconds }. Please choose a duration in that range.
request-seed = A seed is a whole number from 0 to { $most }. Leave it out for a random one.
