## モデル

model-off = { $model }は現在利用できません。{ $other }など、別のモデルを選んでください。
model-not-here = ここでは{ $model }を使えません。使えるモデル: { $known }。
model-none-here = 今ここで使えるモデルがありません。サーバーの管理者に問い合わせるか、別のチャンネルでお試しください。
model-no-text = { $model }は画像からの動画のみに対応しています。/veo-imageを使うか、別のモデルを選んでください。
model-no-image = { $model }は画像からの動画に対応していません。別のモデルを選んでください。
model-duration = { $model }の動画の長さは{ $known }秒です。{ $seconds }秒は選べません。いずれかの長さを選んでください。
model-resolution = { $model }は{ $resolution }に対応していません。次の中から選んでください：{ $known }
model-shape = { $model }は{ $shape }に対応していません。次の中から選んでください：{ $known }
model-sound-never = { $model }の動画は音声なしのみです。音声をオフにするか、別のモデルを選んでください。
model-sound-always = { $model }の動画は音声ありのみです。音声をオンのままにするか、別のモデルを選んでください。
model-no-negative = { $model }はネガティブプロンプトに対応していません。空欄にするか、別のモデルを選んでください。
model-no-seed = { $model }はシード値に対応していません。空欄にしてください。
model-seed = { $model }のシード値は{ $least }～{ $most }の整数です。空欄にするとランダムになります。

## Choosing one

command-veo-model = 動画を生成するモデル
command-veo-resolution = 高解像度ほど料金が上がります（既定: モデルの標準）
command-veo-sound = 音声の有無（対応モデルのみ、既定: あり）
command-veo-negative_prompt = 動画に入れたくないもの（対応モデルのみ）

## On the card

card-settings-no-seed = { $duration }秒 · { $aspect_ratio }
card-sound = 音声あり
offer-silent = 音声なし
offer-no-negative = ネガティブプロンプトなし
card-price = 約{ $price }
quote-left-day = 今日の残りは{ $left }
quote-left-week = 今週の残りは{ $left }
quote-left-month = 今月の残りは{ $left }

## モデルがなくなったとき

model-none = 現在、この動画を作成できるモデルがありません。しばらくしてからもう一度お試しください。
model-next = { $model } · { $seconds } 秒 · 約 { $price }
card-instead = { $model } は現在利用できないため、次のモデルでこの動画を作成します。
failure-model_gone = { $model } は利用できなくなりました。{ $said }
failure-offer = 代わりに { $model } で作成できます。
offer-not-yours = この提案は、動画をリクエストした本人だけが利用できます。
offer-taken = このボタンからはすでにリクエスト済みです。
alert-model_out = **モデルが利用停止になりました。** { $detail } 待機中のリクエストは返金され、リクエストした人には次のモデルを提案しています。モデルの指定がない新しいリクエストにも、次のモデルを使います。復帰したかどうかを、少なくとも1日1回確認します。
alert-gone-said = Segmindが { $model } に { $status } を返しました：「{ $said }」。
alert-refusing-said = Segmindが { $model } へのリクエストを、フィールドが原因で { $count } 回続けて拒否しました。
alert-model_field = **Segmindがモデルのフィールドを拒否しました。** { $detail } エントリーが間違っている場合は、DATA_DIRのmodels.tomlを修正してBotを再起動してください。3回続けて拒否されると、モデルは利用停止になります。
alert-field-said = カタログのエントリー { $entry }、フィールド { $field }。{ $model } への送信内容：{ $sent }。Segmindの回答：「{ $said }」。
