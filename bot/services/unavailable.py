"""The error that people get when the database fails."""

from bot.errors import DatabaseUnavailable
from bot.sentences import Sentence
from bot.storage.core.database import is_slow


def unavailable(error: BaseException) -> DatabaseUnavailable:
    """Return the error for a database that is slow, or one that is unavailable."""
    return DatabaseUnavailable(Sentence("error-database-slow" if is_slow(error) else "error-database"))
