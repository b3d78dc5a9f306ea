## The card

card-queued = 順番待ち中
card-submitting = リクエストを送信中
card-unknown = リクエストを確認中
card-generating = 動画を作成中
card-fetching = 動画を取得中
card-delivering = 動画を投稿中
card-delivered = 動画ができました
card-failed = 動画を作れませんでした
card-cancelled = キャンセルしました
card-undeliverable = 動画はできましたが、ここに投稿できませんでした
card-held-title = まもなく始まります
card-deleted = この動画は削除されました

card-settings = { $duration }秒 · { $aspect_ratio } · シード値 { $seed }
card-starts = { $when }に始まります。それまではキャンセルできます。
card-held = まもなく始まります。
card-sending = 今リクエストを送信しているため、もうキャンセルできません。
card-about-start = { $when }ごろに始まります。
card-about-start-and-length = { $when }ごろに始まり、それから約{ $takes }かかります。
card-given-back = 動画は作られず、{ $seconds }秒分が戻りました。
card-video-deleted = 動画のメッセージは削除されました。
card-position = { $position ->
    [1] 次の順番です。
   *[other] { $position }番目の順番です。
}
card-elapsed = { $elapsed }経過
card-remaining = 残り約{ $remaining }
card-overdue = いつもより時間がかかっています。引き続き確認しています。
card-late = いつもよりかなり時間がかかっています。引き続き確認し、遅くなっても動画を投稿します。
card-checking = リクエストの送信中に接続が切れました。届いたかどうかを確認しています。二重に送信することはありません。
card-almost = もうすぐ完成です。
card-took = { $took }で完成しました。
card-watch = 動画を見る
card-sent-directly = ここに投稿できなかったため、ダイレクトメッセージで送りました。
card-paused = 今は新しい動画の作成を一時停止しています。順番はそのままで、再開すると自動で始まります。
card-kept = ここに書き込む権限がなく、ダイレクトメッセージでも送れませんでした。ファイルはしばらく保管しています。/veo-jobs を開いて「もう一度送る」を押してください。
seconds = { $seconds }秒
minutes = { $minutes }分{ $seconds }秒

## The result

result = { $mention } 動画ができました。
result-alt = Veo 2がこのプロンプトから作った動画: { $prompt }
result-alt-picture = Veo 2が画像から作った動画
result-link = { $mention } 動画はできましたが、大きすぎて投稿できません。{ $expires }まではこちらから見られます: { $url }
    -# 参照番号 { $reference }

failure = { $mention } 動画を作れませんでした: { $why }
    -# 参照番号 { $reference }
failure-rejected = プロンプトか設定が動画サービスに受け付けられませんでした。{ $said } 料金はかかっていません。内容を変えてもう一度お試しください。
failure-content_blocked = 動画サービスの安全フィルターにブロックされました。料金はかかっていません。別の表現でお試しください。
failure-generation_failed = 動画サービスで作成に失敗しました。料金はかかっていません。もう一度お試しください。
failure-video_lost = 動画は作られましたが、動画サービスからファイルを受け取れません。申し訳ありません。運営者はログで確認できます。
failure-upload_failed = 画像を動画サービスに渡せませんでした。{ $said } 料金はかかっていません。もう一度お試しください。
failure-submission_lost = 送信中に接続が切れ、リクエストは届いていませんでした。もう一度お試しください。
failure-timed_out = 動画サービスでの作成が終わりませんでした。もう一度お試しください。
failure-given-back = { $seconds }秒分が戻りました。
