## /veo-admin

command-admin = Limites, orçamentos, bloqueios e gastos neste servidor
command-admin-where = Este servidor, ou o bot inteiro (só operadores)
command-admin-member = Qual membro
command-admin-until = Até quando: 3d, 12h, 1w 2d, ou uma data em UTC como 2026-12-01 18:30
command-admin-reason = Por quê: fica no registro de auditoria e é mostrado às pessoas afetadas
where-server = Este servidor
where-bot = O bot inteiro (operadores)
where-ceiling = O maior orçamento possível deste servidor (operadores)

command-limits = Quanto se pode criar e quanto se pode gastar
command-limits-show = Mostra os limites daqui, ou os de um membro ou cargo
command-limits-show-user = Mostra os limites deste membro e de onde eles vêm
command-limits-show-role = Mostra os limites definidos para este cargo
command-limits-set = Define um limite para este servidor, um cargo ou um membro
command-limits-set-limit = O que limitar
command-limits-set-value = Um número como 60, um valor como 12.50, ou unlimited
command-limits-user = Só para este membro
command-limits-role = Só para membros com este cargo
command-limits-clear = Remove um limite, para valer o próximo mais geral
command-limits-clear-limit = Qual limite
command-limits-clear-deleted = Um cargo excluído que ainda tem limites

command-grant = Dá a um membro segundos de vídeo extras
command-grant-seconds = Quantos segundos
command-grant-expires = Usar até: 3d, 12h, 1w 2d, ou uma data em UTC como 2026-12-01 18:30 (padrão: sem fim)
command-block = Impede um membro de criar vídeos
command-unblock = Desbloqueia um membro
command-blocks = Mostra quem está bloqueado
command-forgive = Limpa os vídeos bloqueados e com falha de alguém e a pausa que eles causaram (operadores)
command-pause = Para de aceitar novos vídeos por enquanto; os já aceitos continuam
command-resume = Volta a aceitar novos vídeos

command-channels = Os canais onde se pode criar vídeos
command-channels-show = Mostra onde se pode criar vídeos
command-channels-add = Permite um canal (canais fora da lista ficam bloqueados)
command-channels-remove = Tira um canal da lista
command-channels-clear = Permite todos os canais de novo
command-channels-channel = Qual canal (inclui os tópicos dele)
command-channels-deleted = Um canal excluído que ainda está na lista
command-roles = Os cargos que podem criar vídeos
command-roles-show = Mostra quais cargos podem criar vídeos
command-roles-add = Permite um cargo (quem não tem um cargo da lista não pode criar vídeos)
command-roles-remove = Tira um cargo da lista
command-roles-clear = Permite todos os membros de novo
command-roles-role = Qual cargo
command-roles-deleted = Um cargo excluído que ainda está na lista
command-words = Palavras e frases que os prompts não podem conter
command-words-show = Mostra as palavras proibidas
command-words-add = Proíbe palavras ou frases
command-words-add-words = Palavras ou frases separadas por vírgulas; maiúsculas, acentos e largura não importam
command-words-remove = Permite uma palavra ou frase de novo
command-words-remove-word = Qual palavra ou frase
command-models = Quais modelos podem ser usados e qual é o padrão
command-models-show = Mostra os modelos deste servidor, dos canais e dos cargos
command-models-allow = Permite um modelo (os que não estão na lista não podem ser usados ali)
command-models-remove = Tira um modelo da lista
command-models-default = Escolhe o modelo dos pedidos que não indicam nenhum
command-models-clear = Remove o padrão e a lista, e valem os mais gerais
command-models-model = Qual modelo
command-models-channel = Só neste canal (inclui os tópicos)
command-models-role = Só para membros com este cargo
command-models-deleted = Um canal ou cargo excluído que ainda tem modelos
command-audit = Onde postar as mudanças e os pedidos recusados por um orçamento
command-audit-show = Mostra as últimas mudanças e pedidos recusados
command-audit-channel = Escolhe o canal de auditoria
command-audit-channel-channel = Onde postar
command-audit-off = Para de postar; o registro continua
command-usage = O que foi gasto, por quem e com que resultado, com um gráfico e um arquivo CSV
command-usage-period = Quais dias (padrão: os últimos 30)
command-job = O histórico completo de um vídeo
command-job-id = O ID ou um link para a mensagem
command-details = Detalhes do vídeo
command-block-member = Bloquear criação de vídeos
block-form-title = Bloquear criação de vídeos
block-form-until = Até quando? (opcional)
block-form-until-hint = 3d, 12h, 2026-12-31 18:00 (UTC); vazio: para sempre
block-form-reason = Por quê? (opcional; a pessoa vai ler)

