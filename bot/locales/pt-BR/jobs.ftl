## /veo-jobs

command-veo-jobs = Veja seus vídeos: em andamento, prontos, com falha e guardados para você
command-veo-jobs-show = Quais (todos se você não escolher)
command-veo-jobs-member = De quem: para quem gerencia o servidor

jobs-show-all = Todos
jobs-show-running = Em andamento
jobs-show-done = Prontos
jobs-show-failed = Com falha ou cancelados
jobs-show-kept = Guardados, para enviar de novo

jobs-title = Seus vídeos
jobs-title-here = Vídeos de { $member } neste servidor
jobs-title-everywhere = Vídeos de { $member } em todo lugar
jobs-count =
    { $show } · { $total ->
        [one] { $total } vídeo
       *[other] { $total } vídeos
    } · página { $page } de { $pages }
jobs-none = Você ainda não tem vídeos. Comece um com `/veo` e um prompt, ou com `/veo-image` e uma imagem.
jobs-none-here = Não há nenhum vídeo dessa pessoa aqui.
jobs-none-like-that = Nenhum é assim. Escolha outro tipo abaixo.
jobs-filter = Mostrar só…
jobs-newer = Mais recentes
jobs-older = Mais antigos
jobs-refresh = Atualizar
jobs-send-again = Enviar de novo
jobs-watch = Assistir
jobs-card = Ver o cartão
jobs-private = Um vídeo privado
jobs-picture = Feito a partir de uma imagem, sem prompt
jobs-mark-private = privado
jobs-mark-part = parte { $part }

jobs-state-queued = Esperando a vez
jobs-state-submitting = Sendo pedido
jobs-state-unknown = Sendo verificado
jobs-state-generating = Em andamento
jobs-state-fetching = Sendo buscado
jobs-state-delivering = Sendo postado
jobs-state-delivered = Pronto
jobs-state-deleted = Excluído
jobs-state-failed = Falhou
jobs-state-cancelled = Cancelado
jobs-state-undeliverable = Pronto, mas não consegui postar

jobs-kept = O arquivo está guardado por enquanto: clique em “Enviar de novo”.
jobs-kept-no-more = O arquivo não está mais guardado. “Refazer” faz um novo.
jobs-not-theirs = Só quem gerencia este servidor pode ver aqui os vídeos de outro membro. Sem `member`, mostro os seus.
jobs-unreadable = Não consigo acessar meu banco de dados no momento. Tente de novo em um minuto.

resend-not-yours = Só quem pediu este vídeo pode recebê-lo de novo.
resend-under-way = Já estou enviando.
resend-done = Já foi enviado; você o encontra com `/veo-jobs`.
resend-nothing = Não há vídeo guardado para enviar.
resend-gone = O arquivo não está mais guardado, nem por mim nem pelo serviço de vídeo. Sinto muito; “Refazer” faz um novo.
