## Styles et mouvements de caméra

command-style = Un style visuel à ajouter à ton prompt
command-camera = Un mouvement de caméra à ajouter à ton prompt
style-prompt-long = Avec ce style et ce mouvement de caméra, ton prompt a { $count } caractères ; la limite est de { $most }. Retires-en { $over }, ou enlève le style ou le mouvement de caméra.
style-unknown = Ce style ou ce mouvement de caméra n'est plus disponible. Choisis-en un dans la liste.
prompt-unknown = Je ne retrouve plus cet ancien prompt. Écris-le de nouveau.

# Noms à choisir, 100 caractères au maximum.
style-cinematic = Cinématographique
style-documentary = Documentaire sur la nature
style-noir = Film noir
style-vintage = Vieux film de famille
style-anime = Anime
style-cartoon-3d = Dessin animé 3D
style-claymation = Pâte à modeler animée
style-watercolour = Aquarelle
style-oil-painting = Peinture à l'huile
style-pencil = Croquis au crayon
style-papercraft = Papier découpé
style-pixel-art = Pixel art
style-cyberpunk = Cyberpunk
style-fantasy = Fantasy épique
style-minimal = Studio minimaliste
style-miniature = Monde miniature
camera-still = Caméra fixe
camera-push-in = Travelling avant
camera-pull-back = Travelling arrière
camera-pan = Panoramique
camera-tilt-up = Panoramique vers le haut
camera-orbit = Orbite autour du sujet
camera-tracking = Travelling de suivi
camera-handheld = Caméra à l'épaule
camera-drone = Vol de drone
camera-first-person = À la première personne
edit-looks = Style et mouvement de caméra
edit-looks-many = Choisis au plus un style et un mouvement de caméra.
