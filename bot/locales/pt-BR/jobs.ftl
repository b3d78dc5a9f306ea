## /veo-jobs

command-veo-jobs = Seus vídeos: veja, cancele, refaça ou reenvie
command-veo-jobs-show = Quais (padrão: todos)
command-veo-jobs-member = Mostrar os vídeos deste membro (requer “Gerenciar servidor”)

jobs-show-all = Todos
jobs-show-running = Em andamento
jobs-show-done = Prontos
jobs-show-failed = Com falha ou cancelados
jobs-show-kept = Não puderam ser postados

jobs-title = Seus vídeos
jobs-title-here = Vídeos de { $member } neste servidor
jobs-title-everywhere = Vídeos de { $member } em todo lugar
jobs-count =
    { $show } · { $total ->
        [one] { $total } vídeo
       *[other] { $total } vídeos
    } · página { $page } de { $pages }
jobs-none = Você ainda não tem vídeos. Comece um com `/veo` e um prompt, ou com `/veo-image` e uma imagem.
jobs-none-here = Este membro não tem vídeos aqui.
jobs-none-like-that = Nenhum vídeo corresponde. Escolha outro filtro abaixo.
jobs-filter = Mostrar só…
jobs-newer = Mais recentes
jobs-older = Mais antigos
jobs-refresh = Atualizar
jobs-send-again = Enviar de novo
jobs-watch = Assistir
jobs-card = Ir para o cartão
jobs-private = Vídeo privado
jobs-picture = Criado a partir de uma imagem, sem prompt
jobs-forgotten = O prompt não é mais guardado
jobs-mark-private = privado

jobs-state-queued = Na fila
jobs-state-submitting = Enviando
jobs-state-unknown = Verificando
jobs-state-generating = Em andamento
jobs-state-fetching = Baixando
jobs-state-delivering = Postando
jobs-state-delivered = Pronto
jobs-state-deleted = Excluído
jobs-state-failed = Falhou
jobs-state-cancelled = Cancelado
jobs-state-undeliverable = Pronto, mas não pôde ser postado

jobs-kept = Guardei o arquivo por enquanto. Clique em “Enviar de novo” para recebê-lo.
jobs-kept-no-more = O arquivo não existe mais. Clique em “Refazer” para criar um vídeo novo.
jobs-not-theirs = Só quem gerencia este servidor pode ver os vídeos de outro membro. Deixe `member` em branco para ver os seus.
jobs-unreadable = Não consigo acessar meu banco de dados no momento. Tente de novo em um minuto.

resend-not-yours = Só quem pediu este vídeo pode recebê-lo de novo.
resend-under-way = Já estou enviando.
resend-done = Este vídeo já foi enviado. Você o encontra com `/veo-jobs`.
resend-nothing = Não há nenhum vídeo para enviar de novo.
resend-gone = Sinto muito, o arquivo não existe mais: nem eu nem o serviço de vídeo o temos. Clique em “Refazer” para criar um vídeo novo.
