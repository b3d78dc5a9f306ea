## Befehle

command-veo = Macht aus einem Prompt ein Video
command-veo-prompt = Was soll zu sehen sein? Je genauer, desto besser: Motiv, Handlung, Ort, Licht, Kamera
command-veo-duration = Länge in Sekunden (5, wenn du nichts wählst)
command-veo-aspect_ratio = Format (16:9, wenn du nichts wählst)
command-veo-seed = Gleicher Seed und Prompt geben wieder ein ähnliches Video; zufällig, wenn du nichts wählst
