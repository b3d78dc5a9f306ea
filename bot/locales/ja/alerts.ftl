## Alerts for operators

alert-submission_lost = **有料の注文が失われた可能性があります。** 動画の注文中にSegmindとの接続が切れ、15分たってもSegmindのリクエスト履歴に現れません。依頼した人には知らせてあり、もう一度注文できます。金額は予算に計上されたままです。
alert-video_lost = **有料の動画が失われました。** Segmindは動画を作りましたが、ファイルを渡してくれません。依頼した人には知らせてあります。
alert-submission_paused = **新しい動画の作成を止めています。** { $detail } 待っている注文の順番はそのままで、復旧すると自動で始まります。
alert-job = ジョブ `{ $job_id }` · { $cost } · シード値 { $seed } · { $ordered }に { $mention } が注文
alert-look = Segmindのリクエストの中に（シード値とプロンプトで）見つかったら、そのIDを教えてください。動画を依頼した人に届けられます。
alert-adopt = 見つかりました…
alert-adopt-title = Segmindのリクエストを引き継ぐ
alert-adopt-request = リクエストのID
alert-charged = 失われたが、課金された
alert-not-charged = 課金されていない
alert-adopted = { $mention } が見つけました。動画をまもなく届けます。
alert-written-off = { $mention } が損失として処理しました。金額は計上されたままです。
alert-released = { $mention } によると課金されていません。金額は予算に戻りました。
error-only-operators = この操作は、このBotの運営者だけができます。
error-not-lost = この注文はもう処理済みです。
error-request-unknown = Segmindの履歴にこのIDのリクエストはありません。ID全体をコピーしてください。
error-request-taken = このリクエストIDは、このBotの別の動画で使われています。
error-request-different = そのリクエストはプロンプトかシード値が違うため、この注文ではありません。
error-history = 今はSegmindの履歴を読めません。1分ほど待ってからもう一度お試しください。
