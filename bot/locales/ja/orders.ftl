## Commands

command-veo = プロンプトから動画を作ります
command-veo-prompt = 何を映しますか？被写体・動き・場所・光・カメラなど、詳しく書くほどよくなります
command-veo-duration = 長さ（秒、既定: モデルの標準の長さ）
command-veo-duration-price = 長さ（秒、既定: モデルの標準の長さ）。{ $model }: { $seconds }秒で約{ $price }
command-veo-aspect_ratio = 縦横比（既定: 16:9）
command-veo-seed = 同じシード値とプロンプトなら、似た動画になります（既定: ランダム）

## Examples of prompts, for people who have made nothing yet; 100 characters at most

example-text-1 = 夕方の光の中、レッサーパンダがスケートボードで坂道を下る、追いかけるカメラ
example-text-2 = 嵐の夜、灯台に波が打ちつける、ドローンからの眺め
example-text-3 = 雨の中、落ち葉の間を紙の船が流れていく、クローズアップ
example-image-1 = カメラがゆっくり近づき、光が夕焼けに変わっていく
example-image-2 = 風が吹きはじめ、動けるものがすべて揺れだす
example-image-3 = 写真の人物がカメラのほうを向いてほほえむ
example-title = この動画を作る
example-private = 自分だけに表示する
