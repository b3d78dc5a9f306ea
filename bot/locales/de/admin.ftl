## /veo-admin

command-admin = Limits, Budgets, Sperren und Nutzung auf diesem Server
command-admin-where = Dieser Server oder der ganze Bot (für seine Betreiber)
command-admin-member = Wer
command-admin-until = Bis wann: 3d, 12h, 1w 2d oder ein Datum in UTC, z. B. 2026-12-01 18:30
command-admin-reason = Warum; steht im Audit, und Betroffene bekommen es zu sehen
where-server = Dieser Server
where-bot = Der ganze Bot (Betreiber)
where-ceiling = Das Höchste, was dieser Server als Budget haben darf (Betreiber)

command-limits = Wie viel alle nutzen dürfen und was ausgegeben werden darf
command-limits-show = Zeigt, welche Limits hier gelten, für ein Mitglied oder eine Rolle
command-limits-show-user = Was für dieses Mitglied gilt und woher es kommt
command-limits-show-role = Was für diese Rolle festgelegt ist
command-limits-set = Legt ein Limit für diesen Server, eine Rolle oder ein Mitglied fest
command-limits-set-limit = Was begrenzt werden soll
command-limits-set-value = Eine Zahl wie 60, ein Betrag wie 12.50 oder unlimited
command-limits-user = Nur für dieses Mitglied
command-limits-role = Nur für Mitglieder mit dieser Rolle
command-limits-clear = Nimmt ein Limit zurück, sodass wieder das Allgemeinere gilt
command-limits-clear-limit = Welches Limit
command-limits-clear-deleted = Eine inzwischen gelöschte Rolle, die noch Limits hat

command-grant = Gibt einem Mitglied Videosekunden zusätzlich zu seinem Kontingent
command-grant-seconds = Wie viele Sekunden
command-grant-expires = Gültig bis: 3d, 12h, 1w 2d oder ein Datum in UTC wie 2026-12-01 18:30; sonst unbefristet
command-block = Hindert ein Mitglied daran, Videos zu machen
command-unblock = Lässt ein gesperrtes Mitglied wieder Videos machen
command-blocks = Zeigt, wer gesperrt ist
command-forgive = Vergisst die blockierten Prompts eines Mitglieds und seine Pause deswegen (Betreiber)
command-pause = Nimmt vorerst keine neuen Videos an; schon angenommene laufen weiter
command-resume = Nimmt wieder Videos an

command-channels = Die Kanäle, in denen Videos gemacht werden dürfen
command-channels-show = Zeigt, wo Videos gemacht werden dürfen
command-channels-add = Erlaubt einen Kanal; ab dem ersten sind die anderen gesperrt
command-channels-remove = Erlaubt einen Kanal nicht mehr
command-channels-clear = Erlaubt wieder alle Kanäle
command-channels-channel = Welcher Kanal; seine Threads gehören dazu
command-channels-deleted = Ein inzwischen gelöschter Kanal
command-roles = Die Rollen, die Videos machen dürfen
command-roles-show = Zeigt, welche Rollen Videos machen dürfen
command-roles-add = Erlaubt eine Rolle; ab der ersten können Mitglieder ohne eine davon keine Videos machen
command-roles-remove = Erlaubt eine Rolle nicht mehr
command-roles-clear = Erlaubt es wieder allen Mitgliedern
command-roles-role = Welche Rolle
command-roles-deleted = Eine inzwischen gelöschte Rolle
command-words = Wörter und Wendungen, die in keinem Prompt stehen dürfen
command-words-show = Zeigt die verbotenen Wörter
command-words-add = Verbietet Wörter oder Wendungen
command-words-add-words = Wörter oder Wendungen, durch Kommas getrennt; Groß/klein, Akzente und Breite zählen nicht
command-words-remove = Erlaubt ein Wort oder eine Wendung wieder
command-words-remove-word = Welches Wort
command-audit = Wo Änderungen und vom Budget abgelehnte Anfragen gepostet werden
command-audit-show = Zeigt die letzten Änderungen und Ablehnungen
command-audit-channel = Wählt den Kanal
command-audit-channel-channel = Wo gepostet wird
command-audit-off = Postet sie nirgends; sie werden trotzdem aufbewahrt
command-usage = Was ausgegeben wurde, von wem und was daraus wurde; mit einem Bild und einer CSV-Datei
command-usage-period = Welche Tage (die letzten 30, wenn du nichts wählst)
command-job = Die ganze Geschichte eines Videos
command-job-id = Seine ID; sie steht im Namen der Videodatei

admin-was = **Vorher** { $was }
admin-now = **Jetzt** { $now }
admin-unchanged = Nichts zu ändern, es gilt schon: { $now }.
admin-more = … und noch { $count }
admin-reason = „{ $reason }“
admin-not-set = nicht festgelegt
admin-unlimited = unbegrenzt
admin-target-here = auf diesem Server
admin-target-everywhere = überall
admin-target-user-everywhere = { $user } überall
admin-target-server = dieser Server
admin-target-bot = der ganze Bot
admin-target-ceiling = das Höchste für diesen Server

