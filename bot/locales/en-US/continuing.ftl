## Continuing a video: the button and its form

continue-button = Continue
continue-title = What happens next?
continue-prompt = Part { $part } of { $most } (optional)
continue-prompt-description = It starts with the last frame of this video.
continue-prompt-placeholder = The camera follows as it turns around and walks into the light
continue-duration = Length
continue-part = part { $part } of a story

## The message with a later part

continue-result = { $mention } Here is part { $part } of the story, and the film of all parts so far.
continue-result-alone = { $mention } Here is part { $part } of the story. I could not add the film of all parts: it could not be joined, or is too large to be posted here.
continue-film-alt = Film of the story so far, parts 1 to { $part } joined

## Why a video cannot be continued

continue-private = This video is private, so only its owner can continue it.
continue-deleted = This video was deleted, so I leave it alone. Nothing was ordered.
continue-unfinished = This video is not finished yet. You can continue it as soon as it is posted.
continue-unposted = This video could not be posted yet. Open /veo-jobs and press “Send again” first, then continue it.
continue-failed = This video was not made, so there is nothing to continue.
continue-full = A story has at most { $most } parts, and this is the last one. To start a new story, save a frame of it and use /veo-image.
continue-again = I have this order of yours already. Its card shows how it is doing.
continue-busy = This video could not be worked on just now. Nothing was ordered; please try again in a few minutes.
continue-restarting = I am just restarting. Nothing was ordered; please continue the video in a minute.
continue-unreachable = I could not fetch this video just now. Nothing was ordered; please try again in a few minutes.
continue-gone = This video is not to be had any more, neither from my disk nor from Discord, so I cannot continue it. Nothing was ordered.
