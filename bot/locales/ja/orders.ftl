## Commands

command-veo = プロンプトから動画を作ります
command-veo-prompt = 何を映しますか？被写体・動き・場所・光・カメラなど、詳しく書くほどきれいに仕上がります
command-veo-duration = 長さ（秒）。選ばなければ5秒
command-veo-aspect_ratio = 縦横比。選ばなければ16:9
command-veo-seed = 同じシード値とプロンプトなら似た動画になります。選ばなければランダム
