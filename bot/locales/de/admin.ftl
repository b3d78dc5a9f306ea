## /veo-admin

command-admin = Limits, Budgets, Sperren und Ausgaben auf diesem Server
command-admin-where = Dieser Server oder der ganze Bot (nur Betreiber)
command-admin-member = Welches Mitglied
command-admin-until = Bis wann: 3d, 12h, 1w 2d oder ein Datum in UTC, z. B. 2026-12-01 18:30
command-admin-reason = Warum: steht im Audit-Log und wird den Betroffenen angezeigt
where-server = Dieser Server
where-bot = Der ganze Bot (Betreiber)
where-ceiling = Das höchstmögliche Budget dieses Servers (Betreiber)

command-limits = Wie viel Mitglieder erstellen können und wie viel ausgegeben werden darf
command-limits-show = Zeigt die Limits hier oder die eines Mitglieds oder einer Rolle
command-limits-show-user = Zeigt die Limits dieses Mitglieds und woher sie kommen
command-limits-show-role = Zeigt die Limits dieser Rolle
command-limits-set = Legt ein Limit für diesen Server, eine Rolle oder ein Mitglied fest
command-limits-set-limit = Was begrenzt werden soll
command-limits-set-value = Eine Zahl wie 60, ein Betrag wie 12.50 oder unlimited
command-limits-user = Nur für dieses Mitglied
command-limits-role = Nur für Mitglieder mit dieser Rolle
command-limits-clear = Entfernt ein Limit; dann gilt das nächste allgemeinere
command-limits-clear-limit = Welches Limit
command-limits-clear-deleted = Eine gelöschte Rolle, die noch Limits hat

command-grant = Gibt einem Mitglied zusätzliche Videosekunden
command-grant-seconds = Wie viele Sekunden
command-grant-expires = Nutzbar bis: 3d, 12h, 1w 2d oder ein Datum in UTC wie 2026-12-01 18:30 (Standard: unbefristet)
command-block = Sperrt ein Mitglied für Videos
command-unblock = Entsperrt ein Mitglied
command-blocks = Zeigt, wer gesperrt ist
command-forgive = Löscht blockierte und fehlgeschlagene Videos eines Mitglieds und die Pause deswegen (Betreiber)
command-pause = Nimmt vorerst keine neuen Videos an; bereits angenommene laufen weiter
command-resume = Nimmt wieder neue Videos an

