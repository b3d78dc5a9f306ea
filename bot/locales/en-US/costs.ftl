## Doubtful submissions, odd costs and failures

failure-submission_lost-sought = The video service had an error while your video was submitted. Please try again. If the video turns up after all, you get it, too.
