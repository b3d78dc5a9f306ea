## Private requests, and requests from where the bot is not a member

command-veo-private = Only you see the card and the video
animate-options = Options
private-no-answer = Discord didn't show my reply in time, but I have your request. I'll send the video here.
    -# Reference { $reference }
private-ready = Your picture is ready.
private-accepted = I have your request.
private-card-ends = Discord only lets me update this message for 15 minutes, so this is its last update. I'll send you the video as a DM.
private-card-shown = I couldn't post it here, so I showed it to the person who requested it.
private-sending = Sending your video…
private-sent = Here's your video: { $link }
private-sent-directly = I couldn't show your video here, so I sent it as a DM.
private-not-sent = It didn't work this time either: I couldn't post it in its channel, show it here, or send it to you as a DM. I've kept the file for now, so you can press “Send again” once more.
