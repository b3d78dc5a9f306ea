## Styles, camera moves and suggestions

command-style = A look that is added to your prompt
command-camera = How the camera moves; added to your prompt
style-prompt-long = With the style and camera that you chose, your prompt has { $count } characters; at most { $most } are possible. Please shorten it by { $over }, or leave one of them out.
style-unknown = That style or camera move is not offered any more. Please choose one from the list.
prompt-unknown = I cannot find that earlier prompt of yours any more. Please write it anew.

# Names that people choose from, at most 100 characters.
style-cinematic = Cinematic
style-documentary = Nature documentary
style-noir = Film noir
style-vintage = Old home movie
style-anime = Anime
style-cartoon-3d = 3D cartoon
style-claymation = Clay animation
style-watercolour = Watercolour
style-oil-painting = Oil painting
style-pencil = Pencil sketch
style-papercraft = Paper craft
style-pixel-art = Pixel art
style-cyberpunk = Cyberpunk
style-fantasy = Fantasy epic
style-minimal = Minimal studio
style-miniature = Miniature world
camera-still = Still camera
camera-push-in = Push in
camera-pull-back = Pull back
camera-pan = Pan
camera-tilt-up = Tilt up
camera-orbit = Orbit
camera-tracking = Tracking shot
camera-handheld = Handheld
camera-drone = Drone flight
camera-first-person = First person
