## Buttons of cards and results

button-cancel = キャンセル
button-again = もう一度作る
button-try-again = もう一度試す
button-edit = 編集
button-prompt = プロンプト全文
button-delete = 削除
button-delete-now = 完全に削除

job-unknown = この動画の記録がありません。別のBotの動画か、古くて記録が残っていない動画かもしれません。/veo で新しく作ってください。
job-private = この動画は非公開のため、使えるのはリクエストした本人だけです。
job-elsewhere = この動画は別のサーバーのものなので、ここで使えるのはリクエストした本人だけです。
job-gone = この動画のメッセージはもうないため、使えるのはリクエストした本人だけです。
job-deleted = この動画は削除されたため、もう使えません。/veo で新しく作ってください。
job-forgotten = この動画の元になった情報はもう保存されていないため、使えません。/veo で新しく作ってください。
button-twice = すでに受け付けています。
form-written = 入力した内容です。コピーして使えます。

cancel-done = キャンセルしました。動画は作られず、{ $seconds }秒分を払い戻しました。
cancelled-by = { $mention } リクエストは { $by } によってキャンセルされました。動画は作られず、{ $seconds }秒分を払い戻しました。
cancel-not-yours = この動画をキャンセルできるのは、リクエストした本人かサーバーの管理者だけです。
cancel-too-late = この動画はもう送信済みのため、キャンセルできません。
cancel-already = この動画はもうキャンセル済みで、払い戻しも済んでいます。
cancel-over = この動画はもう完成したか失敗したため、キャンセルするものがありません。

again-no-picture = この動画の元の画像はもうありません。/veo-image でもう一度送ってください。

delete-sure = この動画を完全に削除しますか？ メッセージ、ファイル、プロンプトが消えます。続きとして作られた動画は残ります。
delete-done = 動画を、メッセージ、ファイル、プロンプトごと削除しました。使った分は、引き続き上限に数えられます。
delete-goes-on = 動画とプロンプトを記録から削除しました。残りをまだすべては削除できていないため、引き続き試します。
delete-left = 動画とプロンプトを記録から削除しましたが、メッセージの1つをDiscordで削除できません。その下の「削除」をもう一度押すか、自分で非表示にしてください。
delete-not-begun = データベースが応答しないため、何も削除していません。1分ほどしてからもう一度試してください。
delete-already = この動画はもう削除済みです。
delete-nothing = 削除する動画のメッセージがありません。
delete-not-yours = この動画を削除できるのは、リクエストした本人かサーバーの管理者だけです。

## The form behind "Edit"

edit-title = 編集して新しい動画を作る
edit-prompt = 何を映しますか？
edit-motion = 何が起こりますか？（省略可）
edit-frame = 長さと縦横比
edit-shape-landscape = 16:9（横長）
edit-shape-portrait = 9:16（縦長）
edit-model = モデル
edit-style = スタイル（任意）
edit-camera = カメラの動き（任意）
edit-picture = 別の画像（任意）
edit-picture-hint = 省略すると、同じ画像をもう一度動かします。
edit-negative = 入れたくないもの（任意）
edit-seed = シード値
edit-seed-hint = 似た動画にするならそのまま、ランダムにするなら空欄にします。
edit-unchanged = 何も変更されていません。シード値が同じだとほぼ同じ動画になるため、作成を始めませんでした。どこかを変更するか、「もう一度作る」を押して別の動画を作ってください。
change-title = このリクエストを変更
change-done = 変更しました。順番はそのままです。
change-not-yours = この動画を変更できるのは、リクエストした本人だけです。
change-too-late = この動画は元の内容のまま送信済みのため、変更できません。完成後にもう一度「編集」を押すと、別の動画を作れます。
change-over = この動画はもう待機していないため、変更するものはありませんでした。もう一度「編集」を押すと、別の動画を作れます。
change-picture = この動画の画像はもう準備済みのため、待機中は縦横比を変えたり、サイズの異なるモデルや解像度を選んだりできません。キャンセルしてから「編集」を押してください。
