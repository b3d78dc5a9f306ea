## Unclear submissions, odd costs and failures

failure-submission_lost-sought = El servicio de vídeo dio un error al enviar tu vídeo. Inténtalo otra vez. Si el vídeo aparece más tarde, también te llegará.

alert-cost_high = **Un vídeo ha costado mucho más de lo previsto.** { $detail } Los presupuestos cuentan lo que dice Segmind.
alert-cost_nonsense = **Segmind ha dado un coste imposible.** { $detail } Los presupuestos cuentan la estimación.
alert-model_paused = **Un modelo está en pausa: tres costes seguidos son imposibles.** { $detail } Los presupuestos cuentan las estimaciones. Los pedidos nuevos de este modelo se rechazan y los que esperan conservan su sitio hasta que decidas: ¿son correctos estos costes?
alert-cost-said = Segmind dice «{ $said }» USD por { $duration } s de { $model }; la estimación era { $estimate }.
alert-cost-price = A partir de ahora se reservan { $price } por segundo.
alert-costs-right = Son correctos
alert-costs-wrong = Son erróneos, continuar
alert-costs-confirmed = { $mention } dice que los costes son correctos. A partir de ahora se reservan { $price } por segundo, y se vuelven a hacer vídeos.
alert-costs-rejected = { $mention } dice que los costes son erróneos. Se vuelven a hacer vídeos, y los presupuestos cuentan las estimaciones.
error-costs-decided = Esto ya está decidido.
refusal-model_paused = Este tipo de vídeo está en pausa hasta que el operador del bot compruebe cuánto cuesta. Inténtalo más tarde.
pause-model_paused = Este tipo de vídeo está en pausa hasta que el operador del bot compruebe cuánto cuesta.
admin-job-cost-said = Según Segmind costó { $said } USD

failures-warning = Hoy han fallado { $count } de { $most } vídeos. Con { $left } más, tendrás una pausa de un día.
failures-paused = Hoy han fallado { $count } vídeos, así que tienes una pausa. Podrás volver a hacer vídeos { $when }.
quota-failures = Hoy han fallado { $count } de { $most } vídeos. Si llegas a { $most }, tendrás una pausa de un día.
refusal-failures = { $count ->
    [one] Hoy ha fallado { $count } de tus vídeos, así que tienes una pausa. Podrás volver a hacer vídeos { $when }.
   *[other] Hoy han fallado { $count } de tus vídeos, así que tienes una pausa. Podrás volver a hacer vídeos { $when }.
}
