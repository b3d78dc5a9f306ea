## Commands

command-veo = Turn a prompt into a video
command-veo-prompt = What should be seen? The more detail, the better: subject, action, place, light, camera
command-veo-duration = Length in seconds (5 if you do not choose)
command-veo-aspect_ratio = Shape (16:9 if you do not choose)
command-veo-seed = The same seed and prompt give a similar video again; random if you do not choose
