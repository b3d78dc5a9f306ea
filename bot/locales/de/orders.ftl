## Befehle

command-veo = Macht aus einem Prompt ein Video
command-veo-prompt = Was soll das Video zeigen? Details helfen: Motiv, Handlung, Ort, Licht, Kamera
command-veo-duration = Länge in Sekunden (Standard: 5)
command-veo-aspect_ratio = Seitenverhältnis (Standard: 16:9)
command-veo-seed = Derselbe Seed und Prompt ergeben ein ähnliches Video (Standard: zufällig)
