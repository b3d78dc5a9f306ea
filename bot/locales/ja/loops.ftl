## 最初と最後が同じ動画

command-veo-image-loop = 最後の画像を最初の画像と同じにして、動画をループ再生できるようにします
loop-box = ループにする
loop-box-hint = 動画は最初の画像で終わります。
card-loop = ループ
model-no-loop = { $model }はループ動画を作れません。別のモデルを選んでください。

## Videos that end with another picture

command-veo-image-last_image = 動画の最後の画像
card-last-frame = 動画の最後のフレーム
card-last = 指定の画像で終了
card-ends-with = この画像で終わります。
model-no-last = { $model }では動画を画像で終わらせることができません。別のモデルを選んでください。
last-or-loop = ループは最初の画像で終わるため、最後の画像は指定できません。どちらか一方を選んでください。
last-picture-fault = 最後の画像：{ $why }
animate-pair = 画像{ $first }から画像{ $last }へ
edit-pictures = 別の画像（任意）
edit-pictures-hint = 1枚なら最初の画像を置き換え、2枚なら2枚目の画像で終わります。
