"""The root of this project's exceptions.

VeoBotError
├── UserError            something that the person can fix; its sentences are shown to them
│   ├── AskedTwice       the same was requested a moment ago, and is only done once
│   ├── DatabaseUnavailable  the database doesn't respond; services raise it instead of the database's own error
│   └── ...              refusals and invalid input, each defined where it is raised
├── RequestTaken         another process has the same request and answers it
├── CatalogueError       (bot.models) the catalogue of models can't be used
├── DeliveryError        (bot.services.ports) something can't be delivered on Discord, now or ever
├── DiscordFileError     (bot.presentation.pictures.discord_files) a file can't be downloaded from Discord
├── LedgerCommandError   (bot.services.admin.ledger_command) the ledger can't be read or exported
├── LoginError           (bot.serving) Discord refuses the login
├── PrivacyCommandError  (bot.services.privacy.privacy_command) a person's data can't be exported or deleted
├── MediaError           (bot.media.errors) a file isn't what it should be; has its own tree
├── SegmindError         (bot.segmind.errors) a call to Segmind failed; has its own tree
├── SettingsError        (bot.settings) a setting is missing or invalid
├── StorageError         (bot.storage.core.database) the database can't be used; StaleJob: a transition lost a race
└── StylesError          (bot.domain.styles) a file of styles can't be used
"""

from bot.sentences import FALLBACK, Sentence, say_all


class VeoBotError(Exception):
    """An error whose text is one plain sentence that is safe to show to people."""


class UserError(VeoBotError):
    """A request can't be fulfilled; the sentences say why and what to do instead.

    A Sentence is formatted in the reader's language; plain text stays as it is. `str` returns English, for logs.
    """

    def __init__(self, *sentences: str | Sentence) -> None:
        super().__init__(*sentences)
        self.sentences = sentences

    def say(self, locale: str) -> str:
        """Format the sentences in a language."""
        return say_all(locale, self.sentences)

    def __str__(self) -> str:
        """Format the sentences in English."""
        return self.say(FALLBACK)


class DatabaseUnavailable(UserError):
    """The database doesn't respond; nothing was changed."""


class AskedTwice(UserError):
    """The same was requested a moment ago and is done only once; nothing was refused."""


class RequestTaken(VeoBotError):
    """The interaction or message already created a job, earlier or in another process, which answers the person."""
