## /veo-privacy

command-veo-privacy = What I keep about you; download or delete it
privacy-title = Your privacy
privacy-kept-title = **What I keep, and for how long**
privacy-prompts-always = Your prompts and the settings of your videos: until you delete the video or your data.
privacy-prompts-days = Your prompts and the settings of your videos: for { $days } days after a video is done.
privacy-videos = Video files: for { $days } days after they're done, so that I can send them again. Pictures: until their video is done.
privacy-records = The steps of each video: for 90 days or a little longer. What it cost and how many seconds it took: for good, because that's my bookkeeping.
privacy-choices = What you chose in /veo-settings: until you change it.
privacy-decisions = Blocks and limits that admins set for you: until they lift them. The log of what they changed: for { $days } days.
privacy-others-title = **What others get**
privacy-segmind = The video service Segmind gets your prompt, the settings and your picture, but neither your name nor your Discord ID. It keeps its record of the request and the finished video for 7 days, and **anyone who has the address of a video or picture there can open it**. I can't delete anything at Segmind.
privacy-discord = My messages in Discord stay until someone deletes them. Everyone in the channel sees videos that aren't private.
privacy-rights = You can download all of it, or delete it. I keep your Discord ID with what you've used for up to 30 days after that, so that deleting isn't a way around limits.
privacy-policy = Privacy policy
privacy-download = Download my data
privacy-delete = Delete my data
privacy-delete-now = Delete it for good
privacy-sure = **Delete your data for good?**
    - Now: your prompts, the files of your videos and pictures, what you chose in /veo-settings, and extra seconds that you haven't used. I also delete my messages about your { $count ->
        [one] { $count } video
       *[other] { $count } videos
    }, wherever Discord lets me. Private answers, and links that I sent you by DM, stay until you dismiss them. Videos that continue yours stay.
    - After { $until }: your Discord ID. Until then it stays with the amounts you've used, so **you get no seconds back**. After that, only totals remain, and nothing links them to you.
    - Not deleted: blocks and limits that admins set for you. Otherwise deleting would lift them.
    - Out of my reach: Segmind keeps its records for 7 days, and backups keep what they contain until they're replaced.
privacy-unfinished = Nothing was deleted: { $count ->
        [one] { $count } of your videos is
       *[other] { $count } of your videos are
    } still in progress. Please wait until they're done, or cancel them with /veo-jobs, and try again. If a video has just failed, I check for up to 15 minutes what it cost.
privacy-nothing = There's nothing of yours to delete now. If you deleted your data before, your Discord ID is removed 30 days after that.
privacy-done = Your data is deleted{ $count ->
        [0] .
        [one] , with { $count } video.
       *[other] , with { $count } videos.
    } I'm now deleting the messages and files; this may take a few minutes. Your Discord ID follows after { $until }.
privacy-export-done = Here's all I keep about you. The file `data.json` is readable text; videos and pictures that I still have are next to it.
privacy-export-left = { $count ->
        [one] { $count } file doesn't
       *[other] { $count } files don't
    } fit in here. `data.json` says where to find their messages.
privacy-export-json-only = Even the text is too large to send here. Please ask the operator of this bot for your data.
privacy-export-later = You've just had your data. Please try again { $when }.
