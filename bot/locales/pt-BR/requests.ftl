## O que pode estar errado em um pedido

request-prompt-empty = Seu prompt está vazio. Descreva o vídeo que você quer ver.
request-prompt-long = Seu prompt tem { $count } caracteres; o máximo possível é { $most }. Encurte um pouco.
request-duration = Um vídeo pode durar de { $least } a { $most } segundos, não { $seconds }. Escolha uma duração nesse intervalo.
request-seed = Uma seed é um número inteiro de 0 a { $most }. Deixe em branco para ter uma aleatória.
