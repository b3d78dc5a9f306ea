## Envíos dudosos, costes extraños y fallos

failure-submission_lost-sought = El servicio de vídeo dio un error cuando envié tu vídeo. Inténtalo otra vez. Si al final aparece el primer vídeo, también te llegará.

alert-cost_high = **Un vídeo ha costado mucho más de lo previsto.** { $detail } Los presupuestos cuentan lo que dice Segmind.
alert-cost_nonsense = **Segmind ha indicado un coste que no puede ser correcto.** { $detail } Los presupuestos cuentan la estimación.
alert-model_paused = **Un modelo está en pausa porque tres costes seguidos no pueden ser correctos.** { $detail } Los presupuestos cuentan las estimaciones. Las solicitudes nuevas para este modelo se rechazan y las que esperan conservan su sitio hasta que decidas: ¿son correctos estos costes?
alert-cost-said = Segmind dice «{ $said }» USD por { $duration } s de { $model }; la estimación era { $estimate }.
alert-cost-price = A partir de ahora se reservan { $price } por segundo.
alert-costs-right = Son correctos
alert-costs-wrong = Son erróneos, continuar
alert-costs-confirmed = { $mention } dice que los costes son correctos. A partir de ahora se reservan { $price } por segundo, y este modelo vuelve a crear vídeos.
alert-costs-rejected = { $mention } dice que los costes son erróneos. Este modelo vuelve a crear vídeos, y los presupuestos cuentan las estimaciones.
error-costs-decided = Esto ya está decidido.
refusal-model_paused = Este tipo de vídeo está en pausa hasta que el operador del bot compruebe cuánto cuesta. Inténtalo más tarde.
pause-model_paused = Este tipo de vídeo está en pausa hasta que el operador del bot compruebe cuánto cuesta.
admin-job-cost-said = Segmind dijo que costó { $said } USD

failures-warning = Vídeos fallidos hoy: { $count } de { $most }. Con { $left } más, tendrás una pausa de un día.
failures-paused = Vídeos fallidos hoy: { $count }, así que estás en pausa. Podrás volver a crear vídeos { $when }.
quota-failures = Vídeos fallidos hoy: { $count } de { $most }. Si llegas a { $most }, tendrás una pausa de un día.
refusal-failures = { $count ->
    [one] Hoy ha fallado { $count } de tus vídeos, así que estás en pausa. Podrás volver a crear vídeos { $when }.
   *[other] Hoy han fallado { $count } de tus vídeos, así que estás en pausa. Podrás volver a crear vídeos { $when }.
}
