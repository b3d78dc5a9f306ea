## What can be wrong with a change by an admin

change-only-operators = これはBot全体に関わるため、運営者だけができます。
change-only-managers = これを行うには、そのサーバーの「サーバー管理」の権限が必要です。
change-id = それはDiscordのIDではありません。人・ロール・チャンネルを一覧から選んでください。
change-reason-long = 理由は{ $most }文字までです。今は{ $count }文字あります。
change-end-past = 終了日時は未来にしてください。
change-end-far = 終了日時は{ $days }日後までです。期限なしにするには空欄にしてください。
change-grant = 追加できるのは1～{ $most }秒です。
change-places-here = チャンネルとロールは1つのサーバーのものです。そのサーバーで選んでください。
change-places-most = ここで選べるのは{ $most }個までで、{ $count }個は選べません。
change-models-here = モデルはサーバーごとの設定です。サーバーで選んでください。
change-model-absent = そのモデルはリストにありません。
change-period-order = 期間の開始は、終了より前にしてください。
change-period-long = 期間は{ $days }日間までです。
change-no-video = その動画はここにありません。IDは動画のファイル名に入っています。

limit-budget-cap = 運営者の予算では、ここで設定できるのは{ $window }{ $cap }までです。
limit-user-usd-cap = ここの予算は{ $window }{ $cap }までなので、それより多くは誰も使えません。
limit-seconds-cap = 動画{ $seconds }秒には最大{ $cost }かかりますが、予算で使えるのは{ $window }{ $cap }までです。設定できるのは{ $most }秒までです。
limit-no-budget = 予算はサーバーとBot全体のためのものです。ロールやメンバーには、秒数か1人あたりの金額を設定してください。
limit-no-ceiling = 最大値はサーバーの予算のためのものです。メンバーには、秒数か1人あたりの金額を設定してください。
limit-elsewhere = その上限は1つのサーバーのものです。そのサーバーで設定してください。
limit-for-nobody = サーバー全体やBot全体の上限は、1人だけには設定できません。
limit-no-number = 「{ $text }」は整数ではありません。60 のような数か、unlimited を入力してください。
limit-no-amount = 「{ $text }」は金額ではありません。25 や 12.50 のような金額か、unlimited を入力してください。
limit-negative = 上限は負の数にできません。0より大きい数か、unlimited を入力してください。
limit-zero = 上限を0にすると、まったく作れなくなります。1人を止めるには block、全員を止めるには pause を使ってください。無制限にするには unlimited を入力してください。
limit-too-much = 大きすぎます。ここで設定できるのは{ $most }までです。無制限にするには unlimited を入力してください。

words-most = 禁止できる言葉は{ $most }個までです。
words-absent = 「{ $word }」はリストにありません。
words-long = 禁止する言葉は1つ{ $most }文字までです。
words-unsearchable = 「{ $word }」には、検索できる文字・数字・記号がありません。
