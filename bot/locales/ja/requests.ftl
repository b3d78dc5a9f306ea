## What can be wrong with a request

request-prompt-empty = プロンプトが空です。見たい動画を説明してください。
request-prompt-long = プロンプトが{ $count }文字あります。使えるのは{ $most }文字までなので、短くしてください。
