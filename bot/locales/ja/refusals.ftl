## Refusals: which limit or rule, what is left of it, when it comes back
## { $window } is one of span-day, span-week and span-month; { $when } is shown by Discord as "in 3 hours".

span-day = 今日
span-week = 今週
span-month = 今月
rate-day = 1日
rate-week = 1週間
rate-month = 1か月

refusal-seconds = { $window }の残りは{ $limit }秒のうち{ $left }秒です。
refusal-seconds-never = 合計の長さが上限全体を超えるため作れません。{ $window }の残りは{ $limit }秒のうち{ $left }秒です。
refusal-seconds-back = { $when }に、この動画に必要な分がそろいます。
refusal-user_usd = { $window }の残りは{ $limit }のうち{ $left }です。この動画には約{ $needed }かかります。
refusal-user_usd-never = これには約{ $needed }かかり、上限全体（{ $limit }）を超えます（{ $window }の残りは{ $left }）。
# $scope is "server" or "bot".
refusal-budget = { $scope ->
    [server] このサーバー
   *[bot] Bot
}の{ $window }の予算は、{ $limit }のうち残り{ $left }です。この動画には約{ $needed }かかります。
refusal-budget-never = これには約{ $needed }かかり、{ $scope ->
    [server] このサーバー
   *[bot] Bot
}の予算全体（{ $limit }）を超えます（{ $window }の残りは{ $left }）。
refusal-budget-back = { $when }に、この動画に必要な分がそろいます。
refusal-jobs_at_once = 同時に作れる動画は{ $limit }本までです。どれかが終わるまでお待ちください。
refusal-cooldown = 次の動画まで少しお待ちください。{ $when }にまた作れます。
refusal-cooldown-later = 次の動画まで少し時間をおいて、あとでもう一度お試しください。
refusal-paused-bot = Botは一時停止中です。
refusal-paused-bot-reason = Botは一時停止中です（理由: { $reason }）。
refusal-paused-server = このサーバーでは、動画の作成を一時停止しています。
refusal-paused-server-reason = このサーバーでは、動画の作成を一時停止しています（理由: { $reason }）。
refusal-blocked-bot = 動画の作成をブロックされています。
refusal-blocked-bot-reason = 動画の作成をブロックされています（理由: { $reason }）。
refusal-blocked-server = このサーバーでは、動画の作成をブロックされています。
refusal-blocked-server-reason = このサーバーでは、動画の作成をブロックされています（理由: { $reason }）。
refusal-blocked-until = { $when }にまた作れます。
refusal-strikes = 今日、内容を理由に{ $count }件のリクエストがブロックされたため、停止中です。{ $when }にまた作れます。
refusal-channel = このチャンネルでは動画を作れません。こちらを使ってください: { $channels }
refusal-age = ここでは年齢制限チャンネルでのみ動画を作れます。年齢制限チャンネルを使ってください。
refusal-role = このサーバーで動画を作るには、次のいずれかのロールが必要です: { $roles }
refusal-words = プロンプトに、ここでは使えない言葉があります: 「{ $word }」。その言葉を使わずに動画を説明してください。
refusal-fits = { $seconds }秒の動画なら、今でも作れます。
refusal-fits-other = { $model }なら今作れます（{ $seconds }秒、{ $resolution }、{ $sound ->
    [yes] 音声あり
   *[no] 音声なし
}、約{ $cost }）。