admin-was = **Antes** { $was }
admin-now = **Agora** { $now }
admin-unchanged = Nada a mudar: já é { $now }.
admin-more = … e mais { $count }
admin-reason = “{ $reason }”
admin-not-set = não definido
admin-unlimited = ilimitado
admin-target-here = neste servidor
admin-target-everywhere = em todo lugar
admin-target-user-everywhere = { $user } em todo lugar
admin-target-server = este servidor
admin-target-bot = o bot inteiro
admin-target-ceiling = maior orçamento possível deste servidor

admin-field-seconds_per_day = segundos de vídeo por dia
admin-field-seconds_per_week = segundos de vídeo por semana
admin-field-seconds_per_month = segundos de vídeo por mês
admin-field-user_usd_per_day = USD por pessoa por dia
admin-field-user_usd_per_week = USD por pessoa por semana
admin-field-user_usd_per_month = USD por pessoa por mês
admin-field-jobs_at_once = vídeos ao mesmo tempo
admin-field-cooldown_s = segundos entre vídeos
admin-field-usd_per_day = orçamento: USD por dia
admin-field-usd_per_week = orçamento: USD por semana
admin-field-usd_per_month = orçamento: USD por mês

admin-limit-title = Limite
admin-limit-cleared = O próximo limite mais geral volta a valer. Veja /veo-admin limits show.
admin-limit-two-targets = Escolha um membro ou um cargo, não os dois. Nada foi alterado.
admin-limit-role-everywhere = Um cargo pertence a um só servidor. Para o bot inteiro, escolha um membro ou deixe os dois em branco.
admin-limit-ceiling-target = O maior orçamento possível vale para o servidor inteiro. Deixe membro e cargo em branco.
admin-limits-title = Limites: { $whose }
admin-limits-people = **Para cada membro**
admin-limits-server = **Orçamento deste servidor**
admin-limits-bot = **Orçamento do bot inteiro**
admin-limits-set = **Definido neste servidor**
admin-limits-set-bot = **Definido pelos operadores**
admin-limits-none = Nenhum limite definido aqui. Valem os padrões do operador.
admin-limits-line = { $limit }: **{ $value }** ({ $origin })
admin-limits-row = { $who } · { $limit }: **{ $value }**
admin-limits-deleted = um cargo excluído (`{ $id }`)
admin-origin-default = padrão
admin-origin-bot = bot inteiro
admin-origin-ceiling = definido pelo operador
admin-origin-server = este servidor
admin-origin-role = por cargo
admin-origin-user = este membro

admin-grant-title = Segundos extras
admin-grant-about = { $seconds } s para { $user } { $where }
admin-grant-value = restam { $seconds } s extras
admin-grant-expires = usar até { $when }
admin-block-title = Bloqueio
admin-block-none = não bloqueado
admin-block-value = bloqueado
admin-block-until = até { $when }
admin-blocks-title = Bloqueados
admin-blocks-none = Ninguém está bloqueado.
admin-strikes-title = Vídeos bloqueados e com falha
admin-pause-title = Pausa
admin-pause-none = funcionando
admin-pause-value = em pausa
admin-pause-running = Os vídeos já aceitos continuam.