admin-field-seconds_per_day = Videosekunden in 24 Stunden
admin-field-seconds_per_week = Videosekunden in 7 Tagen
admin-field-seconds_per_month = Videosekunden in 30 Tagen
admin-field-jobs_at_once = Videos gleichzeitig
admin-field-cooldown_s = Sekunden zwischen zwei Videos
admin-field-usd_per_day = USD in 24 Stunden
admin-field-usd_per_week = USD in 7 Tagen
admin-field-usd_per_month = USD in 30 Tagen

admin-limit-title = Limit
admin-limit-cleared = Das Allgemeinere gilt wieder; siehe /veo-admin limits show.
admin-limit-two-targets = Bitte wähle ein Mitglied oder eine Rolle, nicht beides. Es wurde nichts geändert.
admin-limit-role-everywhere = Eine Rolle gehört zu einem einzigen Server. Für den ganzen Bot wähle ein Mitglied oder niemanden.
admin-limit-ceiling-target = Das höchste Budget eines Servers gilt für niemand Bestimmten. Bitte lass Mitglied und Rolle weg.
admin-limits-title = Limits: { $whose }
admin-limits-people = **Für jedes Mitglied**
admin-limits-server = **Budget dieses Servers**
admin-limits-bot = **Budget des ganzen Bots**
admin-limits-set = **Auf diesem Server festgelegt**
admin-limits-set-bot = **Von Betreibern festgelegt**
admin-limits-none = Nichts ist festgelegt; es gelten die Vorgaben des Betreibers.
admin-limits-line = { $limit }: **{ $value }** ({ $origin })
admin-limits-row = { $who } · { $limit }: **{ $value }**
admin-limits-deleted = eine gelöschte Rolle (`{ $id }`)
admin-origin-default = Vorgabe
admin-origin-bot = ganzer Bot
admin-origin-ceiling = vom Betreiber festgelegt
admin-origin-server = dieser Server
admin-origin-role = durch Rolle
admin-origin-user = für dieses Mitglied

admin-grant-title = Zusätzliche Sekunden
admin-grant-about = { $seconds } s für { $user } { $where }
admin-grant-value = { $seconds } s an zusätzlichen Sekunden übrig
admin-grant-expires = gültig bis { $when }
admin-block-title = Sperre
admin-block-none = nicht gesperrt
admin-block-value = gesperrt
admin-block-until = bis { $when }
admin-blocks-title = Gesperrt
admin-blocks-none = Niemand ist gesperrt.
admin-strikes-title = Blockierte Prompts, die zählen
admin-pause-title = Pause
admin-pause-none = in Betrieb
admin-pause-value = pausiert
admin-pause-running = Schon angenommene Videos laufen weiter.

admin-places-channel = Kanäle, in denen Videos gemacht werden dürfen
admin-places-channel-none = alle Kanäle
admin-places-channel-absent = Dieser Kanal gehört nicht zu den gewählten.
admin-places-role = Rollen, die Videos machen dürfen
admin-places-role-none = alle Mitglieder
admin-places-role-absent = Diese Rolle gehört nicht zu den gewählten.
admin-places-audit = Audit-Kanal
admin-places-audit-none = keiner
admin-places-which = Bitte wähle etwas aus, auch wenn es inzwischen gelöscht wurde.
admin-places-deleted = Diese sehe ich nicht mehr: { $ids }
admin-places-blind = Ich kann { $channel } nicht sehen oder dort nicht schreiben. Wer dort fragt, erfährt das, bis es jemand erlaubt.
admin-places-nobody = Alle gewählten Rollen sind gelöscht, also kann niemand Videos machen.
admin-words-title = Verbotene Wörter
admin-words-none = Kein Wort ist verboten.
admin-words-value = { $count ->
    [0] keine
    [one] 1: { $words }
   *[other] { $count }: { $words }
}
admin-words-added = hinzugefügt: { $words }
admin-words-removed = entfernt: { $words }
admin-words-empty = Bitte schreib mindestens ein Wort.

admin-audit-title = Letzte Änderungen
admin-audit-none = Bisher wurde nichts geändert oder abgelehnt.
admin-audit-by = von { $user }
admin-audit-itself = der Bot
admin-audit-line = { $when } { $who } · { $what }: { $before } → { $after }
admin-audit-refused = Ein Budget hat eine Anfrage abgelehnt
admin-audit-refused-who = { $user } in { $channel }
admin-audit-not-posted = Die Änderung ist gemacht und gespeichert, aber ich konnte sie nicht im Audit-Kanal posten. Bitte prüfe, ob ich dort schreiben darf.
admin-audit-cannot = Ich kann in { $channel } nicht schreiben. Dort fehlt: { $missing }. Bitte erlaube es oder wähle einen anderen Kanal; es wurde nichts geändert.

