## Asking a moderator for more than a limit allows

command-approvals = Requests to moderators
command-approvals-channel = Choose their channel
command-approvals-off = Turn them off
admin-places-approval = Channel for requests to moderators
admin-places-approval-none = none, so members can't ask
approval-ask = Ask a moderator
approval-asked = I've asked this server's moderators. They can see your prompt. If nobody answers, the request ends { $when }. Nothing is charged until a moderator approves it.
approval-not-here = There are no moderators to ask here.
approval-waiting = You already have a request waiting for a moderator in this server. Please wait for the answer.
approval-too-many = You can ask moderators { $most } times a day. Please try again tomorrow.
approval-title = A member is over their limit
approval-who = { $user } is asking for more than their limit allows in { $channel }:
approval-limit = What they were told: { $limit }
approval-until = Ends { $when }
approval-approve = Approve once · { $price }
approval-deny = Deny
approval-deny-title = Deny this request
approval-deny-word = Reason (optional)
approval-approved = Approved by { $moderator }
approval-denied = Denied by { $moderator }
approval-denied-word = Denied by { $moderator }: { $word }
approval-expired = No one answered in time.
approval-over = This request has already been decided, or it has expired.
approval-own = You can't approve your own request.
approval-not-yours = Only this server's moderators can decide this. They need the permission “Timeout Members” or “Manage Server”.
approval-price = This request now costs { $price }. Press “Approve once” again if that's all right.
approval-approved-note = { $mention }, { $moderator } approved your request.
approval-approved-direct = A moderator of { $server } approved your request. It's on its way.
approval-denied-direct = A moderator of { $server } denied your request. Nothing was charged.
approval-expired-direct = No moderator of { $server } answered your request in time, so nothing was made. Nothing was charged.
approval-approved-private = A moderator approved your request. I'll send the result here.
    -# Reference { $reference }
approval-withdrawn = I couldn't post that in the member's channel, so the request was cancelled. Nothing was charged.
approval-withdrawn-direct = A moderator of { $server } approved your request, but I couldn't post there, so it was cancelled. Nothing was charged.
approval-word = Their reason: { $word }
approval-erased = This request was deleted, because its member had their data deleted.