admin-places-channel = Canais onde se pode criar vídeos
admin-places-channel-none = todos os canais
admin-places-channel-absent = Esse canal não está na lista.
admin-places-role = Cargos que podem criar vídeos
admin-places-role-none = todos os membros
admin-places-role-absent = Esse cargo não está na lista.
admin-places-audit = Canal de auditoria
admin-places-audit-none = nenhum
admin-places-which = Escolha um que exista ou um excluído.
admin-places-deleted = Estes não existem mais, ou não consigo vê-los: { $ids }
admin-places-blind = Não consigo ver { $channel } nem postar lá. Quem tentar criar um vídeo lá verá um erro até você me dar permissão.
admin-places-nobody = Todos os cargos da lista foram excluídos, então ninguém pode criar vídeos.
admin-words-title = Palavras proibidas
admin-words-none = Nenhuma palavra proibida.
admin-words-value = { $count ->
    [0] nenhuma
    [one] 1: { $words }
   *[other] { $count }: { $words }
}
admin-words-added = adicionado: { $words }
admin-words-removed = removido: { $words }
admin-words-empty = Escreva pelo menos uma palavra.
admin-models-title = Modelos
admin-models-value = padrão { $default }; permitidos: { $allowed }
admin-models-no-list = sem lista
admin-models-none = Nada foi definido aqui, então todos os modelos podem ser usados.
admin-models-known = O operador oferece: { $known }
admin-models-default-not-allowed = O padrão não está na lista, então é ignorado aqui.
admin-models-gone = excluído (`{ $id }`)
admin-models-two = Escolha um canal ou um cargo, não os dois. Nada foi alterado.
admin-models-absent = Esse canal ou cargo não tem modelos definidos. Nada foi alterado.

admin-audit-title = Últimas mudanças
admin-audit-none = Nada foi alterado ou recusado ainda.
admin-audit-by = por { $user }
admin-audit-itself = o bot
admin-deleted-person = uma pessoa excluída
admin-audit-line = { $when } { $who } · { $what }: { $before } → { $after }
admin-audit-refused = Um orçamento recusou um pedido
admin-audit-refused-more = Os outros desta pessoa durante a próxima hora são só contados: veja /veo-admin audit show.
admin-audit-refused-who = { $user } em { $channel }
admin-audit-not-posted = A mudança foi salva, mas não consegui postá-la no canal de auditoria. Verifique minhas permissões lá.
admin-audit-cannot = Não consigo postar em { $channel }. Permissões que faltam: { $missing }. Adicione-as, ou escolha outro canal. Nada foi alterado.

admin-end-unreadable = Não entendo o prazo “{ $text }”. Escreva uma duração como 3d, 12h, 90m ou 1w 2d, ou uma data em UTC como 2026-12-01 ou 2026-12-01 18:30. Nada foi alterado.
admin-end-impossible = A data “{ $text }” não existe. Nada foi alterado.
admin-person-bot = Isso é um bot, e só pessoas criam vídeos. Nada foi alterado.
admin-person-elsewhere = Essa pessoa não é membro deste servidor. Nada foi alterado.
admin-person-unknown = O Discord não conhece essa pessoa. Escolha alguém da lista. Nada foi alterado.
admin-channel-gone = Esse canal não existe mais. Nada foi alterado.
admin-role-gone = Esse cargo não existe mais. Nada foi alterado.
admin-role-everyone = Você não pode escolher @everyone. Para incluir todo mundo, deixe o cargo em branco ou limpe a lista. Nada foi alterado.
admin-id-unreadable = “{ $text }” não é um ID. Escolha um da lista. Nada foi alterado.
admin-error-database = Não consigo acessar meu banco de dados no momento, então nada foi alterado. Tente de novo em um minuto.

admin-job-title = Vídeo { $id }
admin-job-unreadable = “{ $text }” não é o ID de um vídeo nem um link para a mensagem dele. O ID tem 16 letras e dígitos e está no nome do arquivo do vídeo. Ou clique com o botão direito na mensagem e escolha Apps.
admin-job-request = { $user } em { $channel } { $when }
admin-job-money = estimado { $estimate }, custo { $cost }
admin-job-unknown-cost = desconhecido
admin-job-events = **O que aconteceu**
admin-job-entries = **Lançamentos contábeis**
admin-step-requested = Pedido
admin-step-queued = De volta à fila
admin-step-submitting = Enviado à Segmind
admin-step-unknown = Sem resposta clara da Segmind, então procurei no histórico dela
admin-step-generating = Aceito pela Segmind
admin-step-fetching = Pronto na Segmind
admin-step-delivering = Baixado
admin-step-delivered = Publicado
admin-step-failed = Falhou
admin-step-cancelled = Cancelado
admin-step-undeliverable = Não foi possível publicar
admin-step-changed = Anotado
admin-why-restart = o bot foi reiniciado nesse meio-tempo
admin-why-found = encontrado no histórico da Segmind
admin-why-adopted = associado por { $who }
admin-why-written-off = dado como perdido por { $who }
admin-why-sent-again = reenviado a pedido da pessoa
admin-why-deleted = excluído por { $who }
admin-why-restored = uma cópia do banco de dados foi restaurada
admin-why-unanswered = o Discord não conseguiu mostrar o cartão
admin-why-late = demorei demais para aceitar
admin-why-cancelled = por { $who }
admin-why-cost = a Segmind disse que custou { $said } USD
admin-entry-reserve = Reservado
admin-entry-release = Liberado
admin-entry-settle = Acertado
admin-entry-refund = Reembolsado
admin-entry-grant = Concedido
admin-entry-seconds = { $seconds } s do limite
admin-entry-granted = { $granted } s extras

