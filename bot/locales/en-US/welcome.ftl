## The welcome, once, where the bot joins a server
## { $veo } and the like are commands that can be clicked, or "/veo".

welcome-title = Hi! I turn words and pictures into short videos
welcome-start = **How to start:** type { $veo } and describe a scene, or { $image } and attach a picture. You can also right-click a message with a picture, then choose Apps, { $animate }. I'll post the video in the channel, usually within a minute.
welcome-more = { $help } tells you more, and { $quota } shows what you have left.
welcome-admins = **For admins:** everyone can make videos right away, within the operator's limits. Use { $admin } to set how much people can make, and in which channels. To see every change, choose a channel with `audit channel`.
welcome-permissions-fine = **Permissions:** I have everything I need in this server. Individual channels may still be closed to me.
welcome-permissions-missing = **Permissions:** I still need { $missing }. Please add them in Server Settings, Roles. Until then, I can't post videos everywhere.
