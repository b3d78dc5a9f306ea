## Estilos e movimentos de câmera

command-style = Um estilo visual para adicionar ao seu prompt
command-camera = Um movimento de câmera para adicionar ao seu prompt
style-prompt-long = Com este estilo e movimento de câmera, seu prompt tem { $count } caracteres; o limite é { $most }. Corte { $over }, ou tire o estilo ou o movimento de câmera.
style-unknown = Esse estilo ou movimento de câmera não está mais disponível. Escolha um da lista.
prompt-unknown = Não encontro mais esse prompt anterior. Escreva-o de novo.

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
edit-looks = Estilo e movimento de câmera
edit-looks-many = Escolha no máximo um estilo e um movimento de câmera.
