## The welcome, once, where the bot joins a server
## { $veo } and the like are commands that can be clicked, or "/veo".

welcome-title = Hello! I turn words and pictures into short videos
welcome-start = **How to start:** type { $veo } and describe a scene, or { $image } and attach a picture. You can also right-click a message with a picture, then Apps, { $animate }. The video comes into the channel, usually within a minute.
welcome-more = { $help } tells more, { $quota } what you have left.
welcome-admins = **For admins:** people can make videos right away, within the limits of my operator. With { $admin } you set how much they may use, and in which channels; `audit channel` names a channel where changes are posted.
welcome-permissions-fine = **Permissions:** I have all that I need in this server. Single channels can still be closed to me.
welcome-permissions-missing = **Permissions:** I still need { $missing }. Please allow it in Server Settings, Roles; until then I cannot post videos everywhere.
