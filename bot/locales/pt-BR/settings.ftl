## /veo-settings

command-veo-settings = Define seus padrões, como modelo, duração e estilo
settings-title = Suas configurações
settings-about = Elas valem sempre que você pedir um vídeo sem indicar outra coisa. O que não puder ser usado em um lugar, ou que um modelo não puder fazer, é ignorado ali.
settings-usual = Como de costume
settings-model = Modelo
settings-duration = Duração
settings-shape = Proporção
settings-style = Estilo
settings-private = Privado
settings-private-about = Só você vê seus vídeos e os cartões deles. Se você me mencionar em uma mensagem, todos veem o vídeo.
settings-direct = Mensagem direta
settings-direct-about = Envio uma mensagem direta com um link quando seu vídeo ficar pronto ou falhar.
settings-on = ativado
settings-off = desativado
settings-turn-on = Ativar
settings-turn-off = Desativar
choice-no-style = Sem estilo

## The direct message about an end, if its person chose so

direct-ready = Seu vídeo está pronto: { $link }
direct-failed = Seu vídeo falhou. Veja o motivo: { $link }

## /veo-admin defaults

settings-spoiler = Vídeos ocultos por spoiler
settings-restricted = Só em canais com restrição de idade
command-defaults = Padrões dos vídeos aqui, quando ninguém escolhe outra coisa
command-defaults-show = Mostra os padrões deste servidor e dos canais
command-defaults-set = Define padrões do servidor ou de um canal; cada pessoa ainda pode escolher outra coisa
command-defaults-clear = Remove padrões, para que valham os mais gerais
command-defaults-what = Só este (padrão: todos)
command-defaults-deleted = Um canal excluído que ainda tem padrões
admin-defaults-title = Padrões
admin-defaults-none = Nada foi definido aqui.
admin-defaults-empty = Escolha pelo menos um padrão. Nada foi alterado.
