## The card

card-queued = 順番待ち中
card-submitting = リクエストを送信中
card-unknown = リクエストを確認中
card-generating = 動画を作成中
card-fetching = 動画をダウンロード中
card-delivering = 動画を投稿中
card-delivered = 動画が完成しました
card-failed = 動画を作れませんでした
card-cancelled = キャンセルしました
card-undeliverable = 動画は完成しましたが、ここに投稿できませんでした
card-held-title = まもなく始まります

card-settings = { $duration }秒 · { $aspect_ratio } · シード値 { $seed }
card-starts = { $when }に始まります。それまではキャンセルできます。
card-held = まもなく始まります。
card-sending = 送信中のため、もうキャンセルできません。
card-about-start = { $when }ごろに始まります。
card-about-start-and-length = { $when }ごろに始まり、それから約{ $takes }かかります。
card-position = { $position ->
    [1] 次の順番です。
   *[other] 順番は{ $position }番目です。
}
card-elapsed = { $elapsed }経過
card-remaining = 残り約{ $remaining }
card-overdue = いつもより時間がかかっています。まだ作業中です…
card-late = いつもよりかなり時間がかかっています。確認を続け、できしだい動画を投稿します。
card-checking = リクエストの送信中に接続が切れました。届いたかどうかを確認しています。二重に送信することはありません。
card-almost = もうすぐ完成です。
card-took = 所要時間 { $took }
card-watch = 動画を見る
card-sent-directly = ここに投稿できなかったため、ダイレクトメッセージで送りました。
card-paused = 動画の順番はそのままで、自動で始まります。
card-kept = ここに投稿できず、ダイレクトメッセージでも送れませんでした。ファイルはしばらく保管しています。/veo-jobs を開いて「もう一度送る」を押してください。
seconds = { $seconds }秒
minutes = { $minutes }分{ $seconds }秒

## The result

result = { $mention } 動画ができました。
source-own = [この動画]({ $link })をもとに作成
source-theirs = { $mention } が { $owner } の[動画]({ $link })をもとに作成
result-alt = { $model }がこのプロンプトから作った動画: { $prompt }
result-alt-picture = { $model }が画像から作った動画
differs-damaged = ファイルが壊れているため、一部が欠けている可能性があります。
differs-length = 長さは、指定の{ $asked }秒ではなく{ $seconds }秒です。
differs-shape = サイズは{ $asked }ではなく{ $size }ピクセルです。
differs-silent = 音声ありの指定でしたが、音声がありません。
differs-as-is = 変換できなかったため、環境によっては再生できない可能性があります。
result-link = { $mention } 動画はできましたが、大きすぎて投稿できません。{ $expires }まではこちらからダウンロードできます: { $url }
    -# 参照番号 { $reference }

failure = { $mention } 動画を作れませんでした。
failure-reference = 参照番号 { $reference }
failure-rejected = プロンプトか設定が動画サービスに拒否されました。{ $said } 内容を変えてもう一度お試しください。
failure-content_blocked = 動画サービスの安全フィルターにブロックされました。別の表現でお試しください。
failure-generation_failed = 動画サービスで作成できませんでした。もう一度お試しください。
failure-video_lost = 動画は作られましたが、動画サービスからファイルを受け取れません。申し訳ありません。運営者には知らせてあります。
failure-upload_failed = 画像を動画サービスにアップロードできませんでした。{ $said } もう一度お試しください。
failure-scene_lost = このシーンの最初になる、前のシーンの最後のフレームを取得できませんでした。
failure-submission_lost = 送信中に接続が切れ、届いた形跡がありませんでした。もう一度お試しください。
failure-timed_out = 動画サービスでの作成が終わりませんでした。もう一度お試しください。
failure-given-back = { $seconds }秒分を払い戻しました。
