## Continuing a video: the button and its form

continue-button = Continue
continue-title = What happens next?
continue-prompt = Part { $part } of { $most } (optional)
continue-prompt-description = Starts from the last frame of this video.
continue-prompt-placeholder = The camera follows as it turns around and walks into the light
continue-duration = Length
part-with-words = Part { $part }: { $words }
part-without-words = Part { $part }

## The message with a later part

continue-result = { $mention } Here's part { $part } of the story, and a film of all parts so far.
continue-result-alone = { $mention } Here's part { $part } of the story. I couldn't add a film of all parts: they couldn't be joined, or the film is too large to post here.
continue-film-alt = Film of the story so far: parts 1 to { $part } joined

## Why a video cannot be continued

continue-deleted = This video was deleted, so it can't be continued. No video was started.
continue-unfinished = This video isn't finished yet. You can continue it once it's posted.
continue-unposted = This video couldn't be posted yet. First open /veo-jobs and press “Send again”, then continue it.
continue-failed = This video was never made, so there's nothing to continue.
continue-full = This is the last part: a story can have at most { $most }. To start a new story, save a frame of it and use /veo-image.
continue-again = I already have this request. Its card shows how it's going.
continue-busy = I couldn't prepare this video just now. No video was started. Please try again in a few minutes.
continue-restarting = I'm restarting. No video was started. Please try again in a minute.
continue-unreachable = I couldn't get this video just now. No video was started. Please try again in a few minutes.
continue-gone = I can't continue this video because its file is gone, both from my disk and from Discord. No video was started.
