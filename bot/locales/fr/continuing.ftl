## Continuer une vidéo

continue-button = Continuer
continue-title = Que se passe-t-il ensuite ?
continue-prompt = Partie { $part } sur { $most } (facultatif)
continue-prompt-description = Elle commence par la dernière image de cette vidéo.
continue-prompt-placeholder = La caméra suit tandis que le personnage se retourne et marche vers la lumière
continue-duration = Durée
part-with-words = Partie { $part } : { $words }
part-without-words = Partie { $part }
continue-result = { $mention } Voici la partie { $part } de l'histoire, et le film de toutes les parties jusqu'ici.
continue-result-alone = { $mention } Voici la partie { $part } de l'histoire. Je n'ai pas pu ajouter le film de toutes les parties : il n'a pas pu être assemblé, ou il est trop lourd pour être publié ici.
continue-film-alt = Film de l'histoire jusqu'ici, parties 1 à { $part } assemblées
continue-deleted = Cette vidéo a été supprimée, donc elle ne peut pas être continuée. Aucune vidéo n'a été lancée.
continue-unfinished = Cette vidéo n'est pas encore terminée. Tu pourras la continuer dès qu'elle sera publiée.
continue-unposted = Cette vidéo n'a pas encore pu être publiée. Ouvre /veo-jobs et appuie d'abord sur « Renvoyer », puis continue-la.
continue-failed = Cette vidéo n'a pas été faite, donc il n'y a rien à continuer.
continue-full = Une histoire a { $most } parties au maximum, et celle-ci est la dernière. Pour commencer une nouvelle histoire, enregistre une image de cette vidéo et utilise /veo-image.
continue-again = J'ai déjà cette demande. Sa carte montre où elle en est.
continue-busy = Je n'ai pas pu préparer cette vidéo cette fois. Aucune vidéo n'a été lancée. Réessaie dans quelques minutes.
continue-restarting = Je suis en train de redémarrer. Aucune vidéo n'a été lancée. Réessaie dans une minute.
continue-unreachable = Je n'ai pas pu récupérer cette vidéo cette fois. Aucune vidéo n'a été lancée. Réessaie dans quelques minutes.
continue-gone = Je ne peux pas continuer cette vidéo : son fichier n'est plus ni sur mon disque ni chez Discord. Aucune vidéo n'a été lancée.
