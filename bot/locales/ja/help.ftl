## /veo-help
## { $command } is a command that can be clicked, or "/veo".

command-veo-help = 動画の作り方と、上限のしくみを説明します
help-title = 動画の作り方
help-command-veo = { $command } : 場面を説明すると、その動画ができます。長さ・縦横比・スタイル・カメラの動きも選べます。
help-command-veo-image = { $command } : 画像を添付すると、動き出します。何が起こるかも書けます。
help-command-animate = **{ $command }** : チャンネルにある画像も動画にできます。メッセージを右クリックするか長押しして「アプリ」から選んでください。画像付きのメッセージでこのBotにメンションしてもかまいません。
help-command-veo-story = { $command } : 2～6つのシーンを書くと、シーンごとに伸びていく1本の映画になります。
help-command-veo-jobs = { $command } : 自分の動画を、キャンセル・再作成・再送できます。
help-command-veo-quota = { $command } : 残りの秒数と、いつ戻るかを表示します。
help-command-veo-settings = { $command }：普段使うモデル、長さ、アスペクト比、スタイルと、動画の完成をDMで知らせるかどうかを選べます。
help-command-veo-privacy = { $command }：保存しているあなたの情報の確認・ダウンロード・削除。
help-examples = またはこちらを試してみてください。作る前に書き換えられます:
help-buttons-title = **動画の下のボタン**
help-button-again = 同じリクエストを別のシード値でもう一度作ります。
help-button-edit = プロンプトや設定を変えて、新しい動画を作ります。
help-button-continue = 最後のコマから次の場面を続け、ここまでの全編を受け取ります。
help-button-delete = 自分の動画とプロンプトを完全に削除します。
help-button-cancel = まだ待っているリクエストを取り消します。何も消費しません。
help-button-send = 投稿できなかった動画を受け取ります。自分の動画の一覧にあります。
help-limits-title = **上限のしくみ**
help-limits = 「今日」は直近24時間、「今週」は直近7日間、「今月」は直近30日間のことです。それより古くなった動画の秒数は戻ります。失敗した動画の分は払い戻します。上限に達したときは、どの上限か、残りはいくつか、いつ戻るかをお知らせします。
help-tips-title = **ヒント**
help-tip-prompt = 誰や何を映すか、何が起こるか、場所、光、カメラの動きを書きましょう。場面は1つがおすすめです。
help-tip-again = プロンプトの入力中に、最近使ったものが候補に出ます。
help-tip-seed = 同じプロンプトとシード値なら、似た動画になります。言葉を1つ変えて、違いを試してみてください。
help-admin-title = **管理者の方へ**
help-command-veo-admin = { $command } : メンバーやロールの上限、チャンネル、禁止ワード、ブロック、一時停止、支出を管理します。
help-admin-permissions-fine = このチャンネルで必要な権限はすべてそろっています。
help-admin-permissions-missing = このチャンネルではまだ次の権限が必要です: { $missing }
