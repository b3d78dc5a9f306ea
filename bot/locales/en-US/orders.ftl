## Commands

command-veo = Turn a prompt into a video
command-veo-prompt = What should the video show? More detail helps: subject, action, place, light, camera
command-veo-duration = Length in seconds (default: 5)
command-veo-aspect_ratio = Aspect ratio (default: 16:9)
command-veo-seed = The same seed and prompt give a similar video (default: random)
