## Why a picture cannot be animated

# $kinds is a list such as "PNG, JPEG, WebP", $last one more kind.
picture-kinds = { $kinds }、{ $last }のいずれかの画像
picture-fault-empty = このファイルは空です。{ $accepted }を送ってください。
picture-fault-too-large = この画像は{ $size } MBです。使えるのは{ $limit } MBまでなので、小さくしてから送ってください。
picture-fault-megapixels = この画像は{ $limit }メガピクセルを超えています。小さくしてから送ってください。
picture-fault-pixels = この画像は{ $width } x { $height }ピクセルです。使えるのは{ $limit }メガピクセルまでなので、小さくしてから送ってください。
picture-fault-small = この画像は{ $width } x { $height }ピクセルです。縦横それぞれ{ $least }ピクセル以上必要なので、もっと大きな画像を送ってください。
picture-fault-memory = この画像を開くにはメモリが足りません。小さくしてから送ってください。
picture-fault-damaged = この画像を読み取れません。壊れているか、途中で切れているか、特殊な形式です。一度開いてPNGかJPEGで保存し直し、それを送ってください。
picture-fault-invisible = この画像は完全に透明なので、動画にできるものがありません。何かが写っている画像を送ってください。
picture-fault-slow = この画像の読み取りに{ $seconds }秒以上かかりました。小さくして、PNGかJPEGで送ってください。
picture-fault-demanding = この画像を読み取れませんでした。一度開いて、小さくしてPNGかJPEGで保存し、それを送ってください。
picture-fault-video = これは画像ではなく動画です。動画のスクリーンショットなど、1枚の画像を送ってください。
picture-fault-unknown = このファイルは画像として認識できません。{ $accepted }を送ってください。
picture-fault-kind = これは{ $kind }なので、動画にできません。PNGかJPEGで保存して送ってください。
picture-fault-library = ここでは{ $kind }の画像を開けません。PNGかJPEGで送ってください。スクリーンショットでもかまいません。
kind-pdf = PDF文書
kind-eps = EPS形式の図
kind-photoshop = Photoshopのファイル
kind-icon = アイコンファイル
kind-jpeg-xl = JPEG XL形式の画像
kind-jpeg-2000 = JPEG 2000形式の画像
kind-raw = カメラのRAWファイル
kind-svg = SVG形式の図
