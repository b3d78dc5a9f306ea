## 最初と最後が同じ動画

command-veo-image-loop = 最後の画像を最初の画像と同じにして、動画をループ再生できるようにします
loop-box = ループにする
loop-box-hint = 動画は最初の画像で終わります。
card-loop = ループ
model-no-loop = { $model }はループ動画を作れません。別のモデルを選んでください。
