## /veo-privacy

command-veo-privacy = Ce que je garde sur toi, à télécharger ou à supprimer
privacy-title = Ta vie privée
privacy-kept-title = **Ce que je garde, et combien de temps**
privacy-prompts-always = Tes prompts et les réglages de tes vidéos : jusqu'à ce que tu supprimes la vidéo ou tes données.
privacy-prompts-days = Tes prompts et les réglages de tes vidéos : { $days } jours après la fin d'une vidéo.
privacy-videos = Les fichiers vidéo : { $days } jours après leur fin, pour pouvoir les renvoyer. Les images : jusqu'à ce que leur vidéo soit prête.
privacy-records = Les étapes de chaque vidéo : 90 jours ou un peu plus. Ce qu'elle a coûté et combien de secondes elle a pris : pour toujours, car c'est ma comptabilité.
privacy-choices = Ce que tu as choisi dans /veo-settings : jusqu'à ce que tu le changes.
privacy-decisions = Les blocages et les limites que les admins ont fixés pour toi : jusqu'à ce qu'ils les lèvent. Le journal de leurs changements : { $days } jours.
privacy-others-title = **Ce que les autres reçoivent**
privacy-segmind = Le service vidéo Segmind reçoit ton prompt, les réglages et ton image, mais ni ton nom ni ton ID Discord. Il garde sa trace de la demande et la vidéo finie pendant 7 jours, et **toute personne qui a l'adresse d'une vidéo ou d'une image là-bas peut l'ouvrir**. Je ne peux rien supprimer chez Segmind.
privacy-discord = Mes messages dans Discord restent jusqu'à ce que quelqu'un les supprime. Tout le monde dans le salon voit les vidéos qui ne sont pas privées.
privacy-rights = Tu peux tout télécharger ou tout supprimer. Ton ID Discord reste ensuite jusqu'à 30 jours avec ce que tu as utilisé, pour que la suppression ne serve pas à contourner les limites.
privacy-policy = Politique de confidentialité
privacy-download = Télécharger mes données
privacy-delete = Supprimer mes données
privacy-delete-now = Supprimer pour de bon
privacy-sure = **Supprimer tes données pour de bon ?**
    - Maintenant : tes prompts, les fichiers de tes vidéos et de tes images, ce que tu as choisi dans /veo-settings et les secondes en plus que tu n'as pas utilisées. Je supprime aussi mes messages sur { $count ->
        [one] ta { $count } vidéo
       *[other] tes { $count } vidéos
    }, autant que Discord me le permet. Les réponses privées et les liens que je t'ai envoyés en message privé restent jusqu'à ce que tu les masques. Les vidéos qui continuent les tiennes restent.
    - Après { $until } : ton ID Discord. Jusque-là, il reste avec ce que tu as utilisé, donc **tu ne récupères aucune seconde**. Ensuite, il ne reste que des totaux que rien ne relie à toi.
    - Pas supprimés : les blocages et les limites que les admins ont fixés pour toi. Sinon, la suppression les lèverait.
    - Hors de ma portée : Segmind garde ses traces 7 jours, et les sauvegardes gardent leur contenu jusqu'à leur remplacement.
privacy-unfinished = Rien n'a été supprimé : { $count ->
        [one] { $count } de tes vidéos est
       *[other] { $count } de tes vidéos sont
    } encore en cours. Attends qu'elles soient finies, ou annule-les avec /veo-jobs, puis réessaie. Si une vidéo vient d'échouer, je vérifie pendant 15 minutes au plus ce qu'elle a coûté.
privacy-nothing = Il n'y a rien de toi à supprimer pour le moment. Si tu as déjà supprimé tes données, ton ID Discord disparaît 30 jours après.
privacy-done = Tes données sont supprimées{ $count ->
        [0] .
        [one] , avec { $count } vidéo.
       *[other] , avec { $count } vidéos.
    } Je supprime maintenant les messages et les fichiers ; cela peut prendre quelques minutes. Ton ID Discord suivra après { $until }.
privacy-export-done = Voici tout ce que je garde sur toi. Le fichier `data.json` est du texte lisible ; les vidéos et les images que j'ai encore sont à côté.
privacy-export-left = { $count ->
        [one] { $count } fichier ne tient
       *[other] { $count } fichiers ne tiennent
    } pas ici. `data.json` dit où trouver leurs messages.
privacy-export-json-only = Même le texte est trop volumineux pour être envoyé ici. Demande tes données à la personne qui gère ce bot.
privacy-export-later = Tu viens de recevoir tes données. Réessaie { $when }.
