## The welcome, once, where the bot joins a server
## { $veo } and the like are commands that can be clicked, or "/veo".

welcome-title = はじめまして！言葉や画像から短い動画を作るBotです
welcome-start = **始め方:** { $veo } と入力して場面を説明するか、{ $image } に画像を添付してください。画像付きのメッセージを右クリックして「アプリ」→「{ $animate }」を選ぶこともできます。動画はたいてい1分以内にチャンネルへ届きます。
welcome-more = 詳しくは { $help } で、残りの秒数は { $quota } で確認できます。
welcome-admins = **管理者の方へ:** 運営者が決めた上限の範囲で、全員がすぐに動画を作れます。{ $admin } で、作れる量とチャンネルを設定できます。変更をすべて見るには、`audit channel` でチャンネルを選んでください。
welcome-permissions-fine = **権限:** このサーバーで必要な権限はすべてそろっています。ただし、チャンネルごとに使えない場合があります。
welcome-permissions-missing = **権限:** まだ次の権限が必要です: { $missing }。「サーバー設定」→「ロール」で許可してください。それまでは、動画を投稿できない場所があります。
