## モデル

model-off = { $model }は現在利用できません。{ $other }など、別のモデルを選んでください。
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
