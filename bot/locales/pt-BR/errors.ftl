## Recusas e erros

error-permissions = Não tenho permissão para fazer isso neste canal. Falta aqui: { $missing }. Peça a alguém que gerencia o servidor para permitir, ou use outro canal.
error-unexpected = Algo deu errado do meu lado, e seu vídeo não foi pedido. Tente de novo; se acontecer outra vez, passe esta referência ao operador: `{ $reference }`
error-database = Não consigo acessar meu banco de dados no momento, então nada foi pedido. Tente de novo em um minuto.
error-database-slow = Meu banco de dados está muito lento agora, então parei de esperar. Nada foi pedido. Tente de novo em alguns minutos.
error-no-answer = { $mention } O Discord não mostrou minha resposta a tempo, mas recebi seu pedido:
permission-send_messages = Enviar mensagens
permission-send_messages_in_threads = Enviar mensagens em tópicos
permission-attach_files = Anexar arquivos
permission-view_channel = Ver canal
error-option = O Discord enviou “{ $value }”, que não posso usar nesta opção. Escolha um valor da lista.
error-option-long = “{ $option }” pode ter no máximo { $most } caracteres. Encurte, por favor.
error-option-range = “{ $option }” é um número inteiro de { $least } a { $most }.
error-command-changed = Este comando mudou, ou o Discord enviou só uma parte dele. Reinicie o Discord e tente de novo.
error-outdated = Isto não está mais aberto. Comece de novo, por favor.
error-not-asked = Só a pessoa a quem perguntei pode responder.
permission-read_message_history = Ver histórico de mensagens
