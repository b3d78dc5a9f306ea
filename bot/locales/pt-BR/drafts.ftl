## Rascunhos

command-veo-draft = Primeiro um rascunho barato; um botão abaixo cria o vídeo completo
draft-button = Criar completo
draft-note = Rascunho de { $model }, { $seconds } s
draft-ask = Completo, com o mesmo prompt e a mesma seed: { $video }. Nada é pago até você apertar o botão.
draft-other-seed = Estes dois modelos não podem compartilhar a seed, então o vídeo pode ficar diferente.
draft-label = Criar completo · { $price }
draft-none = Este vídeo não é um rascunho.
draft-count = { $count ->
    [one] { $count } rascunho
   *[other] { $count } rascunhos
}