admin-usage-title = Uso: { $period }
admin-usage-period-7 = os últimos 7 dias
admin-usage-period-30 = os últimos 30 dias
admin-usage-period-90 = os últimos 90 dias
admin-usage-period-month = este mês
admin-usage-period-last-month = mês passado
admin-usage-total = **{ $usd }** por { $jobs } { $jobs ->
    [one] vídeo
   *[other] vídeos
} e { $seconds } s
admin-usage-month = Este mês (UTC): { $spent } até agora, cerca de **{ $forecast }** no fim no ritmo dos últimos 7 dias
admin-usage-month-budget = Este mês (UTC): { $spent } até agora, cerca de **{ $forecast }** no fim no ritmo dos últimos 7 dias; o orçamento é de { $budget } a cada 30 dias
admin-usage-members = **Membros mais ativos**
admin-usage-member = { $rank }. { $user } · { $usd } · { $jobs } { $jobs ->
    [one] vídeo
   *[other] vídeos
} · { $seconds } s
admin-usage-models = **Modelos**
admin-usage-model = { $model } · { $usd } · { $jobs } { $jobs ->
    [one] vídeo
   *[other] vídeos
} · { $seconds } s
admin-usage-outcomes = **Resultados** { $outcomes }
admin-usage-outcome = { $name } { $count }
admin-usage-waits = **Tempo de espera** metade em até { $median }, 9 de cada 10 em até { $slow }
admin-usage-refusals = Recusados por um orçamento: { $count }
admin-usage-empty = Nenhum vídeo foi criado neste período.
admin-usage-csv-cut = O arquivo só tem as primeiras { $lines } entradas. O operador pode obter todas com `veo-bot ledger export`.

outcome-queued = na fila
outcome-submitting = enviando
outcome-unknown = verificando
outcome-generating = em andamento
outcome-fetching = baixando
outcome-delivering = postando
outcome-delivered = entregues
outcome-undeliverable = não puderam ser postados
outcome-cancelled = cancelados
outcome-failed = falharam
outcome-failed-rejected = recusados
outcome-failed-content_blocked = conteúdo bloqueado
outcome-failed-generation_failed = não puderam ser criados
outcome-failed-video_lost = vídeo perdido
outcome-failed-upload_failed = imagem não enviada
outcome-failed-scene_lost = sem imagem da cena anterior
outcome-failed-submission_lost = pedido perdido
outcome-failed-model_gone = modelo indisponível
outcome-failed-timed_out = tempo esgotado

chart-title = Gasto por dia (UTC)
chart-period = { $period } · { $jobs } { $jobs ->
    [one] vídeo
   *[other] vídeos
}
chart-budget-day = orçamento { $usd } por dia
chart-budget-week = orçamento { $usd } a cada 7 dias
chart-budget-month = orçamento { $usd } a cada 30 dias
chart-forecast = previsão: cerca de { $usd } este mês
chart-members = Membros mais ativos
chart-outcomes = Resultados
chart-waits = Tempo de espera
chart-waits-half = metade em até
chart-waits-slow = 9 de 10 em até
chart-refusals = recusados por um orçamento
chart-other = outros
chart-nothing = nada ainda
chart-alt = { $title }, { $period }. { $total } no total; o dia mais alto foi { $day }, com { $most }. { $budget } { $forecast }
