## Styles, camera moves and suggestions

command-style = A look to add to your prompt
command-camera = A camera move to add to your prompt
style-prompt-long = With this style and camera move, your prompt has { $count } characters; the limit is { $most }. Please cut { $over }, or leave out the style or camera move.
style-unknown = That style or camera move is no longer available. Please choose one from the list.
prompt-unknown = I can't find that earlier prompt any more. Please type it again.

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
edit-looks = Style and camera move
edit-looks-many = Please choose at most one style and one camera move.
