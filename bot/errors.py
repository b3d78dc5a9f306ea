"""The root of this project's exceptions.

VeoBotError
├── UserError            the person can do something about it; the sentence is shown to them
│   ├── AskedTwice       the same was asked for a moment ago, and is done once
│   ├── DatabaseUnavailable  the database does not answer; services raise it in place of what the database raised
│   └── InvalidRequest   (bot.domain.requests) a request that no video can be made from
├── RequestTaken         another process has the same request, and answers it
├── SettingsError        (bot.settings) the operator must set something before the bot can start
├── StorageError         (bot.storage) the database cannot be used; StaleJob: a guarded transition lost its race
├── SegmindError         (bot.segmind.errors) what went wrong with a call to Segmind; has its own tree
└── MediaError           (bot.media) a file is not what it should be
"""

from bot.sentences import FALLBACK, Sentence, say_all


class VeoBotError(Exception):
    """An error whose text is one plain sentence that is safe to show to people."""


class UserError(VeoBotError):
    """What was asked for cannot be done; the sentences say why and what to do instead.

    A sentence is said in the reader's language; a text is one already. `str` gives all of them in English, for logs.
    """

    def __init__(self, *sentences: str | Sentence) -> None:
        super().__init__(*sentences)
        self.sentences = sentences

    def say(self, locale: str) -> str:
        """Say them in a language."""
        return say_all(locale, self.sentences)

    def __str__(self) -> str:
        """Say them in English."""
        return self.say(FALLBACK)


class DatabaseUnavailable(UserError):
    """The database does not answer, so nothing was read, or nothing was changed."""


class AskedTwice(UserError):
    """The same was asked for a moment ago, and is done once: nothing was refused, and nothing is lost."""


class RequestTaken(VeoBotError):
    """The same interaction or message made a job already, in another process or earlier; whoever made it answers."""