command-channels = Die Kanäle, in denen man Videos erstellen kann
command-channels-show = Zeigt, wo man Videos erstellen kann
command-channels-add = Erlaubt einen Kanal (Kanäle, die nicht auf der Liste stehen, sind gesperrt)
command-channels-remove = Nimmt einen Kanal von der Liste
command-channels-clear = Erlaubt wieder alle Kanäle
command-channels-channel = Welcher Kanal (mit seinen Threads)
command-channels-deleted = Ein gelöschter Kanal, der noch auf der Liste steht
command-roles = Die Rollen, die Videos erstellen können
command-roles-show = Zeigt, welche Rollen Videos erstellen können
command-roles-add = Erlaubt eine Rolle (ohne eine Rolle von der Liste kann man keine Videos erstellen)
command-roles-remove = Nimmt eine Rolle von der Liste
command-roles-clear = Erlaubt wieder alle Mitglieder
command-roles-role = Welche Rolle
command-roles-deleted = Eine gelöschte Rolle, die noch auf der Liste steht
command-words = Wörter und Ausdrücke, die nicht in Prompts stehen dürfen
command-words-show = Zeigt die verbotenen Wörter
command-words-add = Verbietet Wörter oder Ausdrücke
command-words-add-words = Wörter oder Ausdrücke, mit Kommas getrennt; Groß/klein, Akzente und Breite sind egal
command-words-remove = Erlaubt ein Wort oder einen Ausdruck wieder
command-words-remove-word = Welches Wort oder welcher Ausdruck
command-models = Welche Modelle man nutzen kann und welches das Standardmodell ist
command-models-show = Zeigt die Modelle dieses Servers, seiner Kanäle und Rollen
command-models-allow = Erlaubt ein Modell (Modelle, die nicht auf der Liste stehen, sind dort gesperrt)
command-models-remove = Nimmt ein Modell von der Liste
command-models-default = Wählt das Modell für Anfragen, die keins nennen
command-models-clear = Entfernt Standardmodell und Liste, sodass die allgemeineren gelten
command-models-model = Welches Modell
command-models-channel = Nur in diesem Kanal (samt seinen Threads)
command-models-role = Nur für Mitglieder mit dieser Rolle
command-models-deleted = Gelöschter Kanal oder gelöschte Rolle mit Modellen
command-audit = Wo Änderungen und vom Budget abgelehnte Anfragen gepostet werden
command-audit-show = Zeigt die letzten Änderungen und abgelehnten Anfragen
command-audit-channel = Wählt den Audit-Kanal
command-audit-channel-channel = Wo gepostet wird
command-audit-off = Postet nichts mehr; Einträge bleiben
command-usage = Was ausgegeben wurde, von wem und mit welchem Ergebnis, mit Diagramm und CSV-Datei
command-usage-period = Welche Tage (Standard: die letzten 30)
command-job = Der ganze Verlauf eines Videos
command-job-id = Seine ID oder ein Link zu seiner Nachricht
command-details = Details zum Video
command-block-member = Für Videos sperren
block-form-title = Für Videos sperren
block-form-until = Bis wann? (optional)
block-form-until-hint = 3d, 12h, 2026-12-31 18:00 (UTC); leer: für immer
block-form-reason = Warum? (optional; wird angezeigt)

admin-was = **Vorher** { $was }
admin-now = **Jetzt** { $now }
admin-unchanged = Nichts zu ändern: Es gilt schon { $now }.
admin-more = … und { $count } weitere
admin-reason = „{ $reason }“
admin-not-set = nicht festgelegt
admin-unlimited = unbegrenzt
admin-target-here = auf diesem Server
admin-target-everywhere = überall
admin-target-user-everywhere = { $user } überall
admin-target-server = dieser Server
admin-target-bot = der ganze Bot
admin-target-ceiling = höchstmögliches Budget dieses Servers

admin-field-seconds_per_day = Videosekunden pro Tag
admin-field-seconds_per_week = Videosekunden pro Woche
admin-field-seconds_per_month = Videosekunden pro Monat
admin-field-user_usd_per_day = USD pro Person und Tag
admin-field-user_usd_per_week = USD pro Person und Woche
admin-field-user_usd_per_month = USD pro Person und Monat
admin-field-jobs_at_once = Videos gleichzeitig
admin-field-cooldown_s = Sekunden zwischen Videos
admin-field-usd_per_day = Budget: USD pro Tag
admin-field-usd_per_week = Budget: USD pro Woche
admin-field-usd_per_month = Budget: USD pro Monat

admin-limit-title = Limit
admin-limit-cleared = Das nächste allgemeinere Limit gilt wieder. Siehe /veo-admin limits show.
admin-limit-two-targets = Bitte wähle ein Mitglied oder eine Rolle, nicht beides. Es wurde nichts geändert.
admin-limit-role-everywhere = Eine Rolle gehört zu einem Server. Für den ganzen Bot wähle ein Mitglied oder lass beides weg.
admin-limit-ceiling-target = Das höchstmögliche Budget gilt für den ganzen Server. Bitte lass Mitglied und Rolle weg.
admin-limits-title = Limits: { $whose }
admin-limits-people = **Für jedes Mitglied**
admin-limits-server = **Budget dieses Servers**
admin-limits-bot = **Budget des ganzen Bots**
admin-limits-set = **Auf diesem Server festgelegt**
admin-limits-set-bot = **Von Betreibern festgelegt**
admin-limits-none = Hier sind keine Limits festgelegt. Es gelten die Standardwerte des Betreibers.
admin-limits-line = { $limit }: **{ $value }** ({ $origin })
admin-limits-row = { $who } · { $limit }: **{ $value }**
admin-limits-deleted = eine gelöschte Rolle (`{ $id }`)
admin-origin-default = Standard
admin-origin-bot = ganzer Bot
admin-origin-ceiling = vom Betreiber festgelegt
admin-origin-server = dieser Server
admin-origin-role = über Rolle
admin-origin-user = dieses Mitglied

