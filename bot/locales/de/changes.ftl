## Was an einer Änderung durch Admins falsch sein kann

change-only-operators = Das betrifft den ganzen Bot, deshalb können es nur seine Betreiber.
change-only-managers = Dafür brauchst du auf diesem Server die Berechtigung „Server verwalten“.
change-id = Das ist keine Discord-ID. Bitte wähle eine Person, eine Rolle oder einen Kanal aus der Liste.
change-reason-long = Ein Grund kann höchstens { $most } Zeichen haben; deiner hat { $count }.
change-end-past = Das Ende muss in der Zukunft liegen.
change-end-far = Das Ende kann höchstens { $days } Tage entfernt sein. Für unbefristet lass es weg.
change-grant = Du kannst 1 bis { $most } Sekunden vergeben.
change-places-here = Kanäle und Rollen gehören zu einem Server. Bitte wähle sie dort.
change-places-most = Du kannst hier höchstens { $most } wählen, nicht { $count }.
change-models-here = Modelle gehören zu einem Server. Bitte wähl sie dort.
change-model-absent = Dieses Modell steht nicht auf der Liste.
change-period-order = Der Zeitraum muss beginnen, bevor er endet.
change-period-long = Der Zeitraum kann höchstens { $days } Tage lang sein.
change-no-video = Dieses Video gibt es hier nicht. Seine ID findest du im Namen der Datei.

limit-budget-cap = Die Budgets des Betreibers erlauben hier höchstens { $cap } { $window }.
limit-user-usd-cap = Die Budgets erlauben hier nur { $cap } { $window }. Mehr könnte niemand nutzen.
limit-seconds-cap = { $seconds } s Video können { $cost } kosten, aber die Budgets erlauben nur { $cap } { $window }. Das höchstmögliche Limit ist { $most } s.
limit-no-budget = Budgets gibt es für Server und den ganzen Bot. Für eine Rolle oder ein Mitglied leg stattdessen Sekunden oder USD pro Person fest.
limit-no-ceiling = Nur das Budget eines Servers kann eine Obergrenze haben. Für seine Mitglieder leg stattdessen Sekunden oder USD pro Person fest.
limit-elsewhere = Dieses Limit gehört zu einem Server. Bitte leg es dort fest.
limit-for-nobody = Ein Limit für einen ganzen Server oder den ganzen Bot kann nicht für eine einzelne Person gelten.
limit-no-number = „{ $text }“ ist keine ganze Zahl. Gib eine Zahl wie 60 oder unlimited ein.
limit-no-amount = „{ $text }“ ist kein Geldbetrag. Gib einen Betrag wie 25 oder 12.50 oder unlimited ein.
limit-negative = Ein Limit kann nicht negativ sein. Gib eine Zahl über 0 oder unlimited ein.
limit-zero = Ein Limit von 0 würde gar nichts erlauben. Um eine Person zu stoppen, nimm block. Um alle zu stoppen, nimm pause. Für kein Limit gib unlimited ein.
limit-too-much = Das ist zu viel: Das höchstmögliche Limit ist hier { $most }. Für kein Limit gib unlimited ein.

words-most = Du kannst höchstens { $most } Wörter verbieten.
words-absent = „{ $word }“ steht nicht auf der Liste.
words-long = Ein verbotenes Wort oder ein Ausdruck kann höchstens { $most } Zeichen lang sein.
words-unsearchable = „{ $word }“ enthält keinen Buchstaben, keine Ziffer und kein Symbol, nach dem ich suchen kann.