admin-end-unreadable = „{ $text }“ ist keine Zeit, die ich verstehe. Schreib eine Spanne wie 3d, 12h, 90m oder 1w 2d, oder ein Datum in UTC wie 2026-12-01 oder 2026-12-01 18:30. Es wurde nichts geändert.
admin-end-impossible = „{ $text }“ gibt es in keinem Kalender. Es wurde nichts geändert.
admin-person-bot = Das ist ein Bot; nur Menschen machen Videos. Es wurde nichts geändert.
admin-person-elsewhere = Diese Person ist kein Mitglied dieses Servers. Es wurde nichts geändert.
admin-person-unknown = Discord kennt diese Person nicht. Bitte wähle jemanden aus der Liste. Es wurde nichts geändert.
admin-channel-gone = Diesen Kanal gibt es nicht mehr. Es wurde nichts geändert.
admin-role-gone = Diese Rolle gibt es nicht mehr. Es wurde nichts geändert.
admin-role-everyone = @everyone ist keine Rolle, die man wählt: Für alle lass die Rolle weg oder leere die Liste. Es wurde nichts geändert.
admin-id-unreadable = „{ $text }“ ist keine ID. Bitte wähle eine aus der Liste. Es wurde nichts geändert.
admin-error-database = Ich erreiche meine Datenbank gerade nicht, also wurde nichts geändert. Bitte versuch es in einer Minute noch einmal.

admin-job-title = Video { $id }
admin-job-unreadable = „{ $text }“ ist keine ID eines Videos: Sie hat 16 Buchstaben und Ziffern und steht im Namen der Videodatei.
admin-job-request = { $user } in { $channel } { $when }
admin-job-money = geschätzt { $estimate }, gekostet { $cost }
admin-job-unknown-cost = nicht bekannt
admin-job-events = **Was passiert ist**
admin-job-event = { $when } { $source } → **{ $target }** { $detail }
admin-job-entries = **Was gebucht wurde**
admin-job-entry = { $when } **{ $kind }** { $usd } · { $seconds } s vom Kontingent, { $granted } s zusätzliche

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
admin-usage-month = Dieser Monat (UTC): bisher { $spent }, am Ende etwa **{ $forecast }**, wenn es so weitergeht wie in den letzten 7 Tagen
admin-usage-month-budget = Dieser Monat (UTC): bisher { $spent }, am Ende etwa **{ $forecast }**, wenn es so weitergeht wie in den letzten 7 Tagen; das Budget ist { $budget } in 30 Tagen
admin-usage-members = **Top-Mitglieder**
admin-usage-member = { $rank }. { $user } · { $usd } · { $jobs } { $jobs ->
    [one] Video
   *[other] Videos
} · { $seconds } s
admin-usage-outcomes = **Ergebnisse** { $outcomes }
admin-usage-outcome = { $name } { $count }
admin-usage-waits = **Wartezeit** die Hälfte in höchstens { $median }, neun von zehn in höchstens { $slow }
admin-usage-refusals = Von einem Budget abgelehnt: { $count }
admin-usage-empty = In diesem Zeitraum wurde kein Video gemacht.
admin-usage-csv-cut = Die Datei hat die ersten { $lines } Einträge; der Betreiber bekommt alle mit `veo-bot ledger export`.

outcome-queued = wartet
outcome-submitting = wird gesendet
outcome-unknown = wird gesucht
outcome-generating = wird gemacht
outcome-fetching = wird geholt
outcome-delivering = wird gepostet
outcome-delivered = geliefert
outcome-undeliverable = nicht zustellbar
outcome-cancelled = abgebrochen
outcome-failed = fehlgeschlagen
outcome-failed-rejected = nicht angenommen
outcome-failed-content_blocked = Inhalt blockiert
outcome-failed-generation_failed = nicht gelungen
outcome-failed-video_lost = Video verloren
outcome-failed-upload_failed = Bild nicht übertragen
outcome-failed-submission_lost = Auftrag verloren
outcome-failed-timed_out = zu lange gedauert

chart-title = Ausgaben pro Tag (UTC)
chart-period = { $period } · { $jobs } { $jobs ->
    [one] Video
   *[other] Videos
}
chart-budget-day = Budget { $usd } am Tag
chart-budget-week = Budget { $usd } in 7 Tagen
chart-budget-month = Budget { $usd } in 30 Tagen
chart-forecast = Prognose: dieser Monat etwa { $usd }
chart-members = Top-Mitglieder
chart-outcomes = Ergebnisse
chart-waits = Wartezeit
chart-waits-half = die Hälfte bis
chart-waits-slow = 9 von 10 bis
chart-refusals = vom Budget abgelehnt
chart-other = andere
chart-nothing = noch nichts
chart-alt = { $title }, { $period }. Insgesamt { $total }; am meisten an einem Tag war { $most }, am { $day }. { $budget } { $forecast }
