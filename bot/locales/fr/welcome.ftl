## Le message de bienvenue

welcome-title = Salut ! Je transforme des mots et des images en courtes vidéos
welcome-start = **Pour commencer :** tape { $veo } et décris une scène, ou { $image } et joins une image. Tu peux aussi faire un clic droit sur un message avec une image, puis Applications, { $animate }. La vidéo arrive dans le salon, en général en moins d'une minute.
welcome-more = { $help } t'en dit plus, et { $quota } montre ce qu'il te reste.
welcome-admins = **Pour les admins :** tout le monde peut faire des vidéos tout de suite, dans les limites de l'opérateur. Avec { $admin }, fixe combien chacun peut en faire, et dans quels salons. Pour voir chaque changement, choisis un salon avec `audit channel`.
welcome-permissions-fine = **Permissions :** j'ai tout ce qu'il me faut sur ce serveur. Certains salons peuvent quand même m'être fermés.
welcome-permissions-missing = **Permissions :** il me manque encore { $missing }. Autorise-le dans Paramètres du serveur, Rôles ; d'ici là, je ne peux pas publier de vidéos partout.
