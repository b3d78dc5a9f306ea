## Why new videos wait: on cards, and in alerts

pause-account = 新しい動画は一時停止中です。BotのSegmindアカウントに運営者の対応が必要です。
pause-key_rejected = 新しい動画は一時停止中です。BotのAPIキーがSegmindに拒否されました。
pause-not_allowed = 新しい動画は一時停止中です。BotのSegmindアカウントでは、このモデルを使えません。
pause-credits_exhausted = 新しい動画は一時停止中です。BotのSegmindクレジットがなくなりました。
pause-spend_limit_reached = 新しい動画は一時停止中です。BotのSegmindアカウントが利用額の上限に達しました。
pause-disk = 新しい動画は一時停止中です。Botのディスクの空きがほとんどありません。
pause-unwritable = 新しい動画は一時停止中です。Botがディスクに書き込めません。
pause-database = 新しい動画は一時停止中です。Botのデータベースに書き込めません。
pause-balance = 新しい動画は一時停止中です。BotのSegmindクレジットが残りわずかです。運営者には知らせてあります。
segmind-error = 動画サービスのSegmindで問題が起きました。
segmind-refused = 動画サービスのSegmindにリクエストが拒否されました。
segmind-transient = 今、動画サービスのSegmindが正しく応答していません。
segmind-busy = Segmindが混み合っているため、少し待っています。
segmind-offline = 今、動画サービスのSegmindに接続できません。
alert-balance-left = 残り{ $balance }（{ $seconds }秒の動画で約{ $clips }本分）
