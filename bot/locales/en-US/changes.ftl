## What can be wrong with a change by an admin

change-only-operators = This affects the whole bot, so only its operators can do it.
change-only-managers = You need the Manage Server permission in that server to do this.
change-id = That isn't a Discord ID. Please choose a person, role or channel from the list.
change-reason-long = A reason can be at most { $most } characters long; yours has { $count }.
change-end-past = The end must be in the future.
change-end-far = The end can be at most { $days } days away. Leave it out for no end.
change-grant = You can grant 1 to { $most } seconds.
change-places-here = Channels and roles belong to one server. Please choose them there.
change-places-most = You can choose at most { $most } here, not { $count }.
change-models-here = Models belong to one server. Please choose them there.
change-model-absent = That model isn't on the list.
change-period-order = The period must start before it ends.
change-period-long = The period can be at most { $days } days long.
change-no-video = There's no such video here. You can find its ID in the name of its file.

limit-budget-cap = The operator's budgets allow at most { $cap } { $window } here.
limit-user-usd-cap = The budgets only allow { $cap } { $window } here, so nobody could use more.
limit-seconds-cap = { $seconds } s of video can cost { $cost }, but the budgets only allow { $cap } { $window }. The highest possible limit is { $most } s.
limit-no-budget = Budgets are for servers and the whole bot. For a role or a member, set seconds or USD per person instead.
limit-no-ceiling = Only a server's budget can have a ceiling. For its members, set seconds or USD per person instead.
limit-elsewhere = That limit belongs to one server. Please set it there.
limit-for-nobody = A limit for a whole server or the whole bot can't be for one person.
limit-no-number = “{ $text }” isn't a whole number. Enter a number such as 60, or unlimited.
limit-no-amount = “{ $text }” isn't an amount of money. Enter an amount such as 25 or 12.50, or unlimited.
limit-negative = A limit can't be negative. Enter a number above 0, or unlimited.
limit-zero = A limit of 0 would allow nothing at all. To stop one person, use block. To stop everyone, use pause. For no limit, enter unlimited.
limit-too-much = That's too much: the highest possible limit here is { $most }. For no limit, enter unlimited.

words-most = You can forbid at most { $most } words.
words-absent = “{ $word }” isn't on the list.
words-long = A forbidden word or phrase can be at most { $most } characters long.
words-unsearchable = “{ $word }” has no letter, digit or symbol to search for.
