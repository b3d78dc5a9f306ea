## De meilleurs prompts

command-improve = Un modèle de langage améliore d'abord ton prompt ; tu le vois avant tout paiement
improve-box = Améliorer d'abord mon prompt
improve-box-hint = Tu le verras et pourras le modifier avant tout paiement.
improve-off = Je ne peux pas améliorer de prompts ici. Envoie ta demande sans cette option.
improve-empty = Il n'y a encore rien à améliorer. Écris quelques mots sur ce que la vidéo doit montrer.
improve-busy = Je travaille encore sur ton dernier prompt. Patiente quelques secondes.
improve-often = Tu peux faire améliorer { $most } prompts par heure. Tu pourras recommencer { $when }. En attendant, tu peux utiliser ton propre prompt.
improve-forgotten = Je n'ai plus cette suggestion. Renvoie ta demande.
improve-title = **Voici une scène à partir de tes mots**
improve-yours = -# Tes propres mots :
improve-unpaid = { $taken }. Aucune vidéo n'est créée tant que tu n'as pas choisi.
improve-use = L'utiliser
improve-edit = Modifier
improve-own = Utiliser le mien
improve-again = En essayer un autre
improve-retry = Réessayer
improve-form-title = Modifier le prompt
improve-problem-no_answer = Le modèle de langage n'a pas répondu à temps, ton prompt reste donc tel que tu l'as écrit :
improve-problem-not_sent = Le modèle de langage est injoignable pour le moment, ton prompt reste donc tel que tu l'as écrit :
improve-problem-refused = Le modèle de langage n'est pas disponible, ton prompt reste donc tel que tu l'as écrit :
improve-problem-unusable = Le modèle de langage n'a pas trouvé de scène, ton prompt reste donc tel que tu l'as écrit :
improve-problem-language = Le modèle de langage a répondu dans une autre langue, ton prompt reste donc tel que tu l'as écrit :
improve-problem-same = Le modèle de langage n'avait rien à ajouter, ton prompt reste donc tel que tu l'as écrit :
