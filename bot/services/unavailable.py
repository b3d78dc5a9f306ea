"""What people are told when the database did not do what they asked for."""

from bot.errors import DatabaseUnavailable
from bot.sentences import Sentence
from bot.storage.core.database import is_slow


def unavailable(error: BaseException) -> DatabaseUnavailable:
    """Say whether the database is slow, or away."""
    return DatabaseUnavailable(Sentence("error-database-slow" if is_slow(error) else "error-database"))
