## Quotas: what is left, and what stands in the way

command-veo-quota = 動画をあと何秒作れるか、いつ利用枠が戻るかを表示します
refusal-shorter = 代わりに{ $seconds }秒で作る
refusal-shorter-again = 短い動画のリクエストは、もう受け付けています。

quota-title = 残りの利用枠
quota-window-day = 24時間
quota-window-week = 7日間
quota-window-month = 30日間
quota-left = { $limit }秒のうち残り{ $left }秒
quota-back = { $when }に{ $seconds }秒分が戻ります。
quota-unlimited = ここでは動画の秒数に制限はありません。
quota-grant = 追加で{ $seconds }秒（ほかを使い切ったあとに使います）
quota-grant-until = 追加で{ $seconds }秒、{ $until }まで（ほかを使い切ったあとに使います）
quota-grants-more = ほか{ $count }件
quota-running = **作成中:** { $running }本
quota-running-of = **作成中:** { $running }本（同時に{ $most }本まで）
quota-cooldown = 次の動画は{ $when }にリクエストできます。
quota-strikes = 直近24時間に、内容を理由にブロックされたリクエストは{ $most }件中{ $count }件です。{ $most }件になると、1日利用できなくなります。
quota-ready = 今すぐ動画を作れます。残りの秒数で{ $seconds }秒まで作れます。
quota-unreadable = 今はデータベースに接続できません。1分ほど待ってからもう一度お試しください。

strike-warning = これで{ $most }回中{ $count }回目のブロックです。24時間以内に{ $most }回になると、1日利用できなくなります。
strike-paused = 24時間以内に{ $count }回ブロックされたため、利用を一時停止しています。{ $when }にまたリクエストできます。

alert-balance_low = Segmindのクレジットが少なくなっています: { $detail }。新しい動画は一時停止中です。注文の順番はそのままで、アカウントにチャージするか MIN_BALANCE_USD を下げると、すべて自動で再開します。
alert-price_changed = 動画の実際の料金が確保した額と違ったため、今後は動画1秒あたりこの額を確保します: { $detail }。予算には実際の料金が計上されます。PRICE_USD_PER_SECOND はBotの起動時の値です。
