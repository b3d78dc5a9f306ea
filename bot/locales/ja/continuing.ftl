## Continuing a video: the button and its form

continue-button = 続きを作る
continue-title = 次に何が起こりますか？
continue-prompt = パート{ $part }（全{ $most }パートまで・省略可）
continue-prompt-description = この動画の最後のフレームから始まります。
continue-prompt-placeholder = 振り返って光の中へ歩いていき、カメラがその後を追う
continue-duration = 長さ
part-with-words = パート{ $part }: { $words }
part-without-words = パート{ $part }

## The message with a later part

continue-result = { $mention } ストーリーのパート{ $part }と、これまでの全パートをつなげた動画ができました。
continue-result-alone = { $mention } ストーリーのパート{ $part }ができました。全パートをつなげた動画は付けられませんでした。つなげられなかったか、大きすぎてここに投稿できません。
continue-film-alt = これまでのストーリー（パート1～{ $part }）をつなげた動画

## Why a video cannot be continued

continue-deleted = この動画は削除されたため、続きを作れません。動画の作成は始めていません。
continue-unfinished = この動画はまだできていません。投稿されたら続きを作れます。
continue-unposted = この動画はまだ投稿できていません。先に /veo-jobs を開いて「もう一度送る」を押し、それから続きを作ってください。
continue-failed = この動画は作られなかったため、続きを作れません。
continue-full = ストーリーは{ $most }パートまでで、これが最後のパートです。新しいストーリーを始めるには、フレームを画像として保存し、/veo-image を使ってください。
continue-again = このリクエストはもう受け付けています。進み具合はカードで確認できます。
continue-busy = 今はこの動画を準備できませんでした。動画の作成は始めていません。数分後にもう一度お試しください。
continue-restarting = 再起動中です。動画の作成は始めていません。1分ほど待ってからもう一度お試しください。
continue-unreachable = 今はこの動画を取得できませんでした。動画の作成は始めていません。数分後にもう一度お試しください。
continue-gone = この動画のファイルはBotのディスクにもDiscordにももうないため、続きを作れません。動画の作成は始めていません。
