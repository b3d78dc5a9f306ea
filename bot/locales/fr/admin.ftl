## /veo-admin

command-admin = Limites, budgets, blocages et dépenses sur ce serveur
command-admin-where = Ce serveur, ou tout le bot (opérateurs seulement)
command-admin-member = Quel membre
command-admin-until = Jusqu'à quand : 3d, 12h, 1w 2d, ou une date UTC comme 2026-12-01 18:30
command-admin-reason = Pourquoi : gardé dans le journal d'audit et montré aux personnes concernées
where-server = Ce serveur
where-bot = Tout le bot (opérateurs)
where-ceiling = Le budget le plus élevé possible pour ce serveur (opérateurs)

command-limits = Combien chacun peut faire de vidéos, et combien on peut dépenser
command-limits-show = Affiche les limites d'ici, ou celles d'un membre ou d'un rôle
command-limits-show-user = Affiche les limites de ce membre, et d'où elles viennent
command-limits-show-role = Affiche les limites fixées pour ce rôle
command-limits-set = Fixe une limite pour ce serveur, un rôle ou un membre
command-limits-set-limit = Que limiter
command-limits-set-value = Un nombre comme 60, un montant comme 12.50, ou unlimited
command-limits-user = Seulement pour ce membre
command-limits-role = Seulement pour les membres avec ce rôle
command-limits-clear = Retire une limite ; la limite plus générale s'applique alors
command-limits-clear-limit = Quelle limite
command-limits-clear-deleted = Un rôle supprimé qui a encore des limites

command-grant = Donne à un membre des secondes de vidéo en plus
command-grant-seconds = Combien de secondes
command-grant-expires = À utiliser avant : 3d, 12h, 1w 2d, ou une date UTC comme 2026-12-01 18:30 (par défaut : sans fin)
command-block = Empêche un membre de faire des vidéos
command-unblock = Débloque un membre
command-blocks = Affiche qui est bloqué
command-forgive = Efface les vidéos bloquées et échouées de quelqu'un, et la pause causée (opérateurs)
command-pause = N'accepte plus de vidéos pour l'instant ; celles déjà acceptées continuent
command-resume = Accepte à nouveau les nouvelles vidéos

command-channels = Les salons où l'on peut faire des vidéos
command-channels-show = Affiche où l'on peut faire des vidéos
command-channels-add = Autorise un salon (ceux qui ne sont pas dans la liste sont bloqués)
command-channels-remove = Retire un salon de la liste
command-channels-clear = Autorise à nouveau tous les salons
command-channels-channel = Quel salon (avec ses fils)
command-channels-deleted = Un salon supprimé encore dans la liste
command-roles = Les rôles qui peuvent faire des vidéos
command-roles-show = Affiche quels rôles peuvent faire des vidéos
command-roles-add = Autorise un rôle (sans un rôle de la liste, on ne peut pas faire de vidéos)
command-roles-remove = Retire un rôle de la liste
command-roles-clear = Autorise à nouveau tous les membres
command-roles-role = Quel rôle
command-roles-deleted = Un rôle supprimé encore dans la liste
command-words = Les mots et expressions interdits dans les prompts
command-words-show = Affiche les mots interdits
command-words-add = Interdit des mots ou expressions
command-words-add-words = Mots ou expressions séparés par des virgules ; casse, accents et largeur ne comptent pas
command-words-remove = Autorise à nouveau un mot ou une expression
command-words-remove-word = Quel mot ou quelle expression
command-models = Quels modèles on peut utiliser, et lequel est le modèle par défaut
command-models-show = Affiche les modèles de ce serveur, de ses salons et de ses rôles
command-models-allow = Autorise un modèle (ceux qui ne sont pas dans la liste y sont bloqués)
command-models-remove = Retire un modèle de la liste
command-models-default = Choisit le modèle des demandes qui n'en nomment pas
command-models-clear = Retire le modèle par défaut et la liste : les plus généraux s'appliquent
command-models-model = Quel modèle
command-models-channel = Seulement dans ce salon (avec ses fils)
command-models-role = Seulement pour les membres qui ont ce rôle
command-models-deleted = Un salon ou rôle supprimé qui a encore des modèles
command-audit = Où publier les changements et les demandes refusées par un budget
command-audit-show = Affiche les derniers changements et les demandes refusées
command-audit-channel = Choisit le salon d'audit
command-audit-channel-channel = Où publier
command-audit-off = Ne publie plus ; tout reste enregistré
command-usage = Ce qui a été dépensé, par qui et avec quel résultat, avec un graphique et un fichier CSV
command-usage-period = Quels jours (par défaut : les 30 derniers)
command-job = L'historique complet d'une vidéo
command-job-id = Son identifiant ou un lien vers son message
command-details = Détails de la vidéo
command-block-member = Bloquer la création de vidéos
block-form-title = Bloquer la création de vidéos
block-form-until = Jusqu'à quand ? (facultatif)
block-form-until-hint = 3d, 12h, 2026-12-31 18:00 (UTC) ; vide : définitivement
block-form-reason = Pourquoi ? (facultatif ; affiché)

