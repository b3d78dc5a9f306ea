## Stile, Kamerafahrten und Vorschläge

command-style = Ein Look für deinen Prompt
command-camera = Eine Kamerafahrt für deinen Prompt
style-prompt-long = Mit diesem Stil und dieser Kamerafahrt hat dein Prompt { $count } Zeichen; das Limit sind { $most }. Bitte kürze ihn um { $over }, oder lass den Stil oder die Kamerafahrt weg.
style-unknown = Diesen Stil oder diese Kamerafahrt gibt es nicht mehr. Bitte wähle etwas aus der Liste.
prompt-unknown = Ich finde diesen früheren Prompt nicht mehr. Bitte gib ihn noch einmal ein.

# Namen, aus denen man wählt, höchstens 100 Zeichen.
style-cinematic = Kino
style-documentary = Naturdoku
style-noir = Film noir
style-vintage = Alter Amateurfilm
style-anime = Anime
style-cartoon-3d = 3D-Cartoon
style-claymation = Knetanimation
style-watercolour = Aquarell
style-oil-painting = Ölgemälde
style-pencil = Bleistiftskizze
style-papercraft = Papierkunst
style-pixel-art = Pixel-Art
style-cyberpunk = Cyberpunk
style-fantasy = Fantasy-Epos
style-minimal = Schlichtes Studio
style-miniature = Miniaturwelt
camera-still = Stehende Kamera
camera-push-in = Heranfahren
camera-pull-back = Zurückfahren
camera-pan = Schwenk
camera-tilt-up = Schwenk nach oben
camera-orbit = Umkreisen
camera-tracking = Mitfahren
camera-handheld = Handkamera
camera-drone = Drohnenflug
camera-first-person = Ich-Perspektive
edit-looks = Stil und Kamerafahrt
edit-looks-many = Bitte wähle höchstens einen Stil und eine Kamerafahrt.
