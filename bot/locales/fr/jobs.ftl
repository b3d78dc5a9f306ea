## /veo-jobs

command-veo-jobs = Vois tes vidéos : en préparation, prêtes, échouées et gardées pour toi
command-veo-jobs-show = Lesquelles (toutes si tu ne choisis pas)
command-veo-jobs-member = De qui : pour celles et ceux qui gèrent le serveur

jobs-show-all = Toutes
jobs-show-running = En préparation
jobs-show-done = Prêtes
jobs-show-failed = Échouées ou annulées
jobs-show-kept = Gardées, à renvoyer

jobs-title = Tes vidéos
jobs-title-here = Vidéos de { $member } sur ce serveur
jobs-title-everywhere = Vidéos de { $member } partout
jobs-count =
    { $show } · { $total ->
        [one] { $total } vidéo
       *[other] { $total } vidéos
    } · page { $page } sur { $pages }
jobs-none = Tu n'as pas encore de vidéos. Lances-en une avec `/veo` et un prompt, ou avec `/veo-image` et une image.
jobs-none-here = Il n'y a aucune vidéo de cette personne ici.
jobs-none-like-that = Aucune ne correspond. Choisis une autre catégorie ci-dessous.
jobs-filter = Afficher seulement…
jobs-newer = Plus récentes
jobs-older = Plus anciennes
jobs-refresh = Actualiser
jobs-send-again = Renvoyer
jobs-watch = La regarder
jobs-card = Voir sa carte
jobs-private = Une vidéo privée
jobs-picture = Faite à partir d'une image, sans prompt
jobs-mark-private = privée
jobs-mark-part = partie { $part }

jobs-state-queued = En attente de son tour
jobs-state-submitting = En cours de commande
jobs-state-unknown = En cours de vérification
jobs-state-generating = En préparation
jobs-state-fetching = En cours de récupération
jobs-state-delivering = En cours de publication
jobs-state-delivered = Prête
jobs-state-deleted = Prête, et son message a été supprimé
jobs-state-failed = Échouée
jobs-state-cancelled = Annulée
jobs-state-undeliverable = Prête, mais je n'ai pas pu la publier

jobs-kept = Son fichier est gardé pour l'instant : appuie sur « Renvoyer ».
jobs-kept-no-more = Son fichier n'est plus gardé. « Refaire » en fait une nouvelle.
jobs-not-theirs = Il faut gérer ce serveur pour voir ici les vidéos d'un autre membre. Sans `member`, je te montre les tiennes.
jobs-unreadable = Je n'arrive pas à joindre ma base de données en ce moment. Réessaie dans une minute.

resend-not-yours = Seule la personne qui a commandé cette vidéo peut la faire renvoyer.
resend-under-way = Je suis déjà en train de l'envoyer.
resend-done = Elle a déjà été envoyée ; tu la trouves avec `/veo-jobs`.
resend-nothing = Il n'y a pas de vidéo gardée à envoyer.
resend-gone = Son fichier n'est plus gardé, ni par moi ni par le service vidéo. Désolé ; « Refaire » en fait une nouvelle.