admin-was = **Avant** { $was }
admin-now = **Maintenant** { $now }
admin-unchanged = Rien à changer : c'est déjà { $now }.
admin-more = … et { $count } de plus
admin-reason = « { $reason } »
admin-not-set = non fixé
admin-unlimited = illimité
admin-target-here = sur ce serveur
admin-target-everywhere = partout
admin-target-user-everywhere = { $user } partout
admin-target-server = ce serveur
admin-target-bot = tout le bot
admin-target-ceiling = budget le plus élevé possible pour ce serveur

admin-field-seconds_per_day = secondes de vidéo par jour
admin-field-seconds_per_week = secondes de vidéo par semaine
admin-field-seconds_per_month = secondes de vidéo par mois
admin-field-user_usd_per_day = USD par personne et par jour
admin-field-user_usd_per_week = USD par personne et par semaine
admin-field-user_usd_per_month = USD par personne et par mois
admin-field-jobs_at_once = vidéos à la fois
admin-field-cooldown_s = secondes entre deux vidéos
admin-field-usd_per_day = budget : USD par jour
admin-field-usd_per_week = budget : USD par semaine
admin-field-usd_per_month = budget : USD par mois

admin-limit-title = Limite
admin-limit-cleared = La limite plus générale s'applique à nouveau. Voir /veo-admin limits show.
admin-limit-two-targets = Choisis un membre ou un rôle, pas les deux. Rien n'a été modifié.
admin-limit-role-everywhere = Un rôle appartient à un seul serveur. Pour tout le bot, choisis un membre, ou laisse les deux vides.
admin-limit-ceiling-target = Le budget le plus élevé possible vaut pour tout le serveur. Laisse le membre et le rôle vides.
admin-limits-title = Limites : { $whose }
admin-limits-people = **Pour chaque membre**
admin-limits-server = **Budget de ce serveur**
admin-limits-bot = **Budget de tout le bot**
admin-limits-set = **Fixé sur ce serveur**
admin-limits-set-bot = **Fixé par les opérateurs**
admin-limits-none = Aucune limite n'est fixée ici. Les valeurs par défaut de l'opérateur s'appliquent.
admin-limits-line = { $limit } : **{ $value }** ({ $origin })
admin-limits-row = { $who } · { $limit } : **{ $value }**
admin-limits-deleted = un rôle supprimé (`{ $id }`)
admin-origin-default = par défaut
admin-origin-bot = tout le bot
admin-origin-ceiling = fixé par l'opérateur
admin-origin-server = ce serveur
admin-origin-role = par rôle
admin-origin-user = ce membre

admin-grant-title = Secondes en plus
admin-grant-about = { $seconds } s pour { $user } { $where }
admin-grant-value = reste { $seconds } s en plus
admin-grant-expires = à utiliser avant le { $when }
admin-block-title = Blocage
admin-block-none = non bloqué
admin-block-value = bloqué
admin-block-until = jusqu'au { $when }
admin-blocks-title = Bloqués
admin-blocks-none = Personne n'est bloqué.
admin-strikes-title = Vidéos bloquées et échouées
admin-pause-title = Pause
admin-pause-none = en marche
admin-pause-value = en pause
admin-pause-running = Les vidéos déjà acceptées continuent.

