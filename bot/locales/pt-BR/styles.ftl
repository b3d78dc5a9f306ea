## Estilos e movimentos de câmera

command-style = Um estilo visual adicionado ao seu prompt
command-camera = Como a câmera se move; adicionado ao seu prompt
style-prompt-long = Com o estilo e a câmera que você escolheu, seu prompt tem { $count } caracteres; o máximo possível é { $most }. Encurte em { $over }, ou tire um deles.
style-unknown = Esse estilo ou movimento de câmera não é mais oferecido. Escolha um da lista.
prompt-unknown = Não encontro mais esse seu prompt anterior. Escreva de novo.

# Nomes para escolher, no máximo 100 caracteres.
style-cinematic = Cinematográfico
style-documentary = Documentário de natureza
style-noir = Filme noir
style-vintage = Filme caseiro antigo
style-anime = Anime
style-cartoon-3d = Desenho animado 3D
style-claymation = Animação de massinha
style-watercolour = Aquarela
style-oil-painting = Pintura a óleo
style-pencil = Esboço a lápis
style-papercraft = Recorte de papel
style-pixel-art = Pixel art
style-cyberpunk = Cyberpunk
style-fantasy = Fantasia épica
style-minimal = Estúdio minimalista
style-miniature = Mundo em miniatura
camera-still = Câmera parada
camera-push-in = Aproximação
camera-pull-back = Afastamento
camera-pan = Panorâmica
camera-tilt-up = Inclinação para cima
camera-orbit = Volta ao redor
camera-tracking = Acompanhamento
camera-handheld = Câmera na mão
camera-drone = Voo de drone
camera-first-person = Primeira pessoa
