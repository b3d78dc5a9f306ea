## /veo-settings

command-veo-settings = Legt deine Vorgaben fest, etwa Modell, Länge und Stil
settings-title = Deine Einstellungen
settings-about = Sie gelten überall, wo du ein Video anforderst und nichts anderes angibst. Was an einem Ort nicht erlaubt ist oder ein Modell nicht kann, wird dort übergangen.
settings-usual = Wie üblich
settings-model = Modell
settings-duration = Länge
settings-shape = Seitenverhältnis
settings-style = Stil
settings-private = Privat
settings-private-about = Nur du siehst deine Videos und ihre Karten. Wenn du mich in einer Nachricht erwähnst, sehen alle das Video.
settings-direct = Direktnachricht
settings-direct-about = Ich schicke dir eine Direktnachricht mit einem Link, wenn dein Video fertig oder fehlgeschlagen ist.
settings-on = an
settings-off = aus
settings-turn-on = Einschalten
settings-turn-off = Ausschalten
choice-no-style = Kein Stil

## The direct message about an end, if its person chose so

direct-ready = Dein Video ist fertig: { $link }
direct-failed = Dein Video ist fehlgeschlagen. Hier steht, warum: { $link }

## /veo-admin defaults

settings-spoiler = Videos hinter einem Spoiler
settings-restricted = Nur in Kanälen mit Altersbeschränkung
command-defaults = Vorgaben für Videos hier, sofern niemand etwas anderes wählt
command-defaults-show = Zeigt die Vorgaben dieses Servers und seiner Kanäle
command-defaults-set = Legt Vorgaben für den Server oder einen Kanal fest; jeder kann trotzdem anders wählen
command-defaults-clear = Entfernt Vorgaben; dann gelten die allgemeineren
command-defaults-what = Nur diese (Standard: alle)
command-defaults-deleted = Ein gelöschter Kanal, der noch Vorgaben hat
admin-defaults-title = Vorgaben
admin-defaults-none = Hier ist nichts festgelegt.
admin-defaults-empty = Bitte wähle mindestens eine Vorgabe. Es wurde nichts geändert.