admin-grant-title = Zusätzliche Sekunden
admin-grant-about = { $seconds } s für { $user } { $where }
admin-grant-value = { $seconds } zusätzliche s übrig
admin-grant-expires = nutzbar bis { $when }
admin-block-title = Sperre
admin-block-none = nicht gesperrt
admin-block-value = gesperrt
admin-block-until = bis { $when }
admin-blocks-title = Gesperrt
admin-blocks-none = Niemand ist gesperrt.
admin-strikes-title = Blockierte und fehlgeschlagene Videos
admin-pause-title = Pause
admin-pause-none = in Betrieb
admin-pause-value = pausiert
admin-pause-running = Bereits angenommene Videos laufen weiter.

admin-places-channel = Kanäle, in denen man Videos erstellen kann
admin-places-channel-none = alle Kanäle
admin-places-channel-absent = Dieser Kanal steht nicht auf der Liste.
admin-places-role = Rollen, die Videos erstellen können
admin-places-role-none = alle Mitglieder
admin-places-role-absent = Diese Rolle steht nicht auf der Liste.
admin-places-audit = Audit-Kanal
admin-places-audit-none = keiner
admin-places-which = Bitte wähle entweder etwas Vorhandenes oder etwas Gelöschtes.
admin-places-deleted = Diese gibt es nicht mehr, oder ich kann sie nicht sehen: { $ids }
admin-places-blind = Ich kann { $channel } nicht sehen oder dort nichts posten. Wer dort ein Video erstellen will, bekommt eine Fehlermeldung, bis du mir die Berechtigung gibst.
admin-places-nobody = Alle Rollen auf der Liste wurden gelöscht, also kann niemand Videos erstellen.
admin-words-title = Verbotene Wörter
admin-words-none = Es sind keine Wörter verboten.
admin-words-value = { $count ->
    [0] keine
    [one] 1: { $words }
   *[other] { $count }: { $words }
}
admin-words-added = hinzugefügt: { $words }
admin-words-removed = entfernt: { $words }
admin-words-empty = Bitte gib mindestens ein Wort ein.
admin-models-title = Modelle
admin-models-value = Standard { $default }; erlaubt: { $allowed }
admin-models-no-list = keine Liste
admin-models-none = Hier ist nichts festgelegt, also sind alle Modelle nutzbar.
admin-models-known = Der Betreiber bietet an: { $known }
admin-models-default-not-allowed = Das Standardmodell steht nicht auf der Liste und wird hier übersprungen.
admin-models-gone = gelöscht (`{ $id }`)
admin-models-two = Bitte wähl einen Kanal oder eine Rolle, nicht beides. Es wurde nichts geändert.
admin-models-absent = Für diesen Kanal oder diese Rolle sind keine Modelle festgelegt. Es wurde nichts geändert.

