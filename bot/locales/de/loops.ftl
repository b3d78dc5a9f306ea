## Videos, die so enden, wie sie beginnen

command-veo-image-loop = Das letzte Bild ist das erste, sodass das Video in einer Schleife laufen kann
loop-box = Als Schleife
loop-box-hint = Das Video endet mit dem Bild, mit dem es beginnt.
card-loop = als Schleife
model-no-loop = { $model } kann keine Schleife erstellen. Bitte wähle ein anderes Modell.

## Videos that end with another picture

command-veo-image-last_image = Das Bild, mit dem das Video endet
card-last-frame = Das letzte Bild des Videos
card-last = endet mit deinem Bild
card-ends-with = Es endet mit diesem Bild.
model-no-last = { $model } kann kein Video mit einem Bild enden lassen. Bitte wähle ein anderes Modell.
last-or-loop = Eine Schleife endet mit ihrem ersten Bild und kann deshalb kein eigenes letztes Bild haben. Bitte wähle eins von beiden.
last-picture-fault = Letztes Bild: { $why }
animate-pair = Von Bild { $first } zu Bild { $last }
edit-pictures = Andere Bilder (optional)
edit-pictures-hint = Eins ersetzt das erste Bild; bei zweien endet das Video mit dem zweiten.
