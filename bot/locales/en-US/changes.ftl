## What can be wrong with a change by an admin

change-only-operators = This concerns the whole bot; only its operators may do it.
change-only-managers = You need the permission Manage Server in that server to do this.
change-id = That is no id of Discord's. Please choose a person, role or channel from the list.
change-reason-long = A reason can have at most { $most } characters; this has { $count }.
change-end-past = The end must be in the future.
change-end-far = The end can be at most { $days } days away. Leave it out for no end.
change-grant = A grant can be 1 to { $most } seconds.
change-places-here = Channels and roles belong to one server; please choose them there.
change-places-most = At most { $most } can be chosen here, not { $count }.
change-period-order = The period must begin before it ends.
change-period-long = A period can have at most { $days } days.
change-no-video = There is no such video here. Its id is in the name of its file.

limit-budget-cap = At most { $cap } in { $window } is possible here: that is what the operator's budgets let through.
limit-seconds-cap = { $seconds } s of video can cost { $cost }, and the budgets let { $cap } in { $window } through. At most { $most } s are possible.
limit-no-budget = Budgets are for servers and the whole bot; for a role or a person set seconds.
limit-no-ceiling = A ceiling is for a server's budget; for its people set seconds.
limit-elsewhere = That limit belongs to one server; please set it there.
limit-for-nobody = A limit for a whole server, or for everything, is for nobody in particular.
limit-no-number = “{ $text }” is no whole number. Write one like 60, or unlimited.
limit-no-amount = “{ $text }” is no amount of money. Write one like 25 or 12.50, or unlimited.
limit-negative = A limit cannot be negative. Write a number above 0, or unlimited.
limit-zero = 0 would allow nothing at all. To stop somebody use block, to stop everybody use pause; for no limit write unlimited.
limit-too-much = That is too much: at most { $most } is possible here. For no limit write unlimited.

words-most = At most { $most } forbidden words are possible.
words-absent = “{ $word }” is not on the list.
words-long = A forbidden word or phrase can have at most { $most } characters.
words-unsearchable = “{ $word }” has no letter, digit or symbol that could be searched for.