admin-audit-title = Letzte Änderungen
admin-audit-none = Bisher wurde nichts geändert oder abgelehnt.
admin-audit-by = von { $user }
admin-audit-itself = der Bot
admin-deleted-person = eine gelöschte Person
admin-audit-line = { $when } { $who } · { $what }: { $before } → { $after }
admin-audit-refused = Ein Budget hat eine Anfrage abgelehnt
admin-audit-refused-more = Weitere dieser Person innerhalb der Stunde werden nur gezählt: siehe /veo-admin audit show.
admin-audit-refused-who = { $user } in { $channel }
admin-audit-not-posted = Die Änderung ist gespeichert, aber ich konnte sie nicht im Audit-Kanal posten. Bitte prüfe dort meine Berechtigungen.
admin-audit-cannot = Ich kann in { $channel } nichts posten. Fehlende Berechtigungen: { $missing }. Bitte füge sie hinzu oder wähle einen anderen Kanal. Es wurde nichts geändert.

admin-end-unreadable = Die Zeitangabe „{ $text }“ verstehe ich nicht. Gib eine Dauer wie 3d, 12h, 90m oder 1w 2d ein oder ein Datum in UTC wie 2026-12-01 oder 2026-12-01 18:30. Es wurde nichts geändert.
admin-end-impossible = Das Datum „{ $text }“ gibt es nicht. Es wurde nichts geändert.
admin-person-bot = Das ist ein Bot, und nur Menschen erstellen Videos. Es wurde nichts geändert.
admin-person-elsewhere = Diese Person ist kein Mitglied dieses Servers. Es wurde nichts geändert.
admin-person-unknown = Discord kennt diese Person nicht. Bitte wähle jemanden aus der Liste. Es wurde nichts geändert.
admin-channel-gone = Diesen Kanal gibt es nicht mehr. Es wurde nichts geändert.
admin-role-gone = Diese Rolle gibt es nicht mehr. Es wurde nichts geändert.
admin-role-everyone = @everyone kannst du nicht wählen. Wenn es für alle gelten soll, lass die Rolle weg oder leere die Liste. Es wurde nichts geändert.
admin-id-unreadable = „{ $text }“ ist keine ID. Bitte wähle eine aus der Liste. Es wurde nichts geändert.
admin-error-database = Ich erreiche meine Datenbank gerade nicht, also wurde nichts geändert. Bitte versuch es in einer Minute noch einmal.

admin-job-title = Video { $id }
admin-job-unreadable = „{ $text }“ ist weder die ID eines Videos noch ein Link zu seiner Nachricht. Die ID hat 16 Buchstaben und Ziffern; du findest sie im Namen der Videodatei. Oder klicke mit rechts auf die Nachricht und wähle Apps.
admin-job-request = { $user } in { $channel } { $when }
admin-job-money = geschätzt { $estimate }, Kosten { $cost }
admin-job-unknown-cost = nicht bekannt
admin-job-events = **Was passiert ist**
admin-job-entries = **Buchungen**
admin-step-requested = Angefragt
admin-step-queued = Zurück in die Warteschlange
admin-step-submitting = An Segmind gesendet
admin-step-unknown = Keine klare Antwort von Segmind, deshalb habe ich in dessen Verlauf gesucht
admin-step-generating = Von Segmind angenommen
admin-step-fetching = Bei Segmind fertig
admin-step-delivering = Heruntergeladen
admin-step-delivered = Gepostet
admin-step-failed = Fehlgeschlagen
admin-step-cancelled = Abgebrochen
admin-step-undeliverable = Konnte nicht gepostet werden
admin-step-changed = Vermerkt
admin-why-restart = der Bot wurde währenddessen neu gestartet
admin-why-found = im Verlauf von Segmind gefunden
admin-why-adopted = zugeordnet von { $who }
admin-why-written-off = abgeschrieben von { $who }
admin-why-sent-again = auf Wunsch noch einmal gesendet
admin-why-deleted = gelöscht von { $who }
admin-why-restored = eine Kopie der Datenbank wurde eingespielt
admin-why-unanswered = Discord konnte die Karte nicht zeigen
admin-why-late = das Annehmen dauerte zu lange
admin-why-cancelled = von { $who }
admin-why-cost = laut Segmind kostete es { $said } USD
admin-entry-reserve = Reserviert
admin-entry-release = Freigegeben
admin-entry-settle = Abgerechnet
admin-entry-refund = Erstattet
admin-entry-grant = Gutgeschrieben
admin-entry-seconds = { $seconds } s vom Limit
admin-entry-granted = { $granted } zusätzliche s

