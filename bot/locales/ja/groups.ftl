## 複数の動画

button-cancel-all = すべてキャンセル
group-count = { $count }本の動画
group-title = { $count }本中{ $done }本が完成
group-video = 動画{ $position }
group-video-of = { $count }本中の動画{ $position }
group-ready = 完成しました。
group-deleted = 削除されました。
group-cancelled = キャンセルされました。{ $seconds }秒分を払い戻しました。
group-cancelled-by = { $by }がキャンセルしました。{ $seconds }秒分を払い戻しました。
group-seed = シード値 { $seed }
group-on-its-way = まだ作成中です。
group-elsewhere = 別のメッセージにあります。
group-result = { $mention } 動画ができました。
group-result-some = { $mention } { $count }本中{ $done }本の動画ができました。
group-failed = { $mention } { $count }本の動画はどれも作成できませんでした。
cancel-group-done = { $count }本の動画をキャンセルし、{ $seconds }秒分を払い戻しました。
cancel-group-others = { $count }本はすでに作成中のため、キャンセルできません。
refusal-fewer = 代わりに{ $count }本作成
refusal-fits-fewer = 今なら{ $count }本は作成できます。
edit-count = 本数
edit-count-hint = シード値は1本ごとに異なります。
command-veo-count = 一度に作成する本数。シード値は1本ごとに異なります（既定: 1）
group-story = グループ{ $group }の{ $count }本中{ $position }本目
