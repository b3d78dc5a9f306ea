## Refusals: which limit or rule, what is left of it, when it comes back
## { $window } is one of span-day, span-week and span-month; { $when } is shown by Discord as "in 3 hours".

span-day = 24時間
span-week = 7日間
span-month = 30日間
rate-day = 24時間
rate-week = 7日間
rate-month = 30日間

refusal-seconds = 動画は{ $window }で{ $limit }秒まで作れます。残りは{ $left }秒です。
refusal-seconds-never = 動画は{ $window }で{ $limit }秒までで、この動画には足りません。残りは{ $left }秒です。
refusal-seconds-back = この動画に必要な分は{ $when }に戻ります。
# $scope is "server" or "bot".
refusal-budget = { $scope ->
    [server] このサーバー
   *[bot] Bot
}の予算（{ $window }で{ $limit }）が足りません。残りは{ $left }で、この動画には約{ $needed }かかります。
refusal-budget-never = { $scope ->
    [server] このサーバー
   *[bot] Bot
}の予算（{ $window }で{ $limit }）では、この動画は作れません。残りは{ $left }で、この動画には約{ $needed }かかります。
refusal-budget-back = 必要な分は{ $when }に戻ります。
refusal-jobs_at_once = 同時に作れる動画の上限（{ $limit }本）に達しています。どれかが終わるまでお待ちください。
refusal-cooldown = 次の動画まで少しお待ちください。{ $when }にまたリクエストできます。
refusal-cooldown-later = 次の動画まで少し時間をおいて、またリクエストしてください。
refusal-paused-bot = Botは一時停止中です。
refusal-paused-bot-reason = Botは一時停止中です（理由: { $reason }）。
refusal-paused-server = このサーバーでは、動画の作成を一時停止しています。
refusal-paused-server-reason = このサーバーでは、動画の作成を一時停止しています（理由: { $reason }）。
refusal-blocked-bot = 動画の作成をブロックされています。
refusal-blocked-bot-reason = 動画の作成をブロックされています（理由: { $reason }）。
refusal-blocked-server = このサーバーでは、動画の作成をブロックされています。
refusal-blocked-server-reason = このサーバーでは、動画の作成をブロックされています（理由: { $reason }）。
refusal-blocked-until = { $when }にまた使えます。
refusal-strikes = 1日のうちに{ $count }件のリクエストが内容を理由にブロックされたため、利用を一時停止しています。{ $when }にまたリクエストできます。
refusal-channel = このチャンネルでは使えません。こちらを使ってください: { $channels }
refusal-role = このサーバーで動画を作るには、次のいずれかのロールが必要です: { $roles }
refusal-words = ここでは「{ $word }」は使えません。その言葉を使わずに動画を説明してください。
refusal-fits = { $seconds }秒の動画なら、今でも作れます。
