## Unclear submissions, odd costs and failures

failure-submission_lost-sought = O serviço de vídeo teve um erro ao enviar o seu vídeo. Tente de novo. Se o vídeo aparecer depois, você também o recebe.

alert-cost_high = **Um vídeo custou muito mais do que o esperado.** { $detail } Os orçamentos contam o que a Segmind diz.
alert-cost_nonsense = **A Segmind informou um custo impossível.** { $detail } Os orçamentos contam a estimativa.
alert-model_paused = **Um modelo está em pausa: três custos seguidos são impossíveis.** { $detail } Os orçamentos contam as estimativas. Novos pedidos deste modelo são recusados e os que esperam mantêm o lugar até você decidir: estes custos estão certos?
alert-cost-said = A Segmind diz “{ $said }” USD por { $duration } s de { $model }; a estimativa era { $estimate }.
alert-cost-price = A partir de agora, { $price } são reservados por segundo.
alert-costs-right = Estão certos
alert-costs-wrong = Estão errados, continuar
alert-costs-confirmed = { $mention } diz que os custos estão certos. A partir de agora, { $price } são reservados por segundo, e os vídeos voltam a ser feitos.
alert-costs-rejected = { $mention } diz que os custos estão errados. Os vídeos voltam a ser feitos, e os orçamentos contam as estimativas.
error-costs-decided = Isso já foi decidido.
refusal-model_paused = Este tipo de vídeo está em pausa até o operador do bot verificar quanto custa. Tente de novo mais tarde.
pause-model_paused = Este tipo de vídeo está em pausa até o operador do bot verificar quanto custa.
admin-job-cost-said = Segundo a Segmind, custou { $said } USD

failures-warning = Hoje falharam { $count } de { $most } vídeos. Com mais { $left }, você fica em pausa por um dia.
failures-paused = Hoje falharam { $count } vídeos, então você está em pausa. Você poderá fazer vídeos de novo { $when }.
quota-failures = Hoje falharam { $count } de { $most } vídeos. Com { $most }, você fica em pausa por um dia.
refusal-failures = { $count ->
    [one] { $count } dos seus vídeos falhou hoje, então você está em pausa. Você poderá fazer vídeos de novo { $when }.
   *[other] { $count } dos seus vídeos falharam hoje, então você está em pausa. Você poderá fazer vídeos de novo { $when }.
}
