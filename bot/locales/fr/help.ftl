## /veo-help

command-veo-help = Comment faire des vidéos, et comment marchent les limites
help-title = Comment faire des vidéos
help-command-veo = { $command } : décris une scène et reçois une vidéo. Tu peux aussi choisir la durée, le format, le style et le mouvement de caméra.
help-command-veo-image = { $command } : joins une image et donne-lui vie. Tu peux aussi dire ce qui doit se passer.
help-command-animate = **{ $command }** : la même chose pour une image déjà publiée dans un salon. Fais un clic droit sur le message, ou appuie longuement dessus, puis choisis Applications. Ou mentionne-moi dans un message avec une image.
help-command-veo-story = { $command } : écris deux à six scènes et reçois un film qui s'allonge scène après scène.
help-command-veo-jobs = { $command } : tes vidéos : annule-les, refais-les ou renvoie-les.
help-command-veo-quota = { $command } : ce qu'il te reste, et quand d'autres secondes reviennent.
help-command-veo-settings = { $command } : choisis ton modèle, ta durée, ton format et ton style habituels, et si je te préviens par message privé quand une vidéo est prête.
help-command-veo-privacy = { $command } : ce que je garde sur toi, à télécharger ou à supprimer.

help-examples = Ou essaie l'une de ces idées. Tu peux la modifier avant la création :
help-buttons-title = **Les boutons sous une vidéo**
help-button-again = la même demande avec une autre seed, pour une autre version.
help-button-edit = change le prompt ou un réglage et obtiens une nouvelle vidéo.
help-button-continue = poursuis à partir de la dernière image avec la scène suivante, et reçois tout le film jusque-là.
help-button-delete = supprime ta vidéo et son prompt définitivement.
help-button-cancel = retire une demande encore en attente. Cela ne te coûte rien.
help-button-send = reçois une vidéo que je n'ai pas pu publier. Elle est dans la liste de tes vidéos.
help-limits-title = **Comment marchent les limites**
help-limits = « Aujourd'hui » désigne les dernières 24 heures, « cette semaine » les 7 derniers jours et « ce mois-ci » les 30 derniers jours. Quand tes vidéos sont plus anciennes, leurs secondes reviennent. Les vidéos échouées sont remboursées. Si tu atteins une limite, je te dis laquelle, ce qu'il reste et quand d'autres secondes reviennent.

help-tips-title = **Astuces**
help-tip-prompt = Dis qui ou quoi on voit, ce qui se passe, où, dans quelle lumière, et comment la caméra bouge. Reste sur une seule scène.
help-tip-again = Pendant que tu écris un prompt, je te propose tes derniers.
help-tip-seed = Le même prompt et la même seed donnent une vidéo semblable. Change un mot pour voir ce que ça fait.

help-admin-title = **Pour les admins**
help-command-veo-admin = { $command } : limites pour les membres et les rôles, salons, mots interdits, blocages, pauses et dépenses.
help-admin-permissions-fine = J'ai toutes les permissions qu'il me faut dans ce salon.
help-admin-permissions-missing = Il me faut encore ces permissions dans ce salon : { $missing }.
