## /veo-admin

command-admin = Limites, orçamentos, bloqueios e uso deste servidor
command-admin-where = Este servidor, ou o bot inteiro (para os operadores)
command-admin-member = Quem
command-admin-until = Até quando: 3d, 12h, 1w 2d, ou uma data em UTC como 2026-12-01 18:30
command-admin-reason = Por quê; fica na auditoria e é mostrado às pessoas afetadas
where-server = Este servidor
where-bot = O bot inteiro (operadores)
where-ceiling = O orçamento máximo que este servidor pode ter (operadores)

command-limits = Quanto cada um pode usar, e quanto pode ser gasto
command-limits-show = Mostra quais limites valem aqui, para um membro ou para um cargo
command-limits-show-user = O que vale para este membro, e de onde vem
command-limits-show-role = O que está definido para este cargo
command-limits-set = Define um limite para este servidor, um cargo ou um membro
command-limits-set-limit = O que limitar
command-limits-set-value = Um número como 60, um valor como 12.50, ou unlimited
command-limits-user = Só para este membro
command-limits-role = Só para membros com este cargo
command-limits-clear = Retira um limite, para que volte a valer o mais geral
command-limits-clear-limit = Qual limite
command-limits-clear-deleted = Um cargo que foi excluído e ainda tem limites

command-grant = Dá a um membro segundos de vídeo além da cota dele
command-grant-seconds = Quantos segundos
command-grant-expires = Vale até: 3d, 12h, 1w 2d, ou uma data em UTC como 2026-12-01 18:30; sem isso, não expira
command-block = Impede um membro de fazer vídeos
command-unblock = Deixa um membro bloqueado fazer vídeos de novo
command-blocks = Mostra quem está bloqueado
command-forgive = Esquece os vídeos bloqueados e com falha de alguém, e a pausa causada (operadores)
command-pause = Não aceita novos vídeos por enquanto; os já aceitos continuam
command-resume = Volta a aceitar vídeos

command-channels = Os canais onde se pode fazer vídeos
command-channels-show = Mostra onde se pode fazer vídeos
command-channels-add = Permite um canal; a partir do primeiro, os outros ficam fechados
command-channels-remove = Deixa de permitir um canal
command-channels-clear = Permite todos os canais de novo
command-channels-channel = Qual canal; os tópicos dele estão incluídos
command-channels-deleted = Um canal que foi excluído
command-roles = Os cargos que podem fazer vídeos
command-roles-show = Mostra quais cargos podem fazer vídeos
command-roles-add = Permite um cargo; a partir do primeiro, quem não tem nenhum não pode fazer vídeos
command-roles-remove = Deixa de permitir um cargo
command-roles-clear = Permite todos os membros de novo
command-roles-role = Qual cargo
command-roles-deleted = Um cargo que foi excluído
command-words = Palavras e frases que nenhum prompt pode ter
command-words-show = Mostra as palavras proibidas
command-words-add = Proíbe palavras ou frases
command-words-add-words = Palavras ou frases separadas por vírgulas; maiúsculas, acentos e largura não importam
command-words-remove = Permite uma palavra ou frase de novo
command-words-remove-word = Qual delas
command-audit = Onde postar as mudanças e os pedidos que um orçamento recusou
command-audit-show = Mostra as últimas mudanças e recusas
command-audit-channel = Escolha o canal
command-audit-channel-channel = Onde postar
command-audit-off = Não posta em lugar nenhum; tudo continua guardado
command-usage = O que foi gasto, por quem e com que resultado; com uma imagem e um arquivo CSV
command-usage-period = Quais dias (os últimos 30 se você não escolher)
command-job = Toda a história de um vídeo
command-job-id = O ID, que está no nome do arquivo do vídeo

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
admin-target-ceiling = o máximo para este servidor

admin-field-seconds_per_day = segundos de vídeo em 24 horas
admin-field-seconds_per_week = segundos de vídeo em 7 dias
admin-field-seconds_per_month = segundos de vídeo em 30 dias
admin-field-jobs_at_once = vídeos ao mesmo tempo
admin-field-cooldown_s = segundos entre dois vídeos
admin-field-usd_per_day = USD em 24 horas
admin-field-usd_per_week = USD em 7 dias
admin-field-usd_per_month = USD em 30 dias

