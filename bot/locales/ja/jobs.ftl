## /veo-jobs: what is in the making and what was made

command-veo-jobs = 自分の動画の確認・キャンセル・再作成・再送
command-veo-jobs-show = 表示する動画（既定: すべて）
command-veo-jobs-member = このメンバーの動画を表示します（「サーバー管理」の権限が必要）
jobs-show-all = すべて
jobs-show-running = 作成中
jobs-show-done = 完成
jobs-show-failed = 失敗・キャンセル
jobs-show-kept = 投稿できなかった動画

jobs-title = 自分の動画
jobs-title-here = { $member } の動画（このサーバー内）
jobs-title-everywhere = { $member } の動画（全サーバー）
jobs-count = { $show } · { $total }本 · { $page }/{ $pages }ページ
jobs-none = まだ動画がありません。`/veo` にプロンプトを付けるか、`/veo-image` に画像を付けて始めましょう。
jobs-none-here = このメンバーの動画はここにはありません。
jobs-none-like-that = 当てはまる動画はありません。下で別の条件を選んでください。
jobs-filter = 表示を絞り込む…
jobs-newer = 新しい動画
jobs-older = 古い動画
jobs-refresh = 更新
jobs-send-again = もう一度送る
jobs-watch = 動画を見る
jobs-card = カードを見る
jobs-private = 非公開の動画
jobs-picture = 画像から作成（プロンプトなし）
jobs-forgotten = プロンプトはもう保存されていません
jobs-mark-private = 非公開

jobs-state-queued = 順番待ち中
jobs-state-submitting = 送信中
jobs-state-unknown = 確認中
jobs-state-generating = 作成中
jobs-state-fetching = ダウンロード中
jobs-state-delivering = 投稿中
jobs-state-delivered = 完成
jobs-state-deleted = 削除済み
jobs-state-failed = 失敗
jobs-state-cancelled = キャンセル済み
jobs-state-undeliverable = 完成（投稿できませんでした）
jobs-kept = ファイルはしばらく保管しています。「もう一度送る」を押すと届きます。
jobs-kept-no-more = ファイルはもうありません。「もう一度作る」を押すと、新しく作れます。

jobs-not-theirs = ほかのメンバーの動画を見られるのは、このサーバーの管理者だけです。自分の動画を見るには `member` を外してください。
jobs-unreadable = 今はデータベースに接続できません。1分ほど待ってからもう一度お試しください。

## Sending again what could not be posted

resend-not-yours = もう一度送れるのは、この動画をリクエストした本人だけです。
resend-under-way = すでに送っている途中です。
resend-done = この動画はもう送信済みです。`/veo-jobs` から見られます。
resend-nothing = もう一度送れる動画はありません。
resend-gone = 申し訳ありません。ファイルは、Botにも動画サービスにももうありません。「もう一度作る」を押すと、新しく作れます。
