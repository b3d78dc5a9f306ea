## Ce qui peut ne pas aller dans un changement fait par un admin

change-only-operators = Cela concerne tout le bot, donc seuls ses opérateurs peuvent le faire.
change-only-managers = Pour faire ça, il te faut la permission Gérer le serveur sur ce serveur.
change-id = Ce n'est pas un identifiant Discord. Choisis une personne, un rôle ou un salon dans la liste.
change-reason-long = Une raison peut avoir au maximum { $most } caractères ; la tienne en a { $count }.
change-end-past = La fin doit être dans le futur.
change-end-far = La fin peut être au plus tard dans { $days } jours. Laisse vide s'il ne doit pas y avoir de fin.
change-grant = Tu peux donner de 1 à { $most } secondes.
change-places-here = Les salons et les rôles appartiennent à un seul serveur. Choisis-les là-bas.
change-places-most = Tu peux en choisir { $most } au maximum ici, pas { $count }.
change-models-here = Les modèles appartiennent à un serveur. Choisis-les là-bas.
change-model-absent = Ce modèle n'est pas dans la liste.
change-period-order = La période doit commencer avant de finir.
change-period-long = La période peut durer { $days } jours au maximum.
change-no-video = Cette vidéo n'existe pas ici. Tu trouves son identifiant dans le nom de son fichier.

limit-budget-cap = Les budgets de l'opérateur permettent ici { $cap } { $window } au maximum.
limit-user-usd-cap = Les budgets ne permettent ici que { $cap } { $window } : personne ne pourrait utiliser plus.
limit-seconds-cap = { $seconds } s de vidéo peuvent coûter { $cost }, mais les budgets ne permettent que { $cap } { $window }. La limite la plus élevée possible est de { $most } s.
limit-no-budget = Les budgets sont pour les serveurs et pour tout le bot. Pour un rôle ou un membre, fixe plutôt des secondes ou des USD par personne.
limit-no-ceiling = Seul le budget d'un serveur peut avoir un plafond. Pour ses membres, fixe plutôt des secondes ou des USD par personne.
limit-elsewhere = Cette limite appartient à un seul serveur. Fixe-la là-bas.
limit-for-nobody = Une limite pour tout un serveur ou tout le bot ne peut pas être pour une seule personne.
limit-no-number = « { $text } » n'est pas un nombre entier. Écris un nombre comme 60, ou unlimited.
limit-no-amount = « { $text } » n'est pas un montant. Écris un montant comme 25 ou 12.50, ou unlimited.
limit-negative = Une limite ne peut pas être négative. Écris un nombre supérieur à 0, ou unlimited.
limit-zero = Une limite de 0 n'autoriserait rien du tout. Pour arrêter une personne, utilise block. Pour arrêter tout le monde, utilise pause. Pour ne pas limiter, écris unlimited.
limit-too-much = C'est trop : la limite la plus élevée possible ici est { $most }. Pour ne pas limiter, écris unlimited.

words-most = Tu peux interdire { $most } mots au maximum.
words-absent = « { $word } » n'est pas dans la liste.
words-long = Un mot ou une expression interdite peut avoir au maximum { $most } caractères.
words-unsearchable = « { $word } » n'a ni lettre, ni chiffre, ni symbole à chercher.
