## O que pode estar errado em um pedido

request-prompt-empty = Seu prompt está vazio. Descreva o vídeo que você quer ver.
request-prompt-long = Seu prompt tem { $count } caracteres; o limite é { $most }. Encurte-o.
