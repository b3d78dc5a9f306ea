## O que pode estar errado em uma mudança de um admin

change-only-operators = Isto diz respeito ao bot inteiro; só os operadores podem fazer.
change-only-managers = Você precisa da permissão Gerenciar servidor nesse servidor para fazer isso.
change-id = Esse não é um ID do Discord. Escolha uma pessoa, um cargo ou um canal da lista.
change-reason-long = Um motivo pode ter no máximo { $most } caracteres; este tem { $count }.
change-end-past = O fim precisa estar no futuro.
change-end-far = O fim pode ser no máximo daqui a { $days } dias. Deixe em branco para não ter fim.
change-grant = É possível conceder de 1 a { $most } segundos.
change-places-here = Canais e cargos pertencem a um só servidor; escolha-os lá.
change-places-most = Aqui é possível escolher no máximo { $most }, não { $count }.
change-period-order = O período precisa começar antes de terminar.
change-period-long = Um período pode ter no máximo { $days } dias.
change-no-video = Não há esse vídeo aqui. O ID está no nome do arquivo dele.

limit-budget-cap = Aqui o máximo possível é { $cap } em { $window }: é o que os orçamentos do operador permitem.
limit-seconds-cap = { $seconds } s de vídeo podem custar { $cost }, e os orçamentos permitem { $cap } em { $window }. O máximo possível é { $most } s.
limit-no-budget = Orçamentos são para servidores e para o bot inteiro; para um cargo ou uma pessoa, defina segundos.
limit-no-ceiling = Um teto é para o orçamento de um servidor; para os membros dele, defina segundos.
limit-elsewhere = Esse limite pertence a um só servidor; defina-o lá.
limit-for-nobody = Um limite para um servidor inteiro, ou para tudo, não é de ninguém em particular.
limit-no-number = “{ $text }” não é um número inteiro. Escreva um como 60, ou unlimited.
limit-no-amount = “{ $text }” não é um valor em dinheiro. Escreva um como 25 ou 12.50, ou unlimited.
limit-negative = Um limite não pode ser negativo. Escreva um número acima de 0, ou unlimited.
limit-zero = 0 não permitiria nada. Para parar alguém use block, para parar todo mundo use pause; para não ter limite escreva unlimited.
limit-too-much = É demais: aqui o máximo possível é { $most }. Para não ter limite escreva unlimited.

words-most = O máximo é de { $most } palavras proibidas.
words-absent = “{ $word }” não está na lista.
words-long = Uma palavra ou frase proibida pode ter no máximo { $most } caracteres.
words-unsearchable = “{ $word }” não tem letra, número ou símbolo que se possa procurar.
