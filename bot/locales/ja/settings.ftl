## /veo-settings

command-veo-settings = モデル、長さ、スタイルなど、自分の既定値を選びます
settings-title = あなたの設定
settings-about = 動画をリクエストするとき、ほかに指定しなければこの設定を使います。その場所で使えないものや、モデルが対応していないものは無視されます。
settings-usual = 標準
settings-model = モデル
settings-duration = 長さ
settings-shape = アスペクト比
settings-style = スタイル
settings-private = 非公開
settings-private-about = 動画とカードはあなただけに表示されます。メッセージで私をメンションした場合は、全員に動画が表示されます。
settings-direct = ダイレクトメッセージ
settings-direct-about = 動画が完成または失敗したとき、リンクをDMでお送りします。
settings-on = オン
settings-off = オフ
settings-turn-on = オンにする
settings-turn-off = オフにする
choice-no-style = スタイルなし

## The direct message about an end, if its person chose so

direct-ready = 動画が完成しました：{ $link }
direct-failed = 動画を作成できませんでした。理由はこちらをご覧ください：{ $link }

## /veo-admin defaults

settings-spoiler = 動画をネタバレとして隠す
settings-restricted = 年齢制限チャンネルのみ
command-defaults = ここで作る動画の既定値（指定がないときに使います）
command-defaults-show = このサーバーとチャンネルの既定値を表示します
command-defaults-set = サーバーまたはチャンネルの既定値を設定します（各自が変更できます）
command-defaults-clear = 既定値を削除し、より広い設定に戻します
command-defaults-what = これだけ（既定：すべて）
command-defaults-deleted = 既定値が残っている削除済みチャンネル
admin-defaults-title = 既定値
admin-defaults-none = ここには何も設定されていません。
admin-defaults-empty = 既定値を1つ以上選んでください。何も変更されていません。
