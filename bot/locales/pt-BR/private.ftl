## Vídeos privados

command-veo-private = Só você vê o cartão e o vídeo
animate-audience = Quem vê
animate-audience-everybody = Todos aqui
animate-audience-only-me = Só eu
private-no-answer =
    O Discord não mostrou minha resposta a tempo, mas recebi seu pedido. Você recebe o vídeo aqui.
    -# Referência { $reference }
private-ready = Sua imagem está pronta.
private-accepted = Seu vídeo foi pedido.
private-card-ends = O Discord só me deixa atualizar esta mensagem por 15 minutos, então daqui em diante ela fica como está. Você recebe o vídeo por mensagem direta.
private-card-shown = Não consegui postar aqui, então mostrei a quem pediu.
private-sending = Estou enviando seu vídeo…
private-sent = Seu vídeo está aqui: { $link }
private-sent-directly = Não consegui mostrar seu vídeo aqui, então enviei por mensagem direta.
private-not-sent = Desta vez também não deu certo: não posso postar no canal dele, não consigo mostrá-lo aqui, e você não aceita minhas mensagens diretas. O arquivo fica guardado por enquanto; você pode clicar em “Enviar de novo” mais uma vez.
