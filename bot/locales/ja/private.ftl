## Private orders, and orders from where the bot is no member

command-veo-private = カードと動画を自分だけに表示します
animate-options = オプション
private-no-answer = Discordで時間内に返信を表示できませんでしたが、リクエストは受け付けています。動画はここに届きます。
    -# 参照番号 { $reference }
private-ready = 画像の準備ができました。
private-accepted = リクエストを受け付けました。
private-card-ends = Discordの仕様で、このメッセージを更新できるのは15分間だけなので、これが最後の更新です。動画はダイレクトメッセージで送ります。
private-card-shown = ここに投稿できなかったため、リクエストした本人にだけ表示しました。
private-sending = 動画を送っています…
private-sent = 動画はこちらです: { $link }
private-sent-directly = ここに動画を表示できなかったため、ダイレクトメッセージで送りました。
private-not-sent = 今回も送れませんでした。チャンネルへの投稿、ここでの表示、ダイレクトメッセージのどれもできませんでした。ファイルはしばらく保管しているので、「もう一度送る」をもう一度押せます。
