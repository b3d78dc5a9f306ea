## Alerts for operators

alert-submission_lost = **有料のリクエストが失われた可能性があります。** 動画の送信中にSegmindとの接続が切れ、15分たってもSegmindの履歴に現れません。リクエストした人には知らせてあり、もう一度試せます。金額は予算に計上されたままです。
alert-video_lost = **有料の動画が失われました。** Segmindはリクエストを受け付けましたが、ファイルを渡しませんでした。リクエストした人には知らせてあります。
alert-video_differs = **リクエストと異なる動画が届きました。** { $detail } 動画はそのまま、本人への説明を付けて投稿します。
differs-unread = ファイルを確認できませんでした。
alert-submission_paused = **対応が必要です。** { $detail } 待機中のリクエストの順番はそのままで、解決すると自動で始まります。
alert-commands_refused = **Discordにコマンドを登録できません。** { $detail } 登録できるまでは以前のコマンドのままか、コマンドがない状態です。引き続き試します。ほかの機能は動いています。
alert-job = ジョブ `{ $job_id }` · { $cost } · シード値 { $seed } · { $ordered }に { $mention } がリクエスト
alert-look = Segmindのリクエスト履歴を、シード値とプロンプトで探してください。見つかったらIDを入力すると、動画を届けられます。
alert-adopt = 見つかった…
alert-adopt-title = Segmindのリクエストを引き継ぐ
alert-adopt-request = SegmindのリクエストID
alert-charged = 失われたが、課金された
alert-not-charged = 課金されていない
alert-adopted = { $mention } が見つけました。動画をまもなく届けます。
alert-written-off = { $mention } が損失として処理しました。金額は予算に計上されたままです。
alert-released = { $mention } によると課金されていません。金額は予算に払い戻しました。
error-only-operators = この操作は、このBotの運営者だけができます。
error-not-lost = このリクエストはもう処理済みです。
error-request-unknown = Segmindの履歴にこのIDのリクエストはありません。ID全体をコピーしてください。
error-request-taken = このリクエストIDは、このBotの別の動画で使われています。
error-request-different = そのリクエストはプロンプトかシード値が違うため、このリクエストではありません。
error-history = 今はSegmindのリクエスト履歴を読めません。1分ほど待ってからもう一度お試しください。
