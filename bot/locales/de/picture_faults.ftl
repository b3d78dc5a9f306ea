## Warum ein Bild nicht animiert werden kann

# $kinds ist eine Liste wie „PNG, JPEG, WebP“, $last noch eine Art.
picture-kinds = ein Bild im Format { $kinds } oder { $last }
picture-fault-empty = Diese Datei ist leer. Bitte schick { $accepted }.
picture-fault-too-large = Dieses Bild hat { $size } MB; das Limit sind { $limit } MB. Bitte schick eine kleinere Kopie.
picture-fault-megapixels = Dieses Bild hat mehr als { $limit } Megapixel. Bitte schick eine kleinere Kopie.
picture-fault-pixels = Dieses Bild hat { $width } x { $height } Pixel; das Limit sind { $limit } Megapixel. Bitte schick eine kleinere Kopie.
picture-fault-small = Dieses Bild hat { $width } x { $height } Pixel; jede Seite braucht mindestens { $least }. Bitte schick ein größeres.
picture-fault-memory = Dieses Bild braucht mehr Speicher, als ich habe. Bitte schick eine kleinere Kopie.
picture-fault-damaged = Ich kann dieses Bild nicht lesen: Es ist beschädigt, unvollständig oder hat ein ungewöhnliches Format. Bitte öffne es, speichere es neu als PNG oder JPEG und schick das.
picture-fault-invisible = Dieses Bild ist völlig durchsichtig, also gibt es nichts zu animieren. Bitte schick eins, auf dem etwas zu sehen ist.
picture-fault-slow = Das Lesen dieses Bildes hat länger als { $seconds } Sekunden gedauert. Bitte schick eine kleinere Kopie als PNG oder JPEG.
picture-fault-demanding = Ich konnte dieses Bild nicht lesen. Bitte öffne es, speichere eine kleinere Kopie als PNG oder JPEG und schick die.
picture-fault-video = Das ist ein Video, kein Bild. Bitte schick ein einzelnes Bild, zum Beispiel einen Screenshot des Videos.
picture-fault-unknown = Ich erkenne diese Datei nicht als Bild. Bitte schick { $accepted }.
picture-fault-kind = Das ist { $kind }, und das kann ich nicht animieren. Bitte speichere es als PNG oder JPEG und schick das.
picture-fault-library = Bilder im Format { $kind } kann ich nicht öffnen. Bitte schick es als PNG oder JPEG. Ein Screenshot geht auch.
kind-pdf = ein PDF-Dokument
kind-eps = eine EPS-Zeichnung
kind-photoshop = eine Photoshop-Datei
kind-icon = eine Icon-Datei
kind-jpeg-xl = ein JPEG-XL-Bild
kind-jpeg-2000 = ein JPEG-2000-Bild
kind-raw = eine Kamera-RAW-Datei
kind-svg = eine SVG-Zeichnung
