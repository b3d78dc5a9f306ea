## /veo-help
## { $command } is a command that can be clicked, or "/veo".

command-veo-help = 動画の作り方と、利用枠のしくみを説明します
help-title = 動画の作り方
help-command-veo = { $command } : 場面を説明すると、その動画ができます。長さ・縦横比・スタイル・カメラも選べます。
help-command-veo-image = { $command } : 画像を添付すると、動き出します。何が起こるかを書くこともできます。
help-command-animate = **{ $command }** : チャンネルにある画像も動画にできます。メッセージを右クリックするか長押しして「アプリ」から選んでください。画像付きのメッセージでこのBotにメンションしてもかまいません。
help-command-veo-jobs = { $command } : 作成中の動画と、これまでの動画を表示します。キャンセルや再送もできます。
help-command-veo-quota = { $command } : 残りの利用枠と、いつ戻るかを表示します。
help-limits-title = **利用枠のしくみ**
help-limits = 直近24時間・7日間・30日間の動画の秒数を数えます。使った分は少しずつ戻ります。作れなかった動画は数えません。上限に達したときは、どの上限か、残りはいくつか、いつまた使えるかをお知らせします。
help-tips-title = **ヒント**
help-tip-prompt = 誰や何を映すか、何が起こるか、場所、光、カメラの動きを書きましょう。場面は1つがおすすめです。
help-tip-again = プロンプトの入力中に、最近使ったものが候補に出ます。
help-tip-seed = 同じプロンプトとシード値なら、似た動画になります。言葉を1つ変えて、違いを試してみてください。
help-admin-title = **管理者の方へ**
help-command-veo-admin = { $command } : メンバーやロールの上限、チャンネル、禁止する言葉、ブロック、一時停止、利用状況を管理します。
help-admin-permissions-fine = このチャンネルで必要な権限はすべてそろっています。
help-admin-permissions-missing = このチャンネルではまだ次の権限が必要です: { $missing }
