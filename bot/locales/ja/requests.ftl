## What can be wrong with a request

request-prompt-empty = プロンプトが空です。見たい動画を説明してください。
request-prompt-long = プロンプトが{ $count }文字あります。使えるのは{ $most }文字までなので、短くしてください。
request-duration = 動画の長さは{ $least }～{ $most }秒です。{ $seconds }秒は選べません。範囲内の長さを選んでください。
request-seed = シード値は0～{ $most }の整数です。空欄にするとランダムになります。
