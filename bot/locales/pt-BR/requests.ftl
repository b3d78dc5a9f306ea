## O que pode estar errado em um pedido

request-prompt-empty = Seu prompt está vazio. Descreva o vídeo que você quer ver.
request-prompt-long = Seu prompt tem { $count } caracteres; o limite é { $most }. Encurte-o.
request-duration = Um vídeo pode ter de { $least } a { $most } segundos, não { $seconds }. Escolha uma duração nesse intervalo.
request-seed = Uma seed é um número inteiro de 0 a { $most }. Deixe em branco para usar uma aleatória.
