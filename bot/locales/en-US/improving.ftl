## Better prompts

command-improve = Have a language model write a better prompt first; you see it before anything is paid
improve-box = Improve my prompt first
improve-box-hint = You'll see it and can change it before anything is paid.
improve-off = I can't improve prompts here. Please send your request without that.
improve-empty = There's nothing to improve yet. Write a few words about what the video should show.
improve-busy = I'm still working on your last prompt. Please wait a few seconds.
improve-often = You can have { $most } prompts improved in an hour. You can do it again { $when }. Until then, you can use your own prompt.
improve-forgotten = I no longer have this suggestion. Please send your request again.
improve-title = **Here's a scene from your words**
improve-yours = -# Your own words:
improve-unpaid = { $taken }. No video is made until you choose.
improve-use = Use it
improve-edit = Edit
improve-own = Use mine
improve-again = Try another
improve-retry = Try again
improve-form-title = Change the prompt
improve-problem-no_answer = The language model didn't answer in time, so your prompt is as you wrote it:
improve-problem-not_sent = I couldn't reach the language model right now, so your prompt is as you wrote it:
improve-problem-refused = The language model isn't available, so your prompt is as you wrote it:
improve-problem-unusable = The language model didn't come up with a scene, so your prompt is as you wrote it:
improve-problem-language = The language model answered in another language, so your prompt is as you wrote it:
improve-problem-same = The language model had nothing to add, so your prompt is as you wrote it:
