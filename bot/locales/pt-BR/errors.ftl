## Recusas e erros

error-permissions = Faltam permissões para mim neste canal: { $missing }. Peça a alguém que gerencia o servidor para adicioná-las, ou use outro canal.
error-unexpected = Algo deu errado do meu lado, e nenhum vídeo foi iniciado. Tente de novo. Se continuar acontecendo, passe esta referência ao operador: `{ $reference }`
error-database = Não consigo acessar meu banco de dados no momento. Nada de novo foi iniciado. Tente de novo em um minuto.
error-database-slow = Meu banco de dados está muito lento agora, então parei de esperar. Nada de novo foi iniciado. Tente de novo em alguns minutos.
error-restarting = Estou reiniciando e não consegui terminar isto. Tente de novo em um minuto.
error-no-answer = { $mention } O Discord não mostrou minha resposta a tempo, mas recebi seu pedido:
permission-send_messages = Enviar mensagens
permission-send_messages_in_threads = Enviar mensagens em tópicos
permission-attach_files = Anexar arquivos
permission-view_channel = Ver canal
error-option = “{ $value }” não é válido para esta opção. Escolha um valor da lista.
error-option-long = “{ $option }” pode ter no máximo { $most } caracteres. Encurte o texto.
error-option-range = “{ $option }” é um número inteiro de { $least } a { $most }.
error-command-changed = Este comando mudou, ou o Discord enviou só uma parte dele. Reinicie o Discord e tente de novo.
error-outdated = Isto expirou. Comece de novo.
error-not-asked = Só a pessoa a quem perguntei pode responder.
permission-read_message_history = Ver histórico de mensagens
