## Quotas: what is left, and what stands in the way

command-veo-quota = 動画をあとどれだけ作れるか、いつ戻るかを表示します
refusal-shorter = 代わりに{ $seconds }秒で作る
refusal-shorter-again = リクエストはすでに受け付けています。

quota-title = 残りの秒数
quota-window-day = 今日
quota-window-week = 今週
quota-window-month = 今月
quota-left = { $limit }秒のうち残り{ $left }秒
quota-left-usd = { $limit }のうち残り{ $left }
quota-back = { $when }に{ $seconds }秒分が戻ります。
quota-back-usd = { $when }に{ $usd }分が戻ります。
quota-unlimited = ここでは動画に制限はありません。
quota-grant = 追加で{ $seconds }秒（ほかを使い切ったあとに使います）
quota-grant-until = 追加で{ $seconds }秒、{ $until }まで（ほかを使い切ったあとに使います）
quota-grants-more = ほか{ $count }件
quota-running = **作成中:** { $running }本
quota-running-of = **作成中:** { $running }本（同時に{ $most }本まで）
quota-cooldown = 次の動画は{ $when }に作れます。
quota-strikes = 内容によるブロック（今日）: 現在{ $count }件（{ $most }件で1日停止）
quota-ready = 今、{ $seconds }秒までの動画を作れます。
quota-unreadable = 今はデータベースに接続できません。1分ほど待ってからもう一度お試しください。

strike-warning = 内容によるブロック（今日）: 現在{ $count }件（{ $most }件で1日停止）
strike-paused = 今日、内容を理由に{ $count }件のリクエストがブロックされたため、停止中です。{ $when }にまた作れます。

alert-balance_low = **Segmindのクレジットが残りわずかです:** { $detail }。新しい動画は一時停止中です。待機中のリクエストの順番はそのままで、アカウントにチャージするか MIN_BALANCE_USD を下げると、自動で始まります。
alert-price_changed = **動画の実際の料金が変わりました。** 今後は動画1秒あたりこの額を確保します: { $detail }。予算には実際の料金を計上します。PRICE_USD_PER_SECOND は最初の値にすぎません。
