## Commands

command-veo = プロンプトから動画を作ります
command-veo-prompt = 何を映しますか？被写体・動き・場所・光・カメラなど、詳しく書くほどよくなります
command-veo-duration = 長さ（秒、既定: 5）
command-veo-aspect_ratio = 縦横比（既定: 16:9）
command-veo-seed = 同じシード値とプロンプトなら、似た動画になります（既定: ランダム）
