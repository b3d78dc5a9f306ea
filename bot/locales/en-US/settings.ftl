## /veo-settings

command-veo-settings = Choose your defaults, such as the model, length and style
settings-title = Your settings
settings-about = I use these wherever you request a video, unless you choose something else there. I skip what isn't allowed in a place, or what a model can't make.
settings-usual = As usual
settings-model = Model
settings-duration = Length
settings-shape = Aspect ratio
settings-style = Style
settings-private = Private
settings-private-about = Only you see your videos and their cards. When you mention me in a message, everyone sees the video.
settings-direct = Direct message
settings-direct-about = I send you a DM with a link when your video is ready or has failed.
settings-on = on
settings-off = off
settings-turn-on = Turn on
settings-turn-off = Turn off
choice-no-style = No style

## The direct message when a video is ready or has failed, for people who turned it on

direct-ready = Your video is ready: { $link }
direct-failed = Your video failed. Here is why: { $link }

## /veo-admin defaults

settings-spoiler = Videos behind a spoiler
settings-restricted = Only in age-restricted channels
command-defaults = Defaults for videos here, unless people choose something else
command-defaults-show = Show the defaults of this server and its channels
command-defaults-set = Set defaults for this server or a channel; people can still choose something else
command-defaults-clear = Remove defaults; broader ones then apply
command-defaults-what = Only this one (default: all of them)
command-defaults-deleted = A deleted channel that still has defaults
admin-defaults-title = Defaults
admin-defaults-none = Nothing is set here.
admin-defaults-empty = Please choose at least one default. Nothing was changed.
