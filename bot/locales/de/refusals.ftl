## Ablehnungen: welches Limit oder welche Regel, was davon übrig ist, wann es zurückkommt
## { $window } ist span-day, span-week oder span-month; { $when } zeigt Discord als „in 3 Stunden“.

span-day = heute
span-week = diese Woche
span-month = diesen Monat
rate-day = pro Tag
rate-week = pro Woche
rate-month = pro Monat

refusal-seconds = Du hast { $window } noch { $left } von { $limit } s übrig.
refusal-seconds-never = Das ist länger als dein ganzes Limit. Du hast { $window } noch { $left } von { $limit } s übrig.
refusal-seconds-back = Genug für dieses Video hast du { $when }.
refusal-user_usd = Du hast { $window } noch { $left } von { $limit } übrig, und dieses Video kostet etwa { $needed }.
refusal-user_usd-never = Das kostet etwa { $needed }, mehr als dein ganzes Limit von { $limit } ({ $window } noch { $left } übrig).
# $scope ist „server“ oder „bot“.
refusal-budget = { $scope ->
    [server] Dieser Server
   *[bot] Der Bot
} hat { $window } noch { $left } vom Budget von { $limit } übrig, und dieses Video kostet etwa { $needed }.
refusal-budget-never = Das kostet etwa { $needed }, mehr als das ganze Budget { $scope ->
    [server] dieses Servers
   *[bot] des Bots
} von { $limit } ({ $window } noch { $left } übrig).
refusal-budget-back = Genug für dieses Video ist { $when } wieder da.
refusal-jobs_at_once = Du kannst { $limit ->
    [one] { $limit } Video
   *[other] { $limit } Videos
} gleichzeitig in Arbeit haben. Bitte warte, bis eins fertig ist.
refusal-cooldown = Bitte warte zwischen Videos einen Moment. Das nächste kannst du { $when } starten.
refusal-cooldown-later = Bitte warte zwischen Videos einen Moment und versuch es später noch einmal.
refusal-paused-bot = Der Bot ist pausiert.
refusal-paused-bot-reason = Der Bot ist pausiert: { $reason }.
refusal-paused-server = Auf diesem Server sind Videos pausiert.
refusal-paused-server-reason = Auf diesem Server sind Videos pausiert: { $reason }.
refusal-blocked-bot = Du bist für Videos gesperrt.
refusal-blocked-bot-reason = Du bist für Videos gesperrt: { $reason }.
refusal-blocked-server = Du bist auf diesem Server für Videos gesperrt.
refusal-blocked-server-reason = Du bist auf diesem Server für Videos gesperrt: { $reason }.
refusal-blocked-until = Du kannst { $when } wieder Videos erstellen.
refusal-strikes = { $count ->
    [one] Heute wurde { $count } deiner Anfragen wegen ihres Inhalts blockiert, deshalb bist du gesperrt. Du kannst { $when } wieder Videos erstellen.
   *[other] Heute wurden { $count } deiner Anfragen wegen ihres Inhalts blockiert, deshalb bist du gesperrt. Du kannst { $when } wieder Videos erstellen.
}
refusal-channel = In diesem Kanal kannst du keine Videos erstellen. Bitte nimm { $channels }.
refusal-age = Videos können hier nur in Kanälen mit Altersbeschränkung erstellt werden. Bitte nimm einen davon.
refusal-role = Um auf diesem Server Videos zu erstellen, brauchst du eine dieser Rollen: { $roles }.
refusal-words = Dein Prompt enthält ein Wort, das hier nicht erlaubt ist: „{ $word }“. Bitte beschreib dein Video ohne dieses Wort.
refusal-fits = Ein Video von { $seconds } s würde jetzt noch passen.
refusal-fits-other = Mit { $model } geht es jetzt: { $seconds } s, { $resolution }, { $sound ->
    [yes] mit Ton
   *[no] ohne Ton
}, etwa { $cost }.