admin-limit-title = Limite
admin-limit-cleared = Volta a valer o limite mais geral; veja /veo-admin limits show.
admin-limit-two-targets = Escolha um membro ou um cargo, não os dois. Nada foi alterado.
admin-limit-role-everywhere = Um cargo pertence a um só servidor. Para o bot inteiro, escolha um membro, ou ninguém.
admin-limit-ceiling-target = O orçamento máximo de um servidor não é de ninguém em particular. Deixe membro e cargo em branco.
admin-limits-title = Limites de { $whose }
admin-limits-people = **Para cada membro**
admin-limits-server = **Orçamento deste servidor**
admin-limits-bot = **Orçamento do bot inteiro**
admin-limits-set = **Definido neste servidor**
admin-limits-set-bot = **Definido pelos operadores**
admin-limits-none = Nada está definido; valem os padrões do operador.
admin-limits-line = { $limit }: **{ $value }** ({ $origin })
admin-limits-row = { $who } · { $limit }: **{ $value }**
admin-limits-deleted = um cargo excluído (`{ $id }`)
admin-origin-default = padrão
admin-origin-bot = bot inteiro
admin-origin-ceiling = definido pelo operador
admin-origin-server = este servidor
admin-origin-role = por cargo
admin-origin-user = para este membro

admin-grant-title = Segundos concedidos
admin-grant-about = { $seconds } s para { $user } { $where }
admin-grant-value = { $seconds } s concedidos ainda disponíveis
admin-grant-expires = vale até { $when }
admin-block-title = Bloqueio
admin-block-none = sem bloqueio
admin-block-value = bloqueio em vigor
admin-block-until = até { $when }
admin-blocks-title = Membros bloqueados
admin-blocks-none = Ninguém está bloqueado.
admin-strikes-title = Vídeos bloqueados e com falha
admin-pause-title = Pausa
admin-pause-none = funcionando
admin-pause-value = em pausa
admin-pause-running = Os vídeos já aceitos continuam.

admin-places-channel = Canais onde se pode fazer vídeos
admin-places-channel-none = todos os canais
admin-places-channel-absent = Esse canal não é um dos escolhidos.
admin-places-role = Cargos que podem fazer vídeos
admin-places-role-none = todos os membros
admin-places-role-absent = Esse cargo não é um dos escolhidos.
admin-places-audit = Canal de auditoria
admin-places-audit-none = nenhum
admin-places-which = Escolha um, ou um que foi excluído.
admin-places-deleted = Não vejo mais: { $ids }
admin-places-blind = Não consigo ver ou escrever em { $channel }. Quem pedir por lá será avisado, até alguém permitir.
admin-places-nobody = Todos os cargos escolhidos foram excluídos, então ninguém pode fazer vídeos.
admin-words-title = Palavras proibidas
admin-words-none = Nenhuma palavra é proibida.
admin-words-value = { $count ->
    [0] nenhuma
    [one] 1: { $words }
   *[other] { $count }: { $words }
}
admin-words-added = adicionado: { $words }
admin-words-removed = removido: { $words }
admin-words-empty = Escreva pelo menos uma palavra.

admin-audit-title = Últimas mudanças
admin-audit-none = Nada foi alterado ou recusado ainda.
admin-audit-by = por { $user }
admin-audit-itself = o bot
admin-audit-line = { $when } { $who } · { $what }: { $before } → { $after }
admin-audit-refused = Um orçamento recusou um pedido
admin-audit-refused-more = Os outros desta pessoa durante a hora são só contados: veja /veo-admin audit show.
admin-audit-refused-who = { $user } em { $channel }
admin-audit-not-posted = A mudança está feita e guardada, mas não consegui postá-la no canal de auditoria. Veja se posso escrever lá.
admin-audit-cannot = Não posso escrever em { $channel }. Falta lá: { $missing }. Permita isso, ou escolha outro canal; nada foi alterado.

