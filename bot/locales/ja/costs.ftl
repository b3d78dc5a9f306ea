## Unclear submissions, odd costs and failures

failure-submission_lost-sought = 送信時に動画サービスでエラーが発生しました。もう一度お試しください。あとから最初の動画が見つかった場合は、それもお届けします。
