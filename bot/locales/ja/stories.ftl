## /veo-story

command-veo-story = 2～6つのシーンを1本の映画にします
command-veo-story-duration = 各シーンの長さ（秒、既定: モデルの標準の長さ）
command-veo-story-model = 映画を生成するモデル
command-veo-story-style = 全シーン共通のスタイル
story-form = 映画を作る
story-scenes = シーン（{ $least }～{ $most }つ）
story-scenes-hint = シーンの間は1行空けてください。各シーンは前のシーンの終わりから始まります。
story-scenes-placeholder = 雪の中でキツネが目を覚ます（空行）凍った湖まで駆けていく
story-frame = 各シーンの長さと縦横比
story-quote = 各{ $seconds }秒 · 1シーン約{ $price }
story-too-few = 映画には{ $least }～{ $most }つのシーンが必要ですが、{ $count ->
    [0] 1つも
   *[other] { $count }つしか
}見つかりませんでした。シーンの間は1行空けてください。動画は開始していません。
story-too-many = 映画のシーンは{ $most }個までですが、{ $count }個見つかりました。減らすか、2本の映画に分けてください。動画は開始していません。
story-scene-empty = シーン{ $scene }が空です。何が起こるか書くか、取り除いてください。動画は開始していません。
story-scene-long = シーン{ $scene }は{ $count }文字あります。上限は{ $most }文字です。短くしてください。動画は開始していません。
story-about-scene = シーン{ $scene }について:
story-model = { $model }では映画を作成できません。最初のシーンは文章から、続くシーンは画像から作るためです。別のモデルを選んでください。
story-no-model = 現在ここには映画を作成できるモデルがありません。/veoは引き続き使えます。

## The card and the message with the film

story-count = { $seconds }秒×{ $count }シーン
story-scene = シーン{ $scene }
story-scene-of = シーン{ $scene }/{ $count }
story-title = シーン{ $scene }/{ $count }を作成中
story-over = 映画はシーン{ $scene }/{ $count }で止まりました
story-next = 次のシーンです。前のシーンの終わりから始まります。
story-not-made = その前に映画が止まったため、作成していません。{ $seconds }秒分を払い戻しました。
story-result = { $mention } 映画ができました。
story-result-some = { $mention } ここまでの映画です（{ $count }シーン中{ $done }シーン）。シーンができるたびにここで長くなります。
story-result-stopped = { $mention } 映画は{ $count }シーン中{ $done }シーンで止まりました。そこから再開できます。
story-failed = { $mention } 映画はシーン{ $scene }/{ $count }で止まりました。
story-alone = シーン{ $scene }のみです。前のシーンはつなげられなかったか、大きすぎてここに投稿できません。
story-cancelled = { $count }シーンをキャンセルし、{ $seconds }秒分を払い戻しました。
story-cancelled-others = 作成中のシーンはキャンセルできません。映画はそのシーンで終わります。
story-not-yours = 再開できるのはこの映画を作った人だけです。同じような映画を作るには「もう一度作る」を押してください。
story-goes-on = この映画はまだ作成中です。進み具合はカードで確認できます。
story-complete = この映画にはすべてのシーンがそろっています。
story-taken = この映画はすでに再開しています。進み具合はカードで確認できます。
story-delete-pending = この映画はまだ作成中です。待機中のシーンをキャンセルするか、完成してから削除してください。
story-fewer = 最初の{ $count }シーンを作成
story-fits-fewer = 今なら{ $count }シーンは作成できます。
