## Was an einer Änderung durch Admins falsch sein kann

change-only-operators = Das betrifft den ganzen Bot; nur seine Betreiber dürfen das.
change-only-managers = Dafür brauchst du auf diesem Server die Berechtigung „Server verwalten“.
change-id = Das ist keine ID von Discord. Bitte wähle eine Person, eine Rolle oder einen Kanal aus der Liste.
change-reason-long = Ein Grund darf höchstens { $most } Zeichen haben; dieser hat { $count }.
change-end-past = Das Ende muss in der Zukunft liegen.
change-end-far = Das Ende darf höchstens { $days } Tage entfernt sein. Lass es weg, wenn es keins geben soll.
change-grant = Man kann 1 bis { $most } Sekunden dazugeben.
change-places-here = Kanäle und Rollen gehören zu einem einzigen Server; bitte wähle sie dort.
change-places-most = Höchstens { $most } lassen sich hier wählen, nicht { $count }.
change-period-order = Der Zeitraum muss beginnen, bevor er endet.
change-period-long = Ein Zeitraum darf höchstens { $days } Tage haben.
change-no-video = So ein Video gibt es hier nicht. Seine ID steht im Namen seiner Datei.

limit-budget-cap = Höchstens { $cap } in { $window } ist hier möglich: So viel lassen die Budgets des Betreibers zu.
limit-seconds-cap = { $seconds } s Video können { $cost } kosten, und die Budgets lassen { $cap } in { $window } zu. Höchstens { $most } s sind möglich.
limit-no-budget = Budgets sind für Server und den ganzen Bot; für eine Rolle oder eine Person leg Sekunden fest.
limit-no-ceiling = Eine Obergrenze ist für das Budget eines Servers; für seine Leute leg Sekunden fest.
limit-elsewhere = Dieses Limit gehört zu einem einzigen Server; bitte leg es dort fest.
limit-for-nobody = Ein Limit für einen ganzen Server oder für alles gilt für niemand Bestimmten.
limit-no-number = „{ $text }“ ist keine ganze Zahl. Schreib eine wie 60 oder unlimited.
limit-no-amount = „{ $text }“ ist kein Geldbetrag. Schreib einen wie 25 oder 12.50 oder unlimited.
limit-negative = Ein Limit kann nicht negativ sein. Schreib eine Zahl über 0 oder unlimited.
limit-zero = 0 würde gar nichts erlauben. Um jemanden zu stoppen, nimm block, um alle zu stoppen, pause; für kein Limit schreib unlimited.
limit-too-much = Das ist zu viel: Höchstens { $most } ist hier möglich. Für kein Limit schreib unlimited.

words-most = Höchstens { $most } verbotene Wörter sind möglich.
words-absent = „{ $word }“ steht nicht auf der Liste.
words-long = Ein verbotenes Wort oder eine Wendung darf höchstens { $most } Zeichen haben.
words-unsearchable = „{ $word }“ hat keinen Buchstaben, keine Ziffer und kein Zeichen, nach dem sich suchen ließe.
