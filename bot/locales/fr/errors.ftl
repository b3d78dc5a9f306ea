## Refus et erreurs

error-permissions = Il me manque des permissions dans ce salon : { $missing }. Demande à quelqu'un qui gère le serveur de les ajouter, ou utilise un autre salon.
error-unexpected = Quelque chose s'est mal passé de mon côté, et aucune vidéo n'a été lancée. Réessaie. Si ça se reproduit, donne cette référence à l'opérateur : `{ $reference }`
error-database = Je n'arrive pas à joindre ma base de données en ce moment. Rien de nouveau n'a été lancé. Réessaie dans une minute.
error-database-slow = Ma base de données est très lente en ce moment, alors j'ai arrêté d'attendre. Rien de nouveau n'a été lancé. Réessaie dans quelques minutes.
error-restarting = Je suis en train de redémarrer et je n'ai pas pu terminer. Réessaie dans une minute.
error-no-answer = { $mention } Discord n'a pas affiché ma réponse à temps, mais j'ai bien ta demande :
permission-send_messages = Envoyer des messages
permission-send_messages_in_threads = Envoyer des messages dans les fils
permission-attach_files = Joindre des fichiers
permission-view_channel = Voir le salon
error-option = « { $value } » n'est pas un choix valable pour cette option. Choisis une valeur dans la liste.
error-option-long = « { $option } » peut avoir au plus { $most } caractères. Raccourcis le texte.
error-option-range = « { $option } » est un nombre entier de { $least } à { $most }.
error-command-changed = Cette commande a changé, ou Discord n'en a envoyé qu'une partie. Redémarre Discord et réessaie.
error-outdated = Ça a expiré. Recommence depuis le début.
error-not-asked = Seule la personne à qui j'ai posé la question peut répondre.
permission-read_message_history = Voir les anciens messages
