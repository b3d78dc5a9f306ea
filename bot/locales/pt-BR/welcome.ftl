## A mensagem de boas-vindas

welcome-title = Olá! Transformo palavras e imagens em vídeos curtos
welcome-start = **Como começar:** digite { $veo } e descreva uma cena, ou { $image } e anexe uma imagem. Você também pode clicar com o botão direito em uma mensagem com uma imagem e escolher Aplicativos, { $animate }. Vou postar o vídeo no canal, em geral em menos de um minuto.
welcome-more = { $help } explica mais, e { $quota } mostra o que você ainda tem.
welcome-admins = **Para admins:** todos já podem criar vídeos, dentro dos limites do operador. Use { $admin } para definir quanto cada um pode criar e em quais canais. Para ver todas as mudanças, escolha um canal com `audit channel`.
welcome-permissions-fine = **Permissões:** tenho tudo de que preciso neste servidor. Mesmo assim, alguns canais podem estar fechados para mim.
welcome-permissions-missing = **Permissões:** ainda preciso de { $missing }. Adicione em Configurações do servidor, Cargos. Até lá, não consigo postar vídeos em todo lugar.
