## /veo-help
## { $command } is a command that can be clicked, or "/veo".

command-veo-help = How to make videos and how the limits work
help-title = How to make videos
help-command-veo = { $command }: describe a scene and get a video of it. You can also choose the length, aspect ratio, style and camera move.
help-command-veo-image = { $command }: attach a picture and bring it to life. You can also say what should happen.
help-command-animate = **{ $command }**: the same for a picture that's already in a channel. Right-click or long-press the message, then choose Apps. Or mention me in a message with a picture.
help-command-veo-story = { $command }: write two to six scenes, and get one film that grows scene by scene.
help-command-veo-jobs = { $command }: your videos: cancel, rerun or resend them.
help-command-veo-quota = { $command }: how much you have left, and when more comes back.
help-command-veo-settings = { $command }: choose your usual model, length, aspect ratio and style, and whether I tell you by DM when a video is ready.
help-command-veo-privacy = { $command }: what I keep about you; download or delete it.
help-examples = Or try one of these. You can change it before it's made:
help-buttons-title = **The buttons below a video**
help-button-again = the same request with another seed, so you get a different take.
help-button-edit = change the prompt or a setting, and get a new video.
help-button-continue = carry on from the last frame with the next scene, and get the whole film so far.
help-button-delete = remove your video and its prompt for good.
help-button-cancel = take back a request that's still waiting. It costs you nothing.
help-button-send = get a video that I couldn't post. It's in the list of your videos.
help-limits-title = **How the limits work**
help-limits = “Today” means the last 24 hours, “this week” the last 7 days and “this month” the last 30 days. As your videos get older than that, their seconds come back. Failed videos are refunded. If you hit a limit, I'll tell you which one, what's left and when more comes back.
help-tips-title = **Tips**
help-tip-prompt = Say who or what is in the scene, what happens, where, in what light, and how the camera moves. Stick to one scene.
help-tip-again = While you type a prompt, I suggest your latest ones.
help-tip-seed = The same prompt and seed give a similar video. Change one word to see what it does.
help-admin-title = **For admins**
help-command-veo-admin = { $command }: limits for members and roles, channels, forbidden words, blocks, pausing, and spending.
help-admin-permissions-fine = I have all the permissions I need in this channel.
help-admin-permissions-missing = I still need these permissions in this channel: { $missing }.
