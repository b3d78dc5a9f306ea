## Videos, die so enden, wie sie beginnen

command-veo-image-loop = Das letzte Bild ist das erste, sodass das Video in einer Schleife laufen kann
loop-box = Als Schleife
loop-box-hint = Das Video endet mit dem Bild, mit dem es beginnt.
card-loop = als Schleife
model-no-loop = { $model } kann keine Schleife erstellen. Bitte wähle ein anderes Modell.
