## Prompts melhores

command-improve = Um modelo de linguagem melhora seu prompt antes; você vê o resultado antes de qualquer pagamento
improve-box = Melhorar meu prompt antes
improve-box-hint = Você verá o resultado e poderá mudá-lo antes de qualquer pagamento.
improve-off = Não consigo melhorar prompts aqui. Envie seu pedido sem essa opção.
improve-empty = Ainda não há nada para melhorar. Escreva algumas palavras sobre o que o vídeo deve mostrar.
improve-busy = Ainda estou trabalhando no seu último prompt. Espere alguns segundos.
improve-often = Você pode melhorar { $most } prompts por hora. Dá para fazer isso de novo { $when }. Enquanto isso, você pode usar o seu próprio prompt.
improve-forgotten = Não tenho mais esta sugestão. Envie seu pedido de novo.
improve-title = **Aqui está uma cena a partir das suas palavras**
improve-yours = -# Suas próprias palavras:
improve-unpaid = { $taken }. Nenhum vídeo é criado até você escolher.
improve-use = Usar
improve-edit = Editar
improve-own = Usar o meu
improve-again = Tentar outro
improve-retry = Tentar de novo
improve-form-title = Mudar o prompt
improve-problem-no_answer = O modelo de linguagem não respondeu a tempo, então seu prompt está como você escreveu:
improve-problem-not_sent = Não consegui acessar o modelo de linguagem agora, então seu prompt está como você escreveu:
improve-problem-refused = O modelo de linguagem não está disponível, então seu prompt está como você escreveu:
improve-problem-unusable = O modelo de linguagem não criou uma cena, então seu prompt está como você escreveu:
improve-problem-language = O modelo de linguagem respondeu em outro idioma, então seu prompt está como você escreveu:
improve-problem-same = O modelo de linguagem não tinha nada a acrescentar, então seu prompt está como você escreveu:
