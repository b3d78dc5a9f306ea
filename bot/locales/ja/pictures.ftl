## Pictures: commands and the dialogue

command-veo-image = 画像から動画を作ります
command-veo-image-image = 動画の最初のフレームになる画像
command-veo-image-prompt = 画像の中で何が起こりますか？（省略可）
command-veo-image-aspect_ratio = 縦横比（既定: 画像に最も近いもの）
command-veo-image-fit = 縦横比が違う画像の収め方（既定: 自動）
command-animate = 動画にする
choice-auto = 自動: 画像に最も近いもの
choice-fit-auto = 自動: 切り抜き（大きく失われる場合は余白）
choice-fit-crop = 切り抜き: 画面いっぱいに表示（端は切れます）
choice-fit-pad = 余白: 画像全体を表示（余った部分はぼかします）

animate-title = この画像を動画にする
animate-motion = 何が起こりますか？（省略可）
animate-motion-placeholder = 波が打ち寄せ、カメラがゆっくり近づいていく
animate-duration = 長さ
animate-duration-auto = モデルの標準
animate-shape = 縦横比
animate-shape-auto = 画像に最も近いもの
animate-pick = このメッセージには画像がいくつかあります。どれを動画にしますか？
animate-pick-placeholder = 画像を選んでください
animate-unnamed = 名前のない画像
animate-again = このフォームはもう送信済みで、リクエストを受け付けています。

card-frame = 動画の最初のフレーム
card-requester = リクエスト: { $mention }
card-padded = 切り抜くと画像の40%以上が失われるため、余白を付けて全体を表示しました。画面いっぱいにするには「切り抜き」を選んでください。

## Pictures: what can be wrong

mention-hint = 画像を送ってください。画像を添付したメッセージか、画像への返信で、このBotにメンションしてください。画像付きのメッセージを右クリックして「アプリ」→「動画にする」を選ぶこともできます。
mention-text-unreadable = メッセージのテキストファイルを読み込めなかったため、動画の作成は始めていません。プロンプトをメッセージに直接書くか、2,000文字以内のテキストファイル（UTF-8）を1つだけ添付してください。
mention-pick-not-yours = 画像を選べるのは、この動画をリクエストした本人だけです。
picture-none = このメッセージに画像が見つかりません。画像が添付されたメッセージを選ぶか、/veo-image を使ってください。
picture-gone = この画像はもうDiscordにありません。削除されたか、リンクの期限が切れています。もう一度投稿してください。
picture-foreign = 使えるのは、Discordにアップロードされた画像だけです。画像をメッセージに添付するか、/veo-image を使ってください。
picture-unreachable = Discordから画像をダウンロードできませんでした。1分ほど待ってからもう一度お試しください。
picture-too-large = この画像は{ $size } MBです。使えるのは{ $limit } MBまでなので、小さくしてから送ってください。
picture-message-deleted = この画像のメッセージは削除されたため、動画の作成は始めていません。
picture-target-deleted = 返信先のメッセージは削除されています。画像をもう一度投稿してください。
picture-target-unreadable = 返信先のメッセージを読めません。ここでは「メッセージ履歴を読む」の権限がありません。画像を自分のメッセージに添付してください。
picture-target-hidden = 返信先の画像が、このBotには見えません。そのメッセージを右クリックして「アプリ」→「動画にする」を選ぶか、画像を自分のメッセージに添付してください。
picture-age-restricted = この画像は年齢制限チャンネルのものなので、年齢制限チャンネルでだけ動画にできます。
picture-spoiler-elsewhere = この画像は別のチャンネルでスポイラーとして隠されていたため、ここには表示しません。問題なければ、自分で添付してください。
picture-busy-person = ほかの画像をまだ準備しています。終わるまでお待ちください。
picture-busy = 今はとても多くの画像が準備待ちです。数分後にもう一度お試しください。
picture-paused = 読み込めない画像が続きました。次の画像は{ $when }に送れます。
picture-restarting = 再起動中です。1分ほど待ってから画像をもう一度送ってください。
error-not-posted = このチャンネルに投稿できなかったため、動画の作成は始めていません。もう一度試すか、別のチャンネルを使ってください。
