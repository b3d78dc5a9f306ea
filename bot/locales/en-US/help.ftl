## /veo-help
## { $command } is a command that can be clicked, or "/veo".

command-veo-help = How to make videos, and how the limits work
help-title = How to make videos
help-command-veo = { $command }: describe a scene, and get a video of it. Choose length, shape, style and camera if you like.
help-command-veo-image = { $command }: attach a picture, and see it move. You can say what should happen.
help-command-animate = **{ $command }**: the same for a picture that is in the channel already: right-click the message, or press it for long, then Apps. Or mention me in a message with a picture.
help-command-veo-jobs = { $command }: what you have running and had made; cancel, send again.
help-command-veo-quota = { $command }: how much you have left, and when more comes back.
help-limits-title = **How the limits work**
help-limits = Seconds of video count in the last 24 hours, 7 days or 30 days: what you used comes back bit by bit. A video that did not work out does not count. Where a limit stands in the way I say which one, what is left, and when it works again.
help-tips-title = **Tips**
help-tip-prompt = Say who or what is to be seen, what happens, where, in which light, and how the camera moves. One scene is best.
help-tip-again = While you write a prompt, your latest ones are suggested.
help-tip-seed = The same prompt and seed give a similar video; change one word to see what it does.
help-admin-title = **For admins**
help-command-veo-admin = { $command }: limits for members and roles, channels, forbidden words, blocks, a pause, and what was used.
help-admin-permissions-fine = I have all permissions that I need in this channel.
help-admin-permissions-missing = I still need { $missing } in this channel.
