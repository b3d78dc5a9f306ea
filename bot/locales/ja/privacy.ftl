## /veo-privacy

command-veo-privacy = 保存しているあなたの情報の確認・ダウンロード・削除
privacy-title = プライバシー
privacy-kept-title = **保存している情報と期間**
privacy-prompts-always = プロンプトと動画の設定：動画またはデータを削除するまで。
privacy-prompts-days = プロンプトと動画の設定：動画の完成から{ $days }日間。
privacy-videos = 動画ファイル：再送できるように、完成から{ $days }日間。画像：その動画が完成するまで。
privacy-records = 各動画の処理の記録：90日間、またはそれより少し長く。費用と使用した秒数：会計の記録として無期限。
privacy-choices = /veo-settings で選んだ内容：変更するまで。
privacy-decisions = 管理者があなたに設定したブロックと上限：管理者が解除するまで。管理者による変更の記録：{ $days }日間。
privacy-others-title = **ほかのサービスなどに渡る情報**
privacy-segmind = 動画サービスの Segmind には、プロンプト、設定、画像が送られます。名前や Discord ID は送られません。Segmind はリクエストの記録と完成した動画を7日間保存し、**そこにある動画や画像のアドレスを知っている人は誰でも開けます**。Segmind にあるものは、私からは削除できません。
privacy-discord = Discord 上の私のメッセージは、誰かが削除するまで残ります。非公開でない動画は、チャンネルの全員に表示されます。
privacy-rights = すべてダウンロードすることも、削除することもできます。削除で上限を回避できないように、Discord ID は削除後も最大30日間、使用量とともに残ります。
privacy-policy = プライバシーポリシー
privacy-download = 自分のデータをダウンロード
privacy-delete = 自分のデータを削除
privacy-delete-now = 完全に削除
privacy-sure = **あなたのデータを完全に削除しますか？**
    - 今すぐ削除：プロンプト、動画と画像のファイル、/veo-settings で選んだ内容、未使用の追加秒数。{ $count }本の動画についての私のメッセージも、Discord が許すかぎり削除します。非公開の返信と、DM でお送りしたリンクは、ご自身で閉じるまで残ります。あなたの動画の続きとして作られた動画は残ります。
    - { $until } より後に削除：Discord ID。それまでは使用量とともに残るため、**秒数は戻りません**。その後は、あなたと結び付かない合計だけが残ります。
    - 削除されないもの：管理者があなたに設定したブロックと上限。削除で解除できてしまうためです。
    - 私からは削除できないもの：Segmind は記録を7日間保存し、バックアップの内容は置き換えられるまで残ります。
privacy-unfinished = 何も削除されていません。まだ処理中の動画が{ $count }本あります。完成を待つか、/veo-jobs でキャンセルしてから、もう一度お試しください。動画が失敗した直後は、費用を最長15分間確認します。
privacy-nothing = 今、削除できるあなたのデータはありません。以前にデータを削除した場合、Discord ID はその30日後に消えます。
privacy-done = データを削除しました（動画{ $count }本）。これからメッセージとファイルを削除します。数分かかることがあります。Discord ID は { $until } より後に削除されます。
privacy-export-done = 保存しているあなたの情報は以上です。`data.json` はテキストとして読めます。まだ残っている動画と画像も一緒に入っています。
privacy-export-left = { $count }個のファイルは大きすぎて入りません。メッセージの場所は `data.json` に書いてあります。
privacy-export-json-only = テキストだけでも大きすぎて、ここでは送れません。このボットの運営者にデータをご請求ください。
privacy-export-later = データは先ほどお渡ししたばかりです。{ $when } にもう一度お試しください。