admin-places-channel = Salons où l'on peut faire des vidéos
admin-places-channel-none = tous les salons
admin-places-channel-absent = Ce salon n'est pas dans la liste.
admin-places-role = Rôles qui peuvent faire des vidéos
admin-places-role-none = tous les membres
admin-places-role-absent = Ce rôle n'est pas dans la liste.
admin-places-audit = Salon d'audit
admin-places-audit-none = aucun
admin-places-which = Choisis soit un élément existant, soit un élément supprimé.
admin-places-deleted = Ceux-ci n'existent plus, ou je ne peux pas les voir : { $ids }
admin-places-blind = Je ne peux pas voir { $channel } ou y publier. Quiconque essaie d'y faire une vidéo verra une erreur tant que tu ne m'en donnes pas la permission.
admin-places-nobody = Tous les rôles de la liste ont été supprimés, donc personne ne peut faire de vidéos.
admin-words-title = Mots interdits
admin-words-none = Aucun mot n'est interdit.
admin-words-value = { $count ->
    [0] aucun
    [one] 1 : { $words }
   *[other] { $count } : { $words }
}
admin-words-added = ajouté : { $words }
admin-words-removed = retiré : { $words }
admin-words-empty = Écris au moins un mot.
admin-models-title = Modèles
admin-models-value = par défaut { $default } ; autorisés : { $allowed }
admin-models-no-list = pas de liste
admin-models-none = Rien n'est fixé ici : tous les modèles sont utilisables.
admin-models-known = L'opérateur propose : { $known }
admin-models-default-not-allowed = Le modèle par défaut n'est pas dans la liste : il est ignoré ici.
admin-models-gone = supprimé (`{ $id }`)
admin-models-two = Choisis un salon ou un rôle, pas les deux. Rien n'a été changé.
admin-models-absent = Ce salon ou ce rôle n'a pas de modèles fixés. Rien n'a été changé.

admin-audit-title = Derniers changements
admin-audit-none = Rien n'a encore été modifié ni refusé.
admin-audit-by = par { $user }
admin-audit-itself = le bot
admin-deleted-person = une personne supprimée
admin-audit-line = { $when } { $who } · { $what } : { $before } → { $after }
admin-audit-refused = Un budget a refusé une demande
admin-audit-refused-more = Les autres demandes de cette personne dans l'heure sont seulement comptées : voir /veo-admin audit show.
admin-audit-refused-who = { $user } dans { $channel }
admin-audit-not-posted = Le changement est enregistré, mais je n'ai pas pu le publier dans le salon d'audit. Vérifie mes permissions dans ce salon.
admin-audit-cannot = Je ne peux pas publier dans { $channel }. Permissions manquantes : { $missing }. Ajoute-les, ou choisis un autre salon. Rien n'a été modifié.

admin-end-unreadable = Je ne comprends pas la date ou la durée « { $text } ». Écris une durée comme 3d, 12h, 90m ou 1w 2d, ou une date UTC comme 2026-12-01 ou 2026-12-01 18:30. Rien n'a été modifié.
admin-end-impossible = La date « { $text } » n'existe pas. Rien n'a été modifié.
admin-person-bot = C'est un bot, et seules des personnes font des vidéos. Rien n'a été modifié.
admin-person-elsewhere = Cette personne n'est pas membre de ce serveur. Rien n'a été modifié.
admin-person-unknown = Discord ne connaît pas cette personne. Choisis quelqu'un dans la liste. Rien n'a été modifié.
admin-channel-gone = Ce salon n'existe plus. Rien n'a été modifié.
admin-role-gone = Ce rôle n'existe plus. Rien n'a été modifié.
admin-role-everyone = Tu ne peux pas choisir @everyone. Pour inclure tout le monde, laisse le rôle vide ou vide la liste. Rien n'a été modifié.
admin-id-unreadable = « { $text } » n'est pas un identifiant. Choisis-en un dans la liste. Rien n'a été modifié.
admin-error-database = Je n'arrive pas à joindre ma base de données en ce moment, donc rien n'a été modifié. Réessaie dans une minute.

