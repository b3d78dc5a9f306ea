## O que pode estar errado em uma mudança de um admin

change-only-operators = Isto afeta o bot inteiro, então só os operadores podem fazer.
change-only-managers = Para isso, você precisa da permissão “Gerenciar servidor” nesse servidor.
change-id = Isso não é um ID do Discord. Escolha uma pessoa, um cargo ou um canal da lista.
change-reason-long = Um motivo pode ter no máximo { $most } caracteres; o seu tem { $count }.
change-end-past = O fim precisa estar no futuro.
change-end-far = O fim pode ser no máximo daqui a { $days } dias. Deixe em branco para não ter fim.
change-grant = Você pode dar de 1 a { $most } segundos.
change-places-here = Canais e cargos pertencem a um só servidor. Escolha-os lá.
change-places-most = Aqui você pode escolher no máximo { $most }, não { $count }.
change-models-here = Os modelos pertencem a um servidor. Escolha-os lá.
change-model-absent = Esse modelo não está na lista.
change-period-order = O período precisa começar antes de terminar.
change-period-long = O período pode ter no máximo { $days } dias.
change-no-video = Esse vídeo não existe aqui. Você encontra o ID no nome do arquivo dele.

limit-budget-cap = Os orçamentos do operador permitem aqui no máximo { $cap } { $window }.
limit-user-usd-cap = Os orçamentos permitem aqui só { $cap } { $window }: ninguém poderia usar mais.
limit-seconds-cap = { $seconds } s de vídeo podem custar { $cost }, mas os orçamentos só permitem { $cap } { $window }. O maior limite possível é de { $most } s.
limit-no-budget = Orçamentos são para servidores e para o bot inteiro. Para um cargo ou um membro, defina segundos ou USD por pessoa.
limit-no-ceiling = Só o orçamento de um servidor pode ter um teto. Para os membros dele, defina segundos ou USD por pessoa.
limit-elsewhere = Esse limite pertence a um só servidor. Defina-o lá.
limit-for-nobody = Um limite para um servidor inteiro ou para o bot inteiro não pode ser para uma só pessoa.
limit-no-number = “{ $text }” não é um número inteiro. Escreva um número como 60, ou unlimited.
limit-no-amount = “{ $text }” não é um valor em dinheiro. Escreva um valor como 25 ou 12.50, ou unlimited.
limit-negative = Um limite não pode ser negativo. Escreva um número acima de 0, ou unlimited.
limit-zero = Um limite de 0 não permitiria nada. Para impedir uma pessoa, use block. Para impedir todo mundo, use pause. Para não ter limite, escreva unlimited.
limit-too-much = É demais: o maior limite possível aqui é { $most }. Para não ter limite, escreva unlimited.

words-most = Você pode proibir no máximo { $most } palavras.
words-absent = “{ $word }” não está na lista.
words-long = Uma palavra ou frase proibida pode ter no máximo { $most } caracteres.
words-unsearchable = “{ $word }” não tem nenhuma letra, número ou símbolo para procurar.
