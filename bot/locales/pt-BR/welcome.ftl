## A mensagem de boas-vindas

welcome-title = Olá! Transformo palavras e imagens em vídeos curtos
welcome-start = **Como começar:** digite { $veo } e descreva uma cena, ou { $image } e anexe uma imagem. Você também pode clicar com o botão direito em uma mensagem com imagem, depois Aplicativos, { $animate }. O vídeo chega no canal, em geral em menos de um minuto.
welcome-more = { $help } explica mais, { $quota } mostra o que você ainda tem.
welcome-admins = **Para admins:** todos já podem fazer vídeos, dentro dos limites do meu operador. Com { $admin } você define quanto cada um pode usar, e em quais canais; `audit channel` escolhe um canal onde as mudanças são postadas.
welcome-permissions-fine = **Permissões:** tenho tudo de que preciso neste servidor. Alguns canais ainda podem estar fechados para mim.
welcome-permissions-missing = **Permissões:** ainda preciso de { $missing }. Permita isso em Configurações do servidor, Cargos; até lá não consigo postar vídeos em todo lugar.
