## Refusals and errors

error-permissions = このチャンネルで必要な権限が足りません: { $missing }。サーバーの管理者に追加してもらうか、別のチャンネルを使ってください。
error-unexpected = Bot側で問題が起きたため、動画の作成は始めていません。もう一度お試しください。また起きる場合は、この参照番号を運営者に伝えてください: `{ $reference }`
error-database = 今はデータベースに接続できません。新しく始めたものはありません。1分ほど待ってからもう一度お試しください。
error-database-slow = データベースの応答がとても遅いため、待つのをやめました。新しく始めたものはありません。数分後にもう一度お試しください。
error-restarting = 再起動中のため、処理を完了できませんでした。1分ほど待ってからもう一度お試しください。
error-no-answer = { $mention } Discordで時間内に返信を表示できませんでしたが、リクエストは受け付けています:
permission-send_messages = メッセージを送信
permission-send_messages_in_threads = スレッドでメッセージを送信
permission-attach_files = ファイルを添付
permission-view_channel = チャンネルを見る
error-option = 「{ $value }」はこのオプションでは使えません。一覧から選んでください。
error-option-long = 「{ $option }」は{ $most }文字までです。短くしてください。
error-option-range = 「{ $option }」は{ $least }～{ $most }の整数です。
error-command-changed = このコマンドが変更されたか、Discordから一部しか届きませんでした。Discordを再起動して、もう一度試してください。
error-outdated = この操作の受付は終了しました。最初からやり直してください。
error-not-asked = これに答えられるのは、質問された本人だけです。
permission-read_message_history = メッセージ履歴を読む
