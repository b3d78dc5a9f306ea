## Styles, camera moves and suggestions

command-style = プロンプトに加える映像のスタイル
command-camera = プロンプトに加えるカメラの動き
style-prompt-long = このスタイルとカメラの動きを加えると、プロンプトは{ $count }文字になります。使えるのは{ $most }文字までなので、{ $over }文字短くするか、どちらかを外してください。
style-unknown = そのスタイルまたはカメラの動きは、もう使えません。一覧から選んでください。
prompt-unknown = 以前のプロンプトが見つかりません。もう一度入力してください。

# Names that people choose from, at most 100 characters.
style-cinematic = 映画風
style-documentary = 自然ドキュメンタリー
style-noir = フィルム・ノワール
style-vintage = 昔のホームムービー
style-anime = アニメ
style-cartoon-3d = 3Dアニメ
style-claymation = クレイアニメ
style-watercolour = 水彩画
style-oil-painting = 油絵
style-pencil = 鉛筆スケッチ
style-papercraft = ペーパークラフト
style-pixel-art = ドット絵
style-cyberpunk = サイバーパンク
style-fantasy = 壮大なファンタジー
style-minimal = ミニマルなスタジオ
style-miniature = ミニチュアの世界
camera-still = 固定カメラ
camera-push-in = 近づく（プッシュイン）
camera-pull-back = 遠ざかる（プルバック）
camera-pan = 左右に振る（パン）
camera-tilt-up = 上に振る（ティルトアップ）
camera-orbit = 周りを回る（オービット）
camera-tracking = 追いかける（トラッキング）
camera-handheld = 手持ちカメラ
camera-drone = ドローン撮影
camera-first-person = 一人称視点
edit-looks = スタイルとカメラワーク
edit-looks-many = スタイルとカメラワークは、それぞれ1つまで選んでください。
