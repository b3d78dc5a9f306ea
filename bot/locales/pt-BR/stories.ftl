## /veo-story: um filme de várias cenas

command-veo-story = Transforme de duas a seis cenas em um filme
command-veo-story-duration = Duração de cada cena em segundos (padrão: a duração usual do modelo)
command-veo-story-model = O modelo que cria o filme
command-veo-story-style = Um estilo para todas as cenas
story-form = Seu filme
story-scenes = Cenas, de { $least } a { $most }
story-scenes-hint = Deixe uma linha vazia entre duas cenas. Cada uma começa onde a anterior termina.
story-scenes-placeholder = Uma raposa acorda na neve (linha vazia) Ela corre até um lago congelado
story-frame = Duração de cada cena e formato
story-quote = { $seconds } s cada · cerca de { $price } por cena
story-too-few = Um filme tem de { $least } a { $most } cenas, e { $count ->
    [0] não encontrei nenhuma
    [one] encontrei só uma
   *[other] encontrei só { $count }
}. Deixe uma linha vazia entre duas cenas. Nenhum vídeo foi iniciado.
story-too-many = Um filme pode ter no máximo { $most } cenas, e encontrei { $count }. Encurte-o ou faça dois filmes. Nenhum vídeo foi iniciado.
story-scene-empty = A cena { $scene } está vazia. Diga o que acontece nela ou tire-a. Nenhum vídeo foi iniciado.
story-scene-long = A cena { $scene } tem { $count } caracteres; o limite é { $most }. Encurte-a. Nenhum vídeo foi iniciado.
story-about-scene = É sobre a cena { $scene }:
story-model = { $model } não consegue criar filmes: a primeira cena parte de um texto, e as seguintes de uma imagem. Escolha outro modelo.
story-no-model = No momento não há aqui nenhum modelo que consiga criar filmes. Você ainda pode usar /veo.

## O cartão e a mensagem com o filme

story-count = { $count ->
    [one] { $count } cena de { $seconds } s
   *[other] { $count } cenas de { $seconds } s
}
story-scene = Cena { $scene }
story-scene-of = cena { $scene } de { $count }
story-title = Criando a cena { $scene } de { $count }
story-over = O filme parou na cena { $scene } de { $count }
story-next = É a próxima. Ela começa onde a anterior termina.
story-not-made = Não foi criada, porque o filme parou antes. Seus { $seconds } s foram devolvidos.
story-result = { $mention } Seu filme está pronto.
story-result-some = { $mention } Seu filme até agora: { $done } de { $count } cenas. Ele cresce aqui a cada cena.
story-result-stopped = { $mention } Seu filme parou depois de { $done } de { $count } cenas. Você pode retomá-lo daí.
story-failed = { $mention } Seu filme parou na cena { $scene } de { $count }.
story-alone = Esta é só a cena { $scene }. Não consegui incluir as anteriores: não foi possível juntá-las, ou o filme é grande demais para postar aqui.
story-cancelled = { $count ->
    [one] { $count } cena foi cancelada.
   *[other] { $count } cenas foram canceladas.
} { $seconds } s foram devolvidos.
story-cancelled-others = A cena em andamento não pode mais ser cancelada; o filme termina com ela.
story-not-yours = Só quem criou este filme pode retomá-lo. Para criar um parecido, aperte “Refazer”.
story-goes-on = Este filme ainda está em andamento. O cartão mostra como ele está.
story-complete = Este filme já tem todas as cenas.
story-taken = Você já retomou este filme. O cartão mostra como ele está.
story-delete-pending = Este filme ainda está em andamento. Cancele as cenas em espera, ou exclua-o quando estiver pronto.
story-fewer = { $count ->
    [one] Criar { $count } cena
   *[other] Criar as { $count } primeiras cenas
}
story-fits-fewer = { $count ->
    [one] { $count } cena ainda cabe agora.
   *[other] { $count } cenas ainda cabem agora.
}
