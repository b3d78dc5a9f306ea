## /veo-privacy

command-veo-privacy = Was ich über dich speichere; zum Herunterladen oder Löschen
privacy-title = Deine Privatsphäre
privacy-kept-title = **Was ich speichere, und wie lange**
privacy-prompts-always = Deine Prompts und die Einstellungen deiner Videos: bis du das Video oder deine Daten löschst.
privacy-prompts-days = Deine Prompts und die Einstellungen deiner Videos: { $days } Tage, nachdem ein Video fertig ist.
privacy-videos = Videodateien: { $days } Tage, nachdem sie fertig sind, damit ich sie noch einmal senden kann. Bilder: bis ihr Video fertig ist.
privacy-records = Die Schritte jedes Videos: 90 Tage oder etwas länger. Was es gekostet hat und wie viele Sekunden es verbraucht hat: dauerhaft, denn das ist meine Buchführung.
privacy-choices = Was du in /veo-settings gewählt hast: bis du es änderst.
privacy-decisions = Sperren und Limits, die Admins für dich festgelegt haben: bis sie sie aufheben. Das Protokoll ihrer Änderungen: { $days } Tage.
privacy-others-title = **Was andere bekommen**
privacy-segmind = Der Videodienst Segmind bekommt deinen Prompt, die Einstellungen und dein Bild, aber weder deinen Namen noch deine Discord-ID. Er speichert seinen Eintrag zur Anfrage und das fertige Video 7 Tage lang, und **wer die Adresse eines Videos oder Bildes dort kennt, kann es öffnen**. Bei Segmind kann ich nichts löschen.
privacy-discord = Meine Nachrichten in Discord bleiben, bis jemand sie löscht. Alle im Kanal sehen Videos, die nicht privat sind.
privacy-rights = Du kannst alles herunterladen oder löschen. Deine Discord-ID bleibt danach noch bis zu 30 Tage bei dem, was du verbraucht hast, damit man mit dem Löschen keine Limits umgehen kann.
privacy-policy = Datenschutzerklärung
privacy-download = Meine Daten herunterladen
privacy-delete = Meine Daten löschen
privacy-delete-now = Endgültig löschen
privacy-sure = **Deine Daten endgültig löschen?**
    - Jetzt: deine Prompts, die Dateien deiner Videos und Bilder, was du in /veo-settings gewählt hast, und zusätzliche Sekunden, die du nicht verbraucht hast. Ich lösche auch meine Nachrichten zu { $count ->
        [one] deinem { $count } Video
       *[other] deinen { $count } Videos
    }, soweit Discord das zulässt. Private Antworten und Links, die ich dir per Direktnachricht geschickt habe, bleiben, bis du sie ausblendest. Videos, die deine fortsetzen, bleiben.
    - Nach { $until }: deine Discord-ID. Bis dahin bleibt sie bei dem, was du verbraucht hast; **du bekommst also keine Sekunden zurück**. Danach bleiben nur Summen, die nicht mehr auf dich hinweisen.
    - Nicht gelöscht werden Sperren und Limits, die Admins für dich festgelegt haben. Sonst würde das Löschen sie aufheben.
    - Nicht in meiner Hand: Segmind behält seine Einträge 7 Tage lang, und Sicherungskopien behalten ihren Inhalt, bis sie ersetzt werden.
privacy-unfinished = Es wurde nichts gelöscht: { $count ->
        [one] { $count } deiner Videos ist
       *[other] { $count } deiner Videos sind
    } noch in Arbeit. Bitte warte, bis sie fertig sind, oder brich sie mit /veo-jobs ab, und versuch es dann noch einmal. Wenn gerade ein Video fehlgeschlagen ist, prüfe ich bis zu 15 Minuten lang, was es gekostet hat.
privacy-nothing = Von dir gibt es jetzt nichts zu löschen. Falls du deine Daten schon gelöscht hast, verschwindet deine Discord-ID 30 Tage danach.
privacy-done = Deine Daten sind gelöscht{ $count ->
        [0] .
        [one] , mit { $count } Video.
       *[other] , mit { $count } Videos.
    } Ich lösche jetzt noch die Nachrichten und Dateien; das kann einige Minuten dauern. Deine Discord-ID folgt nach { $until }.
privacy-export-done = Hier ist alles, was ich über dich speichere. Die Datei `data.json` ist lesbarer Text; daneben liegen Videos und Bilder, die ich noch habe.
privacy-export-left = { $count ->
        [one] { $count } Datei passt
       *[other] { $count } Dateien passen
    } hier nicht hinein. In `data.json` steht, wo ihre Nachrichten sind.
privacy-export-json-only = Schon der Text ist zu groß, um ihn hier zu senden. Bitte frag den Betreiber dieses Bots nach deinen Daten.
privacy-export-later = Du hast deine Daten gerade erst bekommen. Bitte versuch es { $when } noch einmal.