admin-usage-title = Nutzung: { $period }
admin-usage-period-7 = die letzten 7 Tage
admin-usage-period-30 = die letzten 30 Tage
admin-usage-period-90 = die letzten 90 Tage
admin-usage-period-month = dieser Monat
admin-usage-period-last-month = letzter Monat
admin-usage-total = **{ $usd }** für { $jobs } { $jobs ->
    [one] Video
   *[other] Videos
} und { $seconds } s
admin-usage-month = Dieser Monat (UTC): bisher { $spent }, am Ende etwa **{ $forecast }**, wenn es weitergeht wie in den letzten 7 Tagen
admin-usage-month-budget = Dieser Monat (UTC): bisher { $spent }, am Ende etwa **{ $forecast }**, wenn es weitergeht wie in den letzten 7 Tagen; das Budget beträgt { $budget } pro 30 Tage
admin-usage-members = **Top-Mitglieder**
admin-usage-member = { $rank }. { $user } · { $usd } · { $jobs } { $jobs ->
    [one] Video
   *[other] Videos
} · { $seconds } s
admin-usage-models = **Modelle**
admin-usage-model = { $model } · { $usd } · { $jobs } { $jobs ->
    [one] Video
   *[other] Videos
} · { $seconds } s
admin-usage-outcomes = **Ergebnisse** { $outcomes }
admin-usage-outcome = { $name } { $count }
admin-usage-waits = **Wartezeit** die Hälfte in höchstens { $median }, 9 von 10 in höchstens { $slow }
admin-usage-refusals = Von einem Budget abgelehnt: { $count }
admin-usage-empty = In diesem Zeitraum wurden keine Videos erstellt.
admin-usage-csv-cut = Die Datei enthält nur die ersten { $lines } Einträge. Der Betreiber bekommt alle mit `veo-bot ledger export`.

outcome-queued = wartet
outcome-submitting = wird abgeschickt
outcome-unknown = wird geprüft
outcome-generating = in Arbeit
outcome-fetching = wird heruntergeladen
outcome-delivering = wird gepostet
outcome-delivered = geliefert
outcome-undeliverable = konnte nicht gepostet werden
outcome-cancelled = abgebrochen
outcome-failed = fehlgeschlagen
outcome-failed-rejected = abgelehnt
outcome-failed-content_blocked = Inhalt blockiert
outcome-failed-generation_failed = konnte nicht erstellt werden
outcome-failed-video_lost = Video verloren
outcome-failed-upload_failed = Bild nicht hochgeladen
outcome-failed-scene_lost = kein Bild der vorigen Szene
outcome-failed-submission_lost = Anfrage verloren
outcome-failed-model_gone = Modell nicht verfügbar
outcome-failed-timed_out = Zeit überschritten

chart-title = Ausgaben pro Tag (UTC)
chart-period = { $period } · { $jobs } { $jobs ->
    [one] Video
   *[other] Videos
}
chart-budget-day = Budget { $usd } pro Tag
chart-budget-week = Budget { $usd } pro 7 Tage
chart-budget-month = Budget { $usd } pro 30 Tage
chart-forecast = Prognose: etwa { $usd } diesen Monat
chart-members = Top-Mitglieder
chart-outcomes = Ergebnisse
chart-waits = Wartezeit
chart-waits-half = die Hälfte bis
chart-waits-slow = 9 von 10 bis
chart-refusals = vom Budget abgelehnt
chart-other = andere
chart-nothing = noch nichts
chart-alt = { $title }, { $period }. Insgesamt { $total }; der höchste Tag war der { $day } mit { $most }. { $budget } { $forecast }