admin-job-title = Vidéo { $id }
admin-job-unreadable = « { $text } » n'est ni l'ID d'une vidéo ni un lien vers son message. L'ID a 16 lettres et chiffres ; il figure dans le nom du fichier vidéo. Ou fais un clic droit sur le message, puis choisis Applications.
admin-job-request = { $user } dans { $channel } { $when }
admin-job-money = estimé { $estimate }, coût { $cost }
admin-job-unknown-cost = inconnu
admin-job-events = **Ce qui s'est passé**
admin-job-entries = **Écritures comptables**
admin-step-requested = Demandée
admin-step-queued = Remise dans la file
admin-step-submitting = Envoyée à Segmind
admin-step-unknown = Pas de réponse claire de Segmind : je l'ai cherchée dans son historique
admin-step-generating = Acceptée par Segmind
admin-step-fetching = Terminée chez Segmind
admin-step-delivering = Téléchargée
admin-step-delivered = Publiée
admin-step-failed = Échouée
admin-step-cancelled = Annulée
admin-step-undeliverable = N'a pas pu être publiée
admin-step-changed = Noté
admin-why-restart = le bot a été redémarré entre-temps
admin-why-found = trouvée dans l'historique de Segmind
admin-why-adopted = rattachée par { $who }
admin-why-written-off = passée en perte par { $who }
admin-why-sent-again = renvoyée à la demande de la personne
admin-why-deleted = supprimée par { $who }
admin-why-restored = une copie de la base de données a été restaurée
admin-why-unanswered = Discord n'a pas pu afficher sa carte
admin-why-late = l'accepter a pris trop de temps
admin-why-cancelled = par { $who }
admin-why-cost = Segmind a indiqué un coût de { $said } USD
admin-entry-reserve = Réservé
admin-entry-release = Libéré
admin-entry-settle = Réglé
admin-entry-refund = Remboursé
admin-entry-grant = Accordé
admin-entry-seconds = { $seconds } s de la limite
admin-entry-granted = { $granted } s en plus

admin-usage-title = Utilisation : { $period }
admin-usage-period-7 = les 7 derniers jours
admin-usage-period-30 = les 30 derniers jours
admin-usage-period-90 = les 90 derniers jours
admin-usage-period-month = ce mois-ci
admin-usage-period-last-month = le mois dernier
admin-usage-total = **{ $usd }** pour { $jobs } { $jobs ->
    [one] vidéo
   *[other] vidéos
} et { $seconds } s
admin-usage-month = Ce mois-ci (UTC) : { $spent } pour l'instant, environ **{ $forecast }** à la fin au rythme des 7 derniers jours
admin-usage-month-budget = Ce mois-ci (UTC) : { $spent } pour l'instant, environ **{ $forecast }** à la fin au rythme des 7 derniers jours ; le budget est de { $budget } par 30 jours
admin-usage-members = **Membres les plus actifs**
admin-usage-member = { $rank }. { $user } · { $usd } · { $jobs } { $jobs ->
    [one] vidéo
   *[other] vidéos
} · { $seconds } s
admin-usage-models = **Modèles**
admin-usage-model = { $model } · { $usd } · { $jobs } { $jobs ->
    [one] vidéo
   *[other] vidéos
} · { $seconds } s
admin-usage-outcomes = **Résultats** { $outcomes }
admin-usage-outcome = { $name } { $count }
admin-usage-waits = **Temps d'attente** la moitié en { $median } au plus, 9 sur 10 en { $slow } au plus
admin-usage-refusals = Refusées par un budget : { $count }
admin-usage-empty = Aucune vidéo n'a été faite sur cette période.
admin-usage-csv-cut = Le fichier ne contient que les { $lines } premières entrées. L'opérateur peut toutes les obtenir avec `veo-bot ledger export`.

outcome-queued = dans la file
outcome-submitting = en cours d'envoi
outcome-unknown = en vérification
outcome-generating = en cours
outcome-fetching = en téléchargement
outcome-delivering = en publication
outcome-delivered = livrées
outcome-undeliverable = impossibles à publier
outcome-cancelled = annulées
outcome-failed = échouées
outcome-failed-rejected = refusées
outcome-failed-content_blocked = contenu bloqué
outcome-failed-generation_failed = impossibles à faire
outcome-failed-video_lost = vidéo perdue
outcome-failed-upload_failed = image non envoyée
outcome-failed-scene_lost = pas d'image de la scène précédente
outcome-failed-submission_lost = demande perdue
outcome-failed-model_gone = modèle indisponible
outcome-failed-timed_out = délai dépassé

chart-title = Dépenses par jour (UTC)
chart-period = { $period } · { $jobs } { $jobs ->
    [one] vidéo
   *[other] vidéos
}
chart-budget-day = budget { $usd } par jour
chart-budget-week = budget { $usd } par 7 jours
chart-budget-month = budget { $usd } par 30 jours
chart-forecast = prévision : environ { $usd } ce mois-ci
chart-members = Membres les plus actifs
chart-outcomes = Résultats
chart-waits = Temps d'attente
chart-waits-half = la moitié en
chart-waits-slow = 9 sur 10 en
chart-refusals = refusées par un budget
chart-other = autres
chart-nothing = rien pour l'instant
chart-alt = { $title }, { $period }. { $total } au total ; le jour le plus élevé est le { $day }, avec { $most }. { $budget } { $forecast }
