## Private orders, and orders from where the bot is no member

command-veo-private = Only you see the card and the video
animate-audience = Who sees it
animate-audience-everybody = Everybody here
animate-audience-only-me = Only I
private-no-answer = Discord did not show my answer in time, but I have your order. You get the video here.
    -# Reference { $reference }
private-ready = Your picture is ready.
private-accepted = Your video has been requested.
private-card-ends = Discord lets me update this message for 15 minutes only, so from here on it stays as it is. You get the video as a direct message.
private-card-shown = I could not post it here, so I showed it to who ordered it.
private-sending = I am sending your video…
private-sent = Your video is here: { $link }
private-sent-directly = I could not show your video here, so I sent it as a direct message.
private-not-sent = It did not work this time either: I may not post in its channel, I cannot show it here, and you take no direct messages from me. The file is kept for now; you can press “Send again” once more.
