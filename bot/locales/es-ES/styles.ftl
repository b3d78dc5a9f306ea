## Estilos, movimientos de cámara y sugerencias

command-style = Un estilo que se añade a tu prompt
command-camera = Un movimiento de cámara que se añade a tu prompt
style-prompt-long = Con este estilo y movimiento de cámara, tu prompt tiene { $count } caracteres; el límite es { $most }. Acórtalo en { $over }, o quita el estilo o el movimiento de cámara.
style-unknown = Ese estilo o movimiento de cámara ya no está disponible. Elige uno de la lista.
prompt-unknown = Ya no encuentro ese prompt anterior. Escríbelo otra vez.

# Nombres entre los que se elige, de 100 caracteres como mucho.
style-cinematic = Cinematográfico
style-documentary = Documental de naturaleza
style-noir = Cine negro
style-vintage = Película casera antigua
style-anime = Anime
style-cartoon-3d = Dibujos animados 3D
style-claymation = Animación con plastilina
style-watercolour = Acuarela
style-oil-painting = Pintura al óleo
style-pencil = Boceto a lápiz
style-papercraft = Figuras de papel
style-pixel-art = Pixel art
style-cyberpunk = Ciberpunk
style-fantasy = Fantasía épica
style-minimal = Estudio minimalista
style-miniature = Mundo en miniatura
camera-still = Cámara fija
camera-push-in = Acercamiento
camera-pull-back = Alejamiento
camera-pan = Panorámica
camera-tilt-up = Inclinación hacia arriba
camera-orbit = Órbita
camera-tracking = Seguimiento
camera-handheld = Cámara en mano
camera-drone = Vuelo de dron
camera-first-person = Primera persona
edit-looks = Estilo y movimiento de cámara
edit-looks-many = Elige como máximo un estilo y un movimiento de cámara.
