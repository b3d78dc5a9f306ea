## Ablehnungen: welches Limit oder welche Regel, was davon übrig ist, wann es zurückkommt
## { $window } ist span-day, span-week oder span-month; { $when } zeigt Discord als „in 3 Stunden“. Spannen stehen im Dativ.

span-day = 24 Stunden
span-week = 7 Tagen
span-month = 30 Tagen
rate-day = 24 Stunden
rate-week = 7 Tagen
rate-month = 30 Tagen

refusal-seconds = Du darfst { $limit } s Video in { $window } nutzen, und davon sind { $left } s übrig.
refusal-seconds-never = Du darfst { $limit } s Video in { $window } nutzen, und das ist weniger, als dieses Video braucht; { $left } s sind übrig.
refusal-seconds-back = Genug für dieses Video kommt { $when } zurück.
# $scope ist „server“ oder „bot“.
refusal-budget = { $scope ->
    [server] Das Budget dieses Servers
   *[bot] Das Budget des Bots
} von { $limit } in { $window } ist aufgebraucht: { $left } ist übrig, und dieses Video braucht etwa { $needed }.
refusal-budget-never = { $scope ->
    [server] Das Budget dieses Servers
   *[bot] Das Budget des Bots
} von { $limit } in { $window } ist zu klein für dieses Video: { $left } ist übrig, und dieses Video braucht etwa { $needed }.
refusal-budget-back = Genug kommt { $when } zurück.
refusal-jobs_at_once = Bei dir sind schon so viele Videos in Arbeit, wie gleichzeitig gehen ({ $limit }). Bitte warte, bis eins fertig ist.
refusal-cooldown = Bitte warte zwischen zwei Videos einen Moment: Du kannst { $when } wieder anfragen.
refusal-cooldown-later = Bitte warte zwischen zwei Videos einen Moment und frag später noch einmal.
refusal-paused-bot = Der Bot ist pausiert.
refusal-paused-bot-reason = Der Bot ist pausiert: { $reason }.
refusal-paused-server = Auf diesem Server sind Videos pausiert.
refusal-paused-server-reason = Auf diesem Server sind Videos pausiert: { $reason }.
refusal-blocked-bot = Du bist gesperrt und kannst keine Videos machen.
refusal-blocked-bot-reason = Du bist gesperrt und kannst keine Videos machen: { $reason }.
refusal-blocked-server = Du bist auf diesem Server gesperrt und kannst hier keine Videos machen.
refusal-blocked-server-reason = Du bist auf diesem Server gesperrt und kannst hier keine Videos machen: { $reason }.
refusal-blocked-until = Du kannst mich { $when } wieder nutzen.
refusal-strikes = { $count ->
    [one] { $count } deiner Anfragen wurde an einem Tag wegen ihres Inhalts blockiert, also hast du jetzt Pause. Du kannst { $when } wieder anfragen.
   *[other] { $count } deiner Anfragen wurden an einem Tag wegen ihres Inhalts blockiert, also hast du jetzt Pause. Du kannst { $when } wieder anfragen.
}
refusal-channel = In diesem Kanal darf man mich nicht nutzen. Bitte nimm { $channels }.
refusal-role = Auf diesem Server brauchst du eine dieser Rollen, um Videos zu machen: { $roles }.
refusal-words = Das ist hier nicht erlaubt: „{ $word }“. Bitte beschreib dein Video ohne das.
refusal-fits = Ein Video von { $seconds } s würde jetzt noch passen.
