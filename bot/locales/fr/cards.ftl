## La carte

card-queued = En attente de son tour
card-submitting = Envoi de ta commande
card-unknown = Vérification de ta commande
card-generating = Création de ta vidéo
card-fetching = Récupération de ta vidéo
card-delivering = Publication de ta vidéo
card-delivered = Ta vidéo est prête
card-failed = Cette vidéo n'a pas marché
card-cancelled = Annulée
card-undeliverable = Ta vidéo est prête, mais je n'ai pas pu la publier ici
card-held-title = Démarre dans un instant
card-deleted = Cette vidéo a été supprimée

card-settings = { $duration } s · { $aspect_ratio } · seed { $seed }
card-starts = Démarre { $when }. D'ici là, tu peux encore l'annuler.
card-held = Démarre dans un instant.
card-sending = La commande part en ce moment, donc elle ne peut plus être annulée.
card-about-start = Début prévu : { $when }, environ.
card-about-start-and-length = Début prévu : { $when }, environ, puis à peu près { $takes }.
card-given-back = Rien n'a été fait ; ses { $seconds } s sont rendues.
card-video-deleted = Le message avec la vidéo a été supprimé.
card-position = { $position ->
    [1] Prochaine dans la file.
   *[other] Numéro { $position } dans la file.
}
card-elapsed = depuis { $elapsed }
card-remaining = encore environ { $remaining }
card-overdue = C'est plus long que d'habitude, je continue de regarder.
card-late = C'est bien plus long que d'habitude. Je continue de regarder, et je publie la vidéo même si elle arrive tard.
card-checking = La connexion s'est coupée pendant la commande de la vidéo. Je vérifie si la commande est arrivée ; rien n'est commandé deux fois.
card-almost = C'est presque fini.
card-took = Faite en { $took }.
card-watch = La regarder
card-sent-directly = Je n'ai pas pu la publier ici, donc je l'ai envoyée en message privé.
card-paused = Les nouvelles vidéos sont en pause en ce moment. La tienne garde sa place et démarre toute seule.
card-kept = Je n'ai pas le droit d'écrire ici, et je n'ai pas pu te l'envoyer non plus. Le fichier est gardé pour l'instant : ouvre /veo-jobs et appuie sur « Renvoyer ».
seconds = { $seconds } s
minutes = { $minutes } min { $seconds } s

## Le résultat

result = { $mention } Voici ta vidéo.
result-alt = Vidéo faite par Veo 2 à partir de ce prompt : { $prompt }
result-alt-picture = Vidéo faite par Veo 2 à partir d'une image
result-link = { $mention } Ta vidéo est prête, mais elle est trop lourde pour être publiée. Jusqu'au { $expires }, elle est ici : { $url }
    -# Référence { $reference }

failure = { $mention } Ta vidéo n'a pas marché : { $why }
    -# Référence { $reference }
failure-rejected = Le service vidéo n'a pas accepté le prompt ou un réglage. { $said } Rien n'a été facturé ; modifie ta demande et réessaie.
failure-content_blocked = Le filtre de sécurité du service vidéo l'a bloquée. Rien n'a été facturé ; décris-la autrement.
failure-generation_failed = Le service vidéo n'a pas pu la faire. Rien n'a été facturé ; réessaie.
failure-video_lost = Elle a été faite, mais le service vidéo ne donne pas le fichier. Désolé ; l'opérateur peut le voir dans le journal.
failure-upload_failed = L'image n'a pas pu être transmise au service vidéo. { $said } Rien n'a été facturé ; réessaie.
failure-submission_lost = La connexion s'est coupée pendant la commande, et la commande n'est jamais apparue. Réessaie.
failure-timed_out = Le service vidéo ne l'a jamais terminée. Réessaie.
failure-given-back = Ses { $seconds } s sont rendues.
