## /veo-privacy

command-veo-privacy = O que eu guardo sobre você, para baixar ou excluir
privacy-title = Sua privacidade
privacy-kept-title = **O que eu guardo e por quanto tempo**
privacy-prompts-always = Seus prompts e as configurações dos seus vídeos: até você excluir o vídeo ou seus dados.
privacy-prompts-days = Seus prompts e as configurações dos seus vídeos: por { $days } dias depois que o vídeo fica pronto.
privacy-videos = Arquivos de vídeo: por { $days } dias depois que ficam prontos, para eu poder enviá-los de novo. Imagens: até o vídeo ficar pronto.
privacy-records = As etapas de cada vídeo: por 90 dias ou um pouco mais. Quanto custou e quantos segundos usou: para sempre, porque é minha contabilidade.
privacy-choices = O que você escolheu em /veo-settings: até você mudar.
privacy-decisions = Bloqueios e limites que os admins definiram para você: até eles removerem. O registro do que eles mudaram: por { $days } dias.
privacy-others-title = **O que outros recebem**
privacy-segmind = O serviço de vídeo Segmind recebe seu prompt, as configurações e sua imagem, mas não seu nome nem seu ID do Discord. Ele guarda o registro do pedido e o vídeo pronto por 7 dias, e **qualquer pessoa com o endereço de um vídeo ou imagem de lá pode abri-lo**. Não consigo excluir nada na Segmind.
privacy-discord = Minhas mensagens no Discord ficam até alguém excluí-las. Todos no canal veem os vídeos que não são privados.
privacy-rights = Você pode baixar tudo ou excluir tudo. Depois disso, seu ID do Discord fica por até 30 dias junto com o que você usou, para que excluir não seja um jeito de burlar os limites.
privacy-policy = Política de privacidade
privacy-download = Baixar meus dados
privacy-delete = Excluir meus dados
privacy-delete-now = Excluir de vez
privacy-sure = **Excluir seus dados de vez?**
    - Agora: seus prompts, os arquivos dos seus vídeos e imagens, o que você escolheu em /veo-settings e os segundos extras que você não usou. Também excluo minhas mensagens sobre { $count ->
        [one] seu { $count } vídeo
       *[other] seus { $count } vídeos
    }, até onde o Discord deixa. Respostas privadas e links que enviei por DM ficam até você dispensá-los. Vídeos que continuam os seus ficam.
    - Depois de { $until }: seu ID do Discord. Até lá, ele fica junto com o que você usou, então **você não recebe segundos de volta**. Depois disso só restam totais sem ligação com você.
    - Não são excluídos: bloqueios e limites que os admins definiram para você. Senão, excluir os removeria.
    - Fora do meu alcance: a Segmind guarda os registros por 7 dias, e os backups guardam o que contêm até serem substituídos.
privacy-unfinished = Nada foi excluído: { $count ->
        [one] { $count } dos seus vídeos ainda está
       *[other] { $count } dos seus vídeos ainda estão
    } em andamento. Espere terminarem, ou cancele-os com /veo-jobs, e tente de novo. Se um vídeo acabou de falhar, eu verifico por até 15 minutos quanto ele custou.
privacy-nothing = Não há nada seu para excluir agora. Se você já excluiu seus dados, seu ID do Discord some 30 dias depois.
privacy-done = Seus dados foram excluídos{ $count ->
        [0] .
        [one] , com { $count } vídeo.
       *[other] , com { $count } vídeos.
    } Agora estou excluindo as mensagens e os arquivos; isso pode levar alguns minutos. Seu ID do Discord some depois de { $until }.
privacy-export-done = Aqui está tudo o que eu guardo sobre você. O arquivo `data.json` é texto legível; os vídeos e imagens que ainda tenho estão junto dele.
privacy-export-left = { $count ->
        [one] { $count } arquivo não cabe
       *[other] { $count } arquivos não cabem
    } aqui. O `data.json` diz onde estão as mensagens.
privacy-export-json-only = Até o texto é grande demais para enviar aqui. Peça seus dados a quem opera este bot.
privacy-export-later = Você acabou de receber seus dados. Tente de novo { $when }.
