## 上限を超えるリクエストをモデレーターに頼む

command-approvals = モデレーターへのリクエスト
command-approvals-channel = 専用チャンネルを選びます
command-approvals-off = オフにします
admin-places-approval = モデレーターへのリクエスト用チャンネル
admin-places-approval-none = なし（メンバーは頼めません）
approval-ask = モデレーターに頼む
approval-asked = このサーバーのモデレーターに確認しています。モデレーターにはプロンプトが見えます。返事がない場合、このリクエストは{ $when }に終了します。承認されるまで料金はかかりません。
approval-not-here = ここには確認できるモデレーターがいません。
approval-waiting = このサーバーで返事待ちのリクエストがすでにあります。返事をお待ちください。
approval-too-many = モデレーターに頼めるのは1日{ $most }回までです。明日もう一度お試しください。
approval-title = 上限を超えたメンバーがいます
approval-who = { $user }さんが{ $channel }で上限を超えるリクエストを希望しています：
approval-limit = 本人への案内：{ $limit }
approval-until = { $when }に終了します
approval-approve = 今回だけ承認 · { $price }
approval-deny = 却下
approval-deny-title = リクエストを却下
approval-deny-word = 理由（任意）
approval-approved = { $moderator }さんが承認しました
approval-denied = { $moderator }さんが却下しました
approval-denied-word = { $moderator }さんが却下しました：{ $word }
approval-expired = 期限までに返事がありませんでした。
approval-over = このリクエストはすでに決定済みか、期限切れです。
approval-own = 自分のリクエストは承認できません。
approval-not-yours = 決定できるのはこのサーバーのモデレーターだけです。「メンバーをタイムアウト」または「サーバー管理」の権限が必要です。
approval-price = このリクエストの料金は現在{ $price }です。よろしければ、もう一度「今回だけ承認」を押してください。
approval-approved-note = { $mention }さん、{ $moderator }さんがリクエストを承認しました。
approval-approved-direct = { $server }のモデレーターがリクエストを承認しました。まもなく届きます。
approval-denied-direct = { $server }のモデレーターがリクエストを却下しました。料金はかかっていません。
approval-expired-direct = { $server }のモデレーターから期限までに返事がなかったため、何も作成されませんでした。料金はかかっていません。
approval-approved-private = モデレーターがリクエストを承認しました。結果はここに送ります。
    -# 参照番号 { $reference }
approval-withdrawn = メンバーのチャンネルに投稿できなかったため、リクエストはキャンセルされました。料金はかかっていません。
approval-withdrawn-direct = { $server }のモデレーターがリクエストを承認しましたが、投稿できなかったため、キャンセルされました。料金はかかっていません。
approval-word = 理由：{ $word }
approval-erased = メンバーが自分のデータを削除したため、このリクエストは削除されました。
