## より良いプロンプト

command-improve = 先に言語モデルがプロンプトを改善します。支払いの前に内容を確認できます
improve-box = 先にプロンプトを改善する
improve-box-hint = 支払いの前に内容を確認して変更できます。
improve-off = ここではプロンプトを改善できません。このオプションを使わずにリクエストを送ってください。
improve-empty = 改善するプロンプトがまだありません。動画に何を映したいか、少し書いてください。
improve-busy = 前のプロンプトをまだ処理しています。数秒お待ちください。
improve-often = プロンプトの改善は1時間に{ $most }回までです。次は{ $when }に利用できます。自分のプロンプトはいつでも使えます。
improve-forgotten = この提案はもう残っていません。もう一度リクエストを送ってください。
improve-title = **あなたの言葉から作ったシーンです**
improve-yours = -# あなたの言葉:
improve-unpaid = { $taken }。選ぶまで動画は作成されません。
improve-use = これを使う
improve-edit = 編集
improve-own = 自分のを使う
improve-again = 別の案
improve-retry = もう一度試す
improve-form-title = プロンプトを変更
improve-problem-no_answer = 言語モデルから時間内に返答がなかったため、プロンプトは元のままです:
improve-problem-not_sent = 今は言語モデルに接続できないため、プロンプトは元のままです:
improve-problem-refused = 言語モデルを利用できないため、プロンプトは元のままです:
improve-problem-unusable = 言語モデルがシーンを作れなかったため、プロンプトは元のままです:
improve-problem-language = 言語モデルが別の言語で返答したため、プロンプトは元のままです:
improve-problem-same = 言語モデルが加えるものがなかったため、プロンプトは元のままです:
