## Vidéos privées

command-veo-private = La carte et la vidéo ne sont visibles que par toi
animate-options = Options
private-no-answer =
    Discord n'a pas affiché ma réponse à temps, mais j'ai bien ta demande. J'enverrai la vidéo ici.
    -# Référence { $reference }
private-ready = Ton image est prête.
private-accepted = J'ai bien ta demande.
private-card-ends = Discord ne me laisse modifier ce message que pendant 15 minutes, donc c'est sa dernière mise à jour. Je t'enverrai la vidéo en message privé.
private-card-shown = Je n'ai pas pu la publier ici, donc je l'ai montrée à la personne qui l'a demandée.
private-sending = J'envoie ta vidéo…
private-sent = Ta vidéo est ici : { $link }
private-sent-directly = Je n'ai pas pu montrer ta vidéo ici, donc je l'ai envoyée en message privé.
private-not-sent = Cette fois non plus, ça n'a pas marché : je n'ai pas pu la publier dans son salon, la montrer ici, ni te l'envoyer en message privé. J'ai gardé le fichier pour l'instant, donc tu peux appuyer encore une fois sur « Renvoyer ».
