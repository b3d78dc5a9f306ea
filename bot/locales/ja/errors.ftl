## Refusals and errors

error-permissions = このチャンネルではその操作をする権限がありません。足りない権限: { $missing }。サーバーの管理者に許可してもらうか、別のチャンネルを使ってください。
error-unexpected = Bot側で問題が起きたため、動画のリクエストは送信されていません。もう一度お試しください。また起きる場合は、この参照番号をBotの運営者に伝えてください: `{ $reference }`
error-database = 今はデータベースに接続できないため、リクエストは送信されていません。1分ほど待ってからもう一度お試しください。
error-database-slow = データベースの応答がとても遅いため、待つのをやめました。リクエストは送信されていません。数分待ってからもう一度お試しください。
error-no-answer = { $mention } Discordで時間内に返信を表示できませんでしたが、リクエストは受け付けています:
permission-send_messages = メッセージを送信
permission-send_messages_in_threads = スレッドでメッセージを送信
permission-attach_files = ファイルを添付
permission-view_channel = チャンネルを見る
error-option = Discordから届いた「{ $value }」は、このオプションでは使えません。一覧から値を選んでください。
permission-read_message_history = メッセージ履歴を読む
