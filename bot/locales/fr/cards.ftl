## La carte

card-queued = Dans la file d'attente
card-submitting = Envoi de ta demande
card-unknown = Vérification de ta demande
card-generating = Création de ta vidéo
card-fetching = Téléchargement de ta vidéo
card-delivering = Publication de ta vidéo
card-delivered = Vidéo terminée
card-failed = La vidéo a échoué
card-cancelled = Annulée
card-undeliverable = Vidéo terminée, mais je n'ai pas pu la publier ici
card-held-title = Démarre dans un instant

card-settings = { $duration } s · { $aspect_ratio } · seed { $seed }
card-starts = Démarre { $when }. D'ici là, tu peux encore l'annuler.
card-held = Démarre dans un instant.
card-sending = Elle est en cours d'envoi et ne peut plus être annulée.
card-about-start = Devrait démarrer { $when }.
card-about-start-and-length = Devrait démarrer { $when } et durer environ { $takes }.
card-position = { $position ->
    [1] Ta vidéo est la prochaine dans la file.
   *[other] Ta vidéo est numéro { $position } dans la file.
}
card-elapsed = depuis { $elapsed }
card-remaining = encore environ { $remaining }
card-overdue = C'est plus long que d'habitude. J'y travaille encore…
card-late = C'est bien plus long que d'habitude. Je continue de vérifier, et je publierai la vidéo dès qu'elle sera prête.
card-checking = La connexion s'est coupée pendant l'envoi de ta demande. Je vérifie si elle est arrivée. Elle ne sera pas envoyée deux fois.
card-almost = C'est presque fini.
card-took = faite en { $took }
card-watch = Regarder
card-sent-directly = Je n'ai pas pu la publier ici, donc je l'ai envoyée en message privé.
card-paused = Ta vidéo garde sa place dans la file et démarre automatiquement.
card-kept = Je n'ai pas pu la publier ici ni te l'envoyer en message privé. J'ai gardé le fichier pour l'instant : ouvre /veo-jobs et appuie sur « Renvoyer ».
seconds = { $seconds } s
minutes = { $minutes } min { $seconds } s

## Le résultat

result = { $mention } Voici ta vidéo.
source-own = Faite à partir de [cette vidéo]({ $link }).
source-theirs = { $mention } l'a faite à partir d'[une vidéo]({ $link }) de { $owner }.
result-alt = Vidéo faite par { $model } à partir de ce prompt : { $prompt }
result-alt-picture = Vidéo faite par { $model } à partir d'une image
differs-damaged = Le fichier est abîmé, il en manque peut-être une partie.
differs-length = Elle dure { $seconds } s au lieu des { $asked } s demandées.
differs-shape = Elle fait { $size } pixels au lieu de { $asked }.
differs-silent = Elle n'a pas de son, alors que vous en aviez demandé.
differs-as-is = Je n'ai pas pu la convertir, elle ne sera peut-être pas lisible partout.
result-link = { $mention } Ta vidéo est prête, mais elle est trop lourde pour être publiée. Tu peux la télécharger ici jusqu'au { $expires } : { $url }
    -# Référence { $reference }

failure = { $mention } Ta vidéo a échoué.
failure-reference = Référence { $reference }
failure-rejected = Le service vidéo a refusé le prompt ou un réglage. { $said } Modifie-le et réessaie.
failure-content_blocked = Le filtre de sécurité du service vidéo l'a bloquée. Décris-la autrement.
failure-generation_failed = Le service vidéo n'a pas pu la faire. Réessaie.
failure-video_lost = Elle a été faite, mais je n'arrive pas à obtenir le fichier du service vidéo. Désolé ! L'opérateur est prévenu.
failure-upload_failed = Je n'ai pas pu envoyer ton image au service vidéo. { $said } Réessaie.
failure-scene_lost = Je n'ai pas pu obtenir la dernière image de la scène précédente, par laquelle celle-ci devait commencer.
failure-submission_lost = La connexion s'est coupée pendant l'envoi, et rien n'indique que la demande soit arrivée. Réessaie.
failure-timed_out = Le service vidéo ne l'a jamais terminée. Réessaie.
failure-given-back = Tes { $seconds } s ont été remboursées.
