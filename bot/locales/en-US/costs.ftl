## Unclear submissions, odd costs and failures

failure-submission_lost-sought = The video service had an error when I submitted your video. Please try again. If the first video turns up after all, you'll get it too.
