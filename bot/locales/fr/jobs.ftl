## /veo-jobs

command-veo-jobs = Tes vidéos : suis-les, annule-les, refais-les ou renvoie-les
command-veo-jobs-show = Quelles vidéos (par défaut : toutes)
command-veo-jobs-member = Les vidéos de ce membre (il faut pouvoir gérer le serveur)

jobs-show-all = Toutes
jobs-show-running = En cours
jobs-show-done = Terminées
jobs-show-failed = Échouées ou annulées
jobs-show-kept = Non publiées

jobs-title = Tes vidéos
jobs-title-here = Vidéos de { $member } sur ce serveur
jobs-title-everywhere = Vidéos de { $member } partout
jobs-count =
    { $show } · { $total ->
        [one] { $total } vidéo
       *[other] { $total } vidéos
    } · page { $page } sur { $pages }
jobs-none = Tu n'as pas encore de vidéos. Lances-en une avec `/veo` et un prompt, ou avec `/veo-image` et une image.
jobs-none-here = Ce membre n'a pas de vidéos ici.
jobs-none-like-that = Aucune vidéo ne correspond. Choisis un autre filtre ci-dessous.
jobs-filter = Afficher seulement…
jobs-newer = Plus récentes
jobs-older = Plus anciennes
jobs-refresh = Actualiser
jobs-send-again = Renvoyer
jobs-watch = Regarder
jobs-card = Aller à sa carte
jobs-private = Vidéo privée
jobs-picture = Faite à partir d'une image, sans prompt
jobs-forgotten = Son prompt n'est plus conservé
jobs-mark-private = privée

jobs-state-queued = Dans la file d'attente
jobs-state-submitting = Envoi en cours
jobs-state-unknown = Vérification en cours
jobs-state-generating = En cours
jobs-state-fetching = Téléchargement en cours
jobs-state-delivering = Publication en cours
jobs-state-delivered = Terminée
jobs-state-deleted = Supprimée
jobs-state-failed = Échouée
jobs-state-cancelled = Annulée
jobs-state-undeliverable = Terminée, mais pas publiée

jobs-kept = J'ai gardé le fichier pour l'instant. Appuie sur « Renvoyer » pour le recevoir.
jobs-kept-no-more = Le fichier n'existe plus. Appuie sur « Refaire » pour une nouvelle vidéo.
jobs-not-theirs = Seules les personnes qui gèrent ce serveur peuvent voir les vidéos d'un autre membre. Laisse `member` vide pour voir les tiennes.
jobs-unreadable = Je n'arrive pas à joindre ma base de données en ce moment. Réessaie dans une minute.

resend-not-yours = Seule la personne qui a demandé cette vidéo peut la faire renvoyer.
resend-under-way = Je suis déjà en train de l'envoyer.
resend-done = Cette vidéo a déjà été envoyée. Tu la trouves avec `/veo-jobs`.
resend-nothing = Il n'y a pas de vidéo à renvoyer.
resend-gone = Désolé, le fichier n'existe plus : ni moi ni le service vidéo ne l'avons encore. Appuie sur « Refaire » pour une nouvelle vidéo.
