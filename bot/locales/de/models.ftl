## Modelle

model-off = { $model } ist gerade nicht verfügbar. Bitte wähle ein anderes Modell, zum Beispiel { $other }.
model-not-here = Du kannst { $model } hier nicht nutzen. Du kannst nutzen: { $known }.
model-none-here = Du kannst hier gerade kein Modell nutzen. Frag die Leute, die diesen Server verwalten, oder versuch es in einem anderen Kanal.
model-no-text = { $model } kann nur Bilder animieren. Bitte nutze /veo-image oder wähle ein anderes Modell.
model-no-image = { $model } kann keine Bilder animieren. Bitte wähle ein anderes Modell.
model-duration = { $model } erstellt Videos von { $known } Sekunden, nicht { $seconds }. Bitte wähle eine dieser Längen.
model-resolution = { $model } kann keine Videos in { $resolution } erstellen. Bitte wähle eine dieser Auflösungen: { $known }.
model-shape = { $model } kann keine Videos in { $shape } erstellen. Bitte wähle eines dieser Formate: { $known }.
model-sound-never = { $model } erstellt nur Videos ohne Ton. Bitte schalte den Ton aus oder wähle ein anderes Modell.
model-sound-always = { $model } erstellt nur Videos mit Ton. Bitte lass den Ton an oder wähle ein anderes Modell.
model-no-negative = { $model } kennt keinen negativen Prompt. Bitte lass ihn weg oder wähle ein anderes Modell.
model-no-seed = { $model } kennt keinen Seed. Bitte lass ihn weg.
model-seed = Ein Seed für { $model } ist eine ganze Zahl von { $least } bis { $most }. Lass ihn für einen zufälligen weg.

## Choosing one

command-veo-model = Welches Modell das Video erstellt
command-veo-resolution = Schärfer kostet mehr (Standard: die übliche des Modells)
command-veo-sound = Mit Ton, wenn das Modell das kann (Standard: ja)
command-veo-negative_prompt = Was nicht zu sehen sein soll, wenn das Modell das kann

## On the card

card-settings-no-seed = { $duration } s · { $aspect_ratio }
card-sound = mit Ton
offer-silent = ohne Ton
offer-no-negative = ohne negativen Prompt
card-price = etwa { $price }
quote-left-day = du hast heute noch { $left }
quote-left-week = du hast diese Woche noch { $left }
quote-left-month = du hast diesen Monat noch { $left }

## Wenn ein Modell nicht mehr da ist

model-none = Gerade ist kein Modell verfügbar, das dieses Video erstellen kann. Bitte versuche es später noch einmal.
model-next = { $model } · { $seconds } s · etwa { $price }
card-instead = { $model } ist gerade nicht verfügbar, deshalb erstellt das nächste Modell dieses Video.
failure-model_gone = { $model } ist nicht mehr verfügbar. { $said }
failure-offer = Du kannst es stattdessen mit { $model } erstellen lassen.
offer-not-yours = Dieses Angebot gilt nur für die Person, die das Video angefordert hat.
offer-taken = Das hast du mit diesem Button schon bestellt.
alert-model_out = **Ein Modell ist außer Betrieb.** { $detail } Wartende Anfragen wurden erstattet, und den Leuten wird das nächste Modell angeboten. Neue Anfragen, die kein Modell nennen, gehen auch an das nächste. Ich prüfe mindestens einmal am Tag, ob es wieder da ist.
alert-gone-said = Segmind hat für { $model } mit { $status } geantwortet: „{ $said }“.
alert-refusing-said = Segmind hat { $count } Anfragen für { $model } in Folge wegen eines Feldes abgelehnt.
alert-model_field = **Segmind hat ein Feld eines Modells abgelehnt.** { $detail } Wenn der Eintrag falsch ist, korrigiere ihn in models.toml in DATA_DIR und starte den Bot neu. Nach drei Ablehnungen in Folge geht das Modell außer Betrieb.
alert-field-said = Katalogeintrag { $entry }, Feld { $field }; an { $model } gesendet: { $sent }. Segmind sagt: „{ $said }“.
