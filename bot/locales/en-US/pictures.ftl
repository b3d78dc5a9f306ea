## Pictures: commands and the dialogue

command-veo-image = Turn a picture into a video
command-veo-image-image = The picture that the video starts with
command-veo-image-prompt = What should happen in the picture? You can leave it out
command-veo-image-aspect_ratio = Shape (that of the picture if you do not choose)
command-veo-image-fit = How a picture of another shape fills the video (auto if you do not choose)
command-animate = Animate
choice-auto = auto: as the picture
choice-fit-auto = auto: crop, or pad where cropping would lose much
choice-fit-crop = crop: fill the frame, lose the edges
choice-fit-pad = pad: show all of it, blurred bars beside it

animate-title = Animate this picture
animate-motion = What should happen? (optional)
animate-motion-placeholder = The waves roll in while the camera slowly moves closer
animate-duration = Length
animate-shape = Shape
animate-shape-auto = as the picture
animate-pick = This message has several pictures. Which one should I animate?
animate-pick-placeholder = Choose a picture
animate-unnamed = picture without a name
animate-again = You sent this form already, and I have your order.

card-frame = The first frame of the video
card-requester = for { $mention }
card-padded = I kept the whole picture, with blurred bars beside it: cropping would have cut off more than 40 % of it. Choose “crop” to fill the frame.

## Pictures: what can be wrong

mention-hint = Send me a picture: mention me in a message that has one attached, or when you reply to one. Or right-click a message with a picture, then Apps, Animate.
mention-text-unreadable = I could not read the text file in your message. Please write your prompt in the message itself, or attach one plain text file (UTF-8) of at most 2,000 characters. Nothing was ordered.
mention-pick-not-yours = Only whoever asked for this video can choose its picture.
picture-none = I see no picture in this message. Please choose one with a picture attached, or use /veo-image.
picture-gone = Discord does not have this picture any more: it was deleted, or its link has expired. Please post it again.
picture-foreign = I only take pictures that Discord itself serves. Please attach the picture to a message, or use /veo-image.
picture-unreachable = Discord did not give me the picture just now. Please try again in a minute.
picture-too-large = This picture has { $size } MB; at most { $limit } MB are possible. Please send a smaller copy of it.
picture-message-deleted = The message with this picture was deleted, so I leave it alone. Nothing was ordered.
picture-target-deleted = The message that you replied to was deleted. Please post the picture again.
picture-target-unreadable = I may not read the message that you replied to: I lack the permission Read Message History here. Please attach the picture to your own message.
picture-target-hidden = Discord does not show me the picture that you replied to. Right-click that message, then Apps, Animate; or attach the picture to your own message.
picture-age-restricted = This picture comes from an age-restricted channel, so I animate it only in one.
picture-spoiler-elsewhere = This picture was hidden behind a spoiler in another channel, so I do not show it here. Please attach it yourself if that is all right.
picture-busy-person = I am still preparing your other pictures. Please wait until they are done.
picture-busy = Very many pictures are waiting to be prepared. Please try again in a few minutes.
picture-paused = Several of your pictures could not be read. You can send the next one { $when }.
picture-restarting = I am just restarting. Please send the picture again in a minute.
error-not-posted = I could not post anything in this channel, so nothing was ordered. Please try again, or use another channel.
