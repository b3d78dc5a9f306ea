## 下書き

command-veo-draft = まず安い下書きを作成し、その下のボタンで本番の動画を作成します
draft-button = 本番を作成
draft-note = { $model }（{ $seconds }秒）の下書き
draft-ask = 同じプロンプトとシード値で本番を作成します: { $video }。ボタンを押すまで料金はかかりません。
draft-other-seed = この2つのモデルではシード値を共有できないため、動画の見た目が変わることがあります。
draft-label = 本番を作成 · { $price }
draft-none = この動画は下書きではありません。
draft-count = 下書き{ $count }本
