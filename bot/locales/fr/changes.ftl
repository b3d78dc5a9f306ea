## Ce qui peut ne pas aller dans un changement fait par un admin

change-only-operators = Cela concerne tout le bot ; seuls ses opérateurs peuvent le faire.
change-only-managers = Il te faut la permission Gérer le serveur sur ce serveur pour faire ça.
change-id = Ce n'est pas un identifiant Discord. Choisis une personne, un rôle ou un salon dans la liste.
change-reason-long = Une raison peut avoir au maximum { $most } caractères ; celle-ci en a { $count }.
change-end-past = La fin doit être dans le futur.
change-end-far = La fin peut être au plus tard dans { $days } jours. Laisse vide pour ne pas mettre de fin.
change-grant = On peut offrir de 1 à { $most } secondes.
change-places-here = Les salons et les rôles appartiennent à un seul serveur ; choisis-les là-bas.
change-places-most = On peut en choisir { $most } au maximum ici, pas { $count }.
change-period-order = La période doit commencer avant de finir.
change-period-long = Une période peut durer { $days } jours au maximum.
change-no-video = Il n'y a pas de telle vidéo ici. Son identifiant est dans le nom de son fichier.

limit-budget-cap = Les budgets de l'opérateur permettent ici { $cap } { $window } au maximum.
limit-seconds-cap = { $seconds } s de vidéo peuvent coûter { $cost }, mais les budgets ne permettent que { $cap } { $window }. La limite la plus haute possible est { $most } s.
limit-no-budget = Les budgets sont pour les serveurs et tout le bot ; pour un rôle ou une personne, fixe des secondes.
limit-no-ceiling = Un plafond est pour le budget d'un serveur ; pour ses membres, fixe des secondes.
limit-elsewhere = Cette limite appartient à un seul serveur ; fixe-la là-bas.
limit-for-nobody = Une limite pour tout un serveur ou tout le bot ne peut pas être pour une seule personne.
limit-no-number = « { $text } » n'est pas un nombre entier. Écris-en un comme 60, ou unlimited.
limit-no-amount = « { $text } » n'est pas une somme d'argent. Écris-en une comme 25 ou 12.50, ou unlimited.
limit-negative = Une limite ne peut pas être négative. Écris un nombre au-dessus de 0, ou unlimited.
limit-zero = 0 n'autoriserait rien du tout. Pour arrêter quelqu'un, utilise block, pour arrêter tout le monde, utilise pause ; pour ne pas limiter, écris unlimited.
limit-too-much = C'est trop : { $most } au maximum est possible ici. Pour ne pas limiter, écris unlimited.

words-most = { $most } mots interdits au maximum sont possibles.
words-absent = « { $word } » n'est pas dans la liste.
words-long = Un mot ou une expression interdite peut avoir au maximum { $most } caractères.
words-unsearchable = « { $word } » n'a ni lettre, ni chiffre, ni symbole que l'on puisse chercher.
