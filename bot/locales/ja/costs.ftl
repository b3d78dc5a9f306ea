## 不明な送信、おかしな料金、失敗

failure-submission_lost-sought = 送信時に動画サービスでエラーが発生しました。もう一度お試しください。あとから最初の動画が見つかった場合は、それもお届けします。

alert-cost_high = **動画の料金が予想を大きく超えました。** { $detail } 予算にはSegmindの示した額を計上します。
alert-cost_nonsense = **Segmindがありえない料金を示しました。** { $detail } 予算には見積もりを計上します。
alert-model_paused = **ありえない料金が3回続いたため、モデルを一時停止しました。** { $detail } 予算には見積もりを計上しています。判断するまで、このモデルの新しいリクエストは断り、待機中のリクエストの順番はそのまま保ちます。この料金は正しいですか？
alert-cost-said = Segmindによると、{ $model }の{ $duration }秒の料金は「{ $said }」USDです（見積もりは{ $estimate }）。
alert-cost-price = 今後は1秒あたり{ $price }を確保します。
alert-costs-right = 正しい
alert-costs-wrong = 誤りなので再開する
alert-costs-confirmed = { $mention } が料金は正しいと確認しました。今後は1秒あたり{ $price }を確保し、このモデルでの動画作成を再開します。
alert-costs-rejected = { $mention } が料金は誤りだと確認しました。このモデルでの動画作成を再開し、予算には見積もりを計上します。
error-costs-decided = この件はもう判断済みです。
refusal-model_paused = この種類の動画は、Botの運営者が料金を確認するまで一時停止中です。あとでもう一度お試しください。
pause-model_paused = この種類の動画は、Botの運営者が料金を確認するまで一時停止中です。
admin-job-cost-said = Segmindが示した料金: { $said } USD

failures-warning = 失敗した動画（今日）: 現在{ $count }件（{ $most }件で1日停止、あと{ $left }件）
failures-paused = 今日、{ $count }件の動画の作成に失敗したため、停止中です。{ $when }にまた作れます。
quota-failures = 失敗した動画（今日）: 現在{ $count }件（{ $most }件で1日停止）
refusal-failures = 今日、{ $count }件の動画の作成に失敗したため、停止中です。{ $when }にまた作れます。