admin-end-unreadable = “{ $text }” não é um momento que eu entenda. Escreva um período como 3d, 12h, 90m ou 1w 2d, ou uma data em UTC como 2026-12-01 ou 2026-12-01 18:30. Nada foi alterado.
admin-end-impossible = “{ $text }” não existe em nenhum calendário. Nada foi alterado.
admin-person-bot = Isso é um bot; só pessoas fazem vídeos. Nada foi alterado.
admin-person-elsewhere = Essa pessoa não é membro deste servidor. Nada foi alterado.
admin-person-unknown = O Discord não conhece essa pessoa. Escolha alguém da lista. Nada foi alterado.
admin-channel-gone = Esse canal não existe mais. Nada foi alterado.
admin-role-gone = Esse cargo não existe mais. Nada foi alterado.
admin-role-everyone = @everyone não é um cargo que se escolhe: para todo mundo, deixe o cargo em branco, ou limpe a lista. Nada foi alterado.
admin-id-unreadable = “{ $text }” não é um ID. Escolha um da lista. Nada foi alterado.
admin-error-database = Não consigo acessar meu banco de dados no momento, então nada foi alterado. Tente de novo em um minuto.

admin-job-title = Vídeo { $id }
admin-job-unreadable = “{ $text }” não é o ID de um vídeo: ele tem 16 letras e números, e está no nome do arquivo do vídeo.
admin-job-request = { $user } em { $channel } { $when }
admin-job-money = estimado { $estimate }, custo { $cost }
admin-job-unknown-cost = desconhecido
admin-job-events = **O que aconteceu**
admin-job-event = { $when } { $source } → **{ $target }** { $detail }
admin-job-entries = **O que foi contabilizado**
admin-job-entry = { $when } **{ $kind }** { $usd } · { $seconds } s da cota, { $granted } s concedidos

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
admin-usage-month = Este mês (UTC): { $spent } até agora, cerca de **{ $forecast }** no fim se continuar como nos últimos 7 dias
admin-usage-month-budget = Este mês (UTC): { $spent } até agora, cerca de **{ $forecast }** no fim se continuar como nos últimos 7 dias; o orçamento é de { $budget } em 30 dias
admin-usage-members = **Membros mais ativos**
admin-usage-member = { $rank }. { $user } · { $usd } · { $jobs } { $jobs ->
    [one] vídeo
   *[other] vídeos
} · { $seconds } s
admin-usage-outcomes = **Resultados** { $outcomes }
admin-usage-outcome = { $name } { $count }
admin-usage-waits = **Espera** metade em até { $median }, nove de cada dez em até { $slow }
admin-usage-refusals = Recusados por um orçamento: { $count }
admin-usage-empty = Nenhum vídeo foi feito neste período.
admin-usage-csv-cut = O arquivo tem as primeiras { $lines } entradas; o operador obtém todas com `veo-bot ledger export`.

outcome-queued = em espera
outcome-submitting = sendo enviados
outcome-unknown = sendo procurados
outcome-generating = sendo feitos
outcome-fetching = sendo buscados
outcome-delivering = sendo postados
outcome-delivered = entregues
outcome-undeliverable = impossíveis de postar
outcome-cancelled = cancelados
outcome-failed = falharam
outcome-failed-rejected = não aceitos
outcome-failed-content_blocked = conteúdo bloqueado
outcome-failed-generation_failed = não feitos
outcome-failed-video_lost = vídeo perdido
outcome-failed-upload_failed = imagem não enviada
outcome-failed-submission_lost = pedido perdido
outcome-failed-timed_out = tempo esgotado

chart-title = Gasto por dia (UTC)
chart-period = { $period } · { $jobs } { $jobs ->
    [one] vídeo
   *[other] vídeos
}
chart-budget-day = orçamento { $usd } por dia
chart-budget-week = orçamento { $usd } em 7 dias
chart-budget-month = orçamento { $usd } em 30 dias
chart-forecast = previsão: cerca de { $usd } este mês
chart-members = Membros mais ativos
chart-outcomes = Resultados
chart-waits = Espera
chart-waits-half = metade em até
chart-waits-slow = 9 de 10 em até
chart-refusals = recusados por um orçamento
chart-other = outros
chart-nothing = nada ainda
chart-alt = { $title }, { $period }. { $total } no total; o máximo em um dia foi { $most }, em { $day }. { $budget } { $forecast }
