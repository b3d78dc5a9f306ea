## /veo-settings

command-veo-settings = Fixe tes réglages par défaut : modèle, durée, style…
settings-title = Tes réglages
settings-about = Ils s'appliquent partout où tu demandes une vidéo sans rien préciser d'autre. Ce qui n'est pas permis à un endroit, ou qu'un modèle ne sait pas faire, y est ignoré.
settings-usual = Comme d'habitude
settings-model = Modèle
settings-duration = Durée
settings-shape = Format
settings-style = Style
settings-private = Privé
settings-private-about = Toi seul vois tes vidéos et leurs cartes. Si tu me mentionnes dans un message, tout le monde voit la vidéo.
settings-direct = Message privé
settings-direct-about = Je t'envoie un message privé avec un lien quand ta vidéo est prête ou a échoué.
settings-on = activé
settings-off = désactivé
settings-turn-on = Activer
settings-turn-off = Désactiver
choice-no-style = Aucun style

## The direct message about an end, if its person chose so

direct-ready = Ta vidéo est prête : { $link }
direct-failed = Ta vidéo a échoué. Voici pourquoi : { $link }

## /veo-admin defaults

settings-spoiler = Vidéos masquées par un spoiler
settings-restricted = Seulement dans les salons soumis à une limite d'âge
command-defaults = Réglages par défaut des vidéos ici, sauf si quelqu'un choisit autre chose
command-defaults-show = Affiche les réglages par défaut de ce serveur et de ses salons
command-defaults-set = Fixe les réglages par défaut du serveur ou d’un salon ; chacun peut choisir autre chose
command-defaults-clear = Retire des réglages par défaut ; les plus généraux s’appliquent alors
command-defaults-what = Seulement celui-ci (par défaut : tous)
command-defaults-deleted = Un salon supprimé qui a encore des réglages
admin-defaults-title = Réglages par défaut
admin-defaults-none = Rien n'est fixé ici.
admin-defaults-empty = Choisis au moins un réglage. Rien n'a été modifié.
