## Refus et erreurs

error-permissions = Je n'ai pas le droit de faire ça dans ce salon. Il manque ici : { $missing }. Demande à quelqu'un qui gère le serveur de l'autoriser, ou utilise un autre salon.
error-unexpected = Quelque chose s'est mal passé de mon côté, et ta vidéo n'a pas été commandée. Réessaie ; si ça se reproduit, donne cette référence à l'opérateur : `{ $reference }`
error-database = Je n'arrive pas à joindre ma base de données en ce moment, donc rien n'a été commandé. Réessaie dans une minute.
error-database-slow = Ma base de données est très lente en ce moment, alors j'ai arrêté d'attendre. Rien n'a été commandé. Réessaie dans quelques minutes.
error-no-answer = { $mention } Discord n'a pas affiché ma réponse à temps, mais j'ai bien ta commande :
permission-send_messages = Envoyer des messages
permission-send_messages_in_threads = Envoyer des messages dans les fils
permission-attach_files = Joindre des fichiers
permission-view_channel = Voir le salon
error-option = Discord a envoyé « { $value } », que je ne peux pas utiliser pour cette option. Choisis une valeur dans la liste.
permission-read_message_history = Voir les anciens messages
