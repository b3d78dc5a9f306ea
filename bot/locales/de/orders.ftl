## Befehle

command-veo = Macht aus einem Prompt ein Video
command-veo-prompt = Was soll das Video zeigen? Details helfen: Motiv, Handlung, Ort, Licht, Kamera
command-veo-duration = Länge in Sekunden (Standard: die übliche Länge des Modells)
command-veo-duration-price = Länge in Sekunden (Standard: wie beim Modell üblich). { $model }: { $seconds } s für etwa { $price }
command-veo-aspect_ratio = Seitenverhältnis (Standard: 16:9)
command-veo-seed = Derselbe Seed und Prompt ergeben ein ähnliches Video (Standard: zufällig)

## Examples of prompts, for people who have made nothing yet; 100 characters at most

example-text-1 = Ein Roter Panda fährt auf dem Skateboard eine sonnige Straße hinunter, Kamerafahrt, Abendlicht
example-text-2 = Nachts schlagen im Sturm Wellen gegen einen Leuchtturm, von einer Drohne aus gesehen
example-text-3 = Ein Papierboot fährt im Regen durch den Rinnstein, zwischen Herbstblättern, Nahaufnahme
example-image-1 = Die Kamera fährt langsam näher heran, während die Sonne untergeht
example-image-2 = Wind kommt auf, und alles, was sich bewegen kann, beginnt zu schwanken
example-image-3 = Die Person im Bild dreht sich zur Kamera und lächelt
example-title = Dieses Video erstellen
example-private = Nur ich kann es sehen
