## Envios duvidosos, custos estranhos e falhas

failure-submission_lost-sought = O serviço de vídeo teve um erro quando enviei seu vídeo. Tente de novo. Se o primeiro vídeo aparecer mesmo assim, você também o recebe.

alert-cost_high = **Um vídeo custou muito mais do que o esperado.** { $detail } Os orçamentos contam o que a Segmind diz.
alert-cost_nonsense = **A Segmind informou um custo que não pode estar certo.** { $detail } Os orçamentos contam a estimativa.
alert-model_paused = **Um modelo está em pausa porque três custos seguidos não podem estar certos.** { $detail } Os orçamentos contam as estimativas. Novos pedidos para este modelo são recusados e os que esperam mantêm o lugar até você decidir: estes custos estão certos?
alert-cost-said = A Segmind diz “{ $said }” USD por { $duration } s de { $model }; a estimativa era { $estimate }.
alert-cost-price = A partir de agora, { $price } são reservados por segundo.
alert-costs-right = Estão certos
alert-costs-wrong = Estão errados, continuar
alert-costs-confirmed = { $mention } diz que os custos estão certos. A partir de agora, { $price } são reservados por segundo, e este modelo volta a criar vídeos.
alert-costs-rejected = { $mention } diz que os custos estão errados. Este modelo volta a criar vídeos, e os orçamentos contam as estimativas.
error-costs-decided = Isso já foi decidido.
refusal-model_paused = Este tipo de vídeo está em pausa até o operador do bot verificar quanto custa. Tente de novo mais tarde.
pause-model_paused = Este tipo de vídeo está em pausa até o operador do bot verificar quanto custa.
admin-job-cost-said = A Segmind disse que custou { $said } USD

failures-warning = Vídeos com falha hoje: { $count } de { $most }. Com mais { $left }, você fica em pausa por um dia.
failures-paused = Vídeos com falha hoje: { $count }, então você está em pausa. Você poderá criar vídeos de novo { $when }.
quota-failures = Vídeos com falha hoje: { $count } de { $most }. Com { $most }, você fica em pausa por um dia.
refusal-failures = { $count ->
    [one] { $count } dos seus vídeos falhou hoje, então você está em pausa. Você poderá criar vídeos de novo { $when }.
   *[other] { $count } dos seus vídeos falharam hoje, então você está em pausa. Você poderá criar vídeos de novo { $when }.
}
