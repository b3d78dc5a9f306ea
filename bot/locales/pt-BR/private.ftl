## Vídeos privados

command-veo-private = Só você vê o cartão e o vídeo
animate-options = Opções
private-no-answer =
    O Discord não mostrou minha resposta a tempo, mas recebi seu pedido. Vou enviar o vídeo aqui.
    -# Referência { $reference }
private-ready = Sua imagem está pronta.
private-accepted = Recebi seu pedido.
private-card-ends = O Discord só me deixa atualizar esta mensagem por 15 minutos, então esta é a última atualização. Vou enviar o vídeo para você por mensagem direta.
private-card-shown = Não consegui postar aqui, então mostrei a quem pediu.
private-sending = Enviando seu vídeo…
private-sent = Aqui está seu vídeo: { $link }
private-sent-directly = Não consegui mostrar seu vídeo aqui, então enviei por mensagem direta.
private-not-sent = Desta vez também não deu certo: não consegui postar no canal dele, mostrar aqui, nem enviar para você por mensagem direta. Guardei o arquivo por enquanto, então você pode clicar em “Enviar de novo” mais uma vez.
