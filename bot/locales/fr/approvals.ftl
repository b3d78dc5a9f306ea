## Demander à la modération plus que ne le permet une limite

command-approvals = Demandes à la modération
command-approvals-channel = Choisit leur salon
command-approvals-off = Les désactive
admin-places-approval = Salon des demandes à la modération
admin-places-approval-none = aucun, personne ne peut demander
approval-ask = Demander à la modération
approval-asked = J’ai demandé à la modération de ce serveur. Elle peut voir ton prompt. Sans réponse, la demande prend fin { $when }. Rien n’est facturé avant son accord.
approval-not-here = Il n’y a pas de modération à qui demander ici.
approval-waiting = Tu as déjà une demande en attente sur ce serveur. Attends la réponse.
approval-too-many = Tu peux demander { $most } fois par jour. Réessaie demain.
approval-title = Un membre a dépassé sa limite
approval-who = { $user } demande dans { $channel } plus que sa limite ne le permet :
approval-limit = Ce qui lui a été indiqué : { $limit }
approval-until = Prend fin { $when }
approval-approve = Accepter une fois · { $price }
approval-deny = Refuser
approval-deny-title = Refuser cette demande
approval-deny-word = Raison (facultatif)
approval-approved = Acceptée par { $moderator }
approval-denied = Refusée par { $moderator }
approval-denied-word = Refusée par { $moderator } : { $word }
approval-expired = Personne n’a répondu à temps.
approval-over = Cette demande a déjà été traitée, ou elle a expiré.
approval-own = Tu ne peux pas accepter ta propre demande.
approval-not-yours = Seule la modération de ce serveur peut en décider. Il faut la permission « Exclure temporairement des membres » ou « Gérer le serveur ».
approval-price = Cette demande coûte maintenant { $price }. Appuie de nouveau sur « Accepter une fois » si cela te convient.
approval-approved-note = { $mention }, { $moderator } a accepté ta demande.
approval-approved-direct = La modération de { $server } a accepté ta demande. Le résultat arrive bientôt.
approval-denied-direct = La modération de { $server } a refusé ta demande. Rien n’a été facturé.
approval-expired-direct = La modération de { $server } n’a pas répondu à temps, rien n’a donc été créé. Rien n’a été facturé.
approval-approved-private = La modération a accepté ta demande. Je t’enverrai le résultat ici.
    -# Référence { $reference }
approval-withdrawn = Je n’ai pas pu publier dans le salon du membre, la demande a donc été annulée. Rien n’a été facturé.
approval-withdrawn-direct = La modération de { $server } a accepté ta demande, mais je n’ai pas pu publier là-bas, elle a donc été annulée. Rien n’a été facturé.
approval-word = La raison : { $word }
approval-erased = Cette demande a été supprimée, car le membre a fait supprimer ses données.
