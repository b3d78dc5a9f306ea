## Buttons of cards and results

button-cancel = キャンセル
button-again = もう1本作る
button-try-again = もう一度試す
button-edit = 編集
button-delete = 削除

job-unknown = この動画の記録がありません。別のBotが作ったか、記録が始まる前のものかもしれません。/veo でリクエストしてください。
button-twice = 少し前に同じ操作を受け付けています。行うのは1回だけです。
form-written = 入力した内容です。コピーして使えます。

cancel-done = キャンセルしました。動画は作られず、{ $seconds }秒分が戻りました。
cancel-not-yours = この動画をキャンセルできるのは、リクエストした本人かサーバーの管理者だけです。
cancel-too-late = この動画はもう動画サービスに送信済みのため、止められません。
cancel-already = この動画はもうキャンセル済みで、すべて戻っています。
cancel-over = この動画はもう終わっているため、キャンセルするものがありません。

again-private = この動画は非公開のため、もう一度作れるのはリクエストした本人だけです。
again-no-picture = この動画の元の画像はもう残っていません。/veo-image でもう一度送ってください。

delete-done = 動画のメッセージを削除しました。作った記録と使った分は残ります。
delete-gone = 動画のメッセージはすでにありませんでした。そのように記録しました。
delete-already = この動画はもう削除済みです。
delete-nothing = 削除する動画のメッセージがありません。
delete-not-yours = この動画を削除できるのは、リクエストした本人かサーバーの管理者だけです。
delete-failed = Discordでメッセージを削除できませんでした。もう一度試すか、手動で削除してください。
delete-not-noted = メッセージは削除しましたが、データベースが応答せず、記録できませんでした。カードにリンクが残っているかもしれません。

## The form behind "Edit"

edit-title = 変更して作り直す
edit-prompt = 何を映しますか？
edit-motion = 何が起こりますか？（省略可）
edit-duration = 長さ
edit-shape = 縦横比
edit-shape-landscape = 16:9（横長）
edit-shape-portrait = 9:16（縦長）
edit-seed = シード値
edit-seed-hint = そのままならこの動画に近くなります。空欄にすると新しい値になります。
edit-seed-wrong = シード値は0～{ $most }の整数です。空欄にすると新しい値になります。
edit-unchanged = 何も変更されていません。シード値が同じだとほぼ同じ動画になるため、リクエストは送信していません。どこかを変更するか、シード値を空欄にしてください。
