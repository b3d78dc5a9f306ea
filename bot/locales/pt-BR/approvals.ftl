## Pedir a um moderador mais do que um limite permite

command-approvals = Pedidos aos moderadores
command-approvals-channel = Escolhe o canal deles
command-approvals-off = Desativa
admin-places-approval = Canal de pedidos aos moderadores
admin-places-approval-none = nenhum; ninguém pode pedir
approval-ask = Pedir a um moderador
approval-asked = Perguntei aos moderadores deste servidor. Eles podem ver o seu prompt. Se ninguém responder, o pedido termina { $when }. Nada é cobrado até um moderador aprovar.
approval-not-here = Não há moderadores a quem perguntar aqui.
approval-waiting = Você já tem um pedido aguardando um moderador neste servidor. Espere a resposta.
approval-too-many = Você pode pedir { $most } vezes por dia. Tente de novo amanhã.
approval-title = Um membro passou do limite
approval-who = { $user } pede em { $channel } mais do que o limite permite:
approval-limit = O aviso que recebeu: { $limit }
approval-until = Termina { $when }
approval-approve = Aprovar uma vez · { $price }
approval-deny = Recusar
approval-deny-title = Recusar este pedido
approval-deny-word = Motivo (opcional)
approval-approved = Aprovado por { $moderator }
approval-denied = Recusado por { $moderator }
approval-denied-word = Recusado por { $moderator }: { $word }
approval-expired = Ninguém respondeu a tempo.
approval-over = Este pedido já foi decidido ou expirou.
approval-own = Você não pode aprovar o seu próprio pedido.
approval-not-yours = Só os moderadores deste servidor podem decidir. É preciso ter a permissão “Castigar membros” ou “Gerenciar servidor”.
approval-price = Este pedido agora custa { $price }. Se estiver tudo bem, aperte “Aprovar uma vez” de novo.
approval-approved-note = { $mention }, { $moderator } aprovou o seu pedido.
approval-approved-direct = Um moderador de { $server } aprovou o seu pedido. O resultado está a caminho.
approval-denied-direct = Um moderador de { $server } recusou o seu pedido. Nada foi cobrado.
approval-expired-direct = Nenhum moderador de { $server } respondeu a tempo, então nada foi criado. Nada foi cobrado.
approval-approved-private = Um moderador aprovou o seu pedido. Vou enviar o resultado aqui.
    -# Referência { $reference }
approval-withdrawn = Não consegui postar no canal do membro, então o pedido foi cancelado. Nada foi cobrado.
approval-withdrawn-direct = Um moderador de { $server } aprovou o seu pedido, mas não consegui postar lá, então ele foi cancelado. Nada foi cobrado.
approval-word = O motivo: { $word }
approval-erased = Este pedido foi excluído porque o membro mandou excluir os próprios dados.
