## Pictures: commands and the dialogue

command-veo-image = Turn a picture into a video
command-veo-image-image = The picture that the video starts with
command-veo-image-prompt = What should happen in the picture? (optional)
command-veo-image-aspect_ratio = Aspect ratio (default: the closest to the picture)
command-veo-image-fit = How to fit a picture of another shape into the video (default: auto)
command-animate = Animate
choice-auto = auto: closest to the picture
choice-fit-auto = auto: crop, or pad if cropping would lose a lot
choice-fit-crop = crop: fill the frame, lose the edges
choice-fit-pad = pad: show all of it with blurred bars

animate-title = Animate this picture
animate-motion = What should happen? (optional)
animate-motion-placeholder = The waves roll in while the camera slowly moves closer
animate-duration = Length
animate-duration-auto = the model's usual length
animate-shape = Aspect ratio
animate-shape-auto = closest to the picture
animate-pick = This message has several pictures. Which one should I animate?
animate-pick-placeholder = Choose a picture
animate-unnamed = unnamed picture
animate-again = You've already sent this form, and I have your request.

card-frame = The first frame of the video
card-requester = for { $mention }
card-padded = I kept the whole picture and added blurred bars: cropping would have cut off more than 40 % of it. Choose “crop” to fill the frame.

## Pictures: what can be wrong

mention-hint = Send me a picture: mention me in a message with a picture, or in a reply to one. Or right-click a message with a picture, then choose Apps, Animate.
mention-text-unreadable = I couldn't read the text file in your message, so no video was started. Please write your prompt in the message itself, or attach one plain text file (UTF-8) of at most 2,000 characters.
mention-pick-not-yours = Only the person who requested this video can choose its picture.
picture-none = I don't see a picture in this message. Please choose one with a picture attached, or use /veo-image.
picture-gone = Discord no longer has this picture: it was deleted, or its link has expired. Please post it again.
picture-foreign = I can only use pictures that are stored on Discord. Please attach the picture to a message, or use /veo-image.
picture-unreachable = I couldn't download the picture from Discord. Please try again in a minute.
picture-too-large = This picture is { $size } MB; the limit is { $limit } MB. Please send a smaller copy.
picture-message-deleted = The message with this picture was deleted, so no video was started.
picture-target-deleted = The message you replied to was deleted. Please post the picture again.
picture-target-unreadable = I can't read the message you replied to: I need the Read Message History permission here. Please attach the picture to your own message.
picture-target-hidden = Discord doesn't show me the picture you replied to. Right-click that message, then choose Apps, Animate; or attach the picture to your own message.
picture-age-restricted = This picture comes from an age-restricted channel, so I can only animate it in one.
picture-spoiler-elsewhere = This picture was behind a spoiler in another channel, so I won't show it here. If that's all right, please attach it yourself.
picture-busy-person = I'm still preparing your other pictures. Please wait until they're done.
picture-busy = A lot of pictures are waiting to be prepared. Please try again in a few minutes.
picture-paused = I couldn't read several of your pictures. You can send the next one { $when }.
picture-restarting = I'm restarting. Please send the picture again in a minute.
error-not-posted = I couldn't post in this channel, so no video was started. Please try again, or use another channel.
