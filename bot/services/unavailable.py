"""Reads the database for people who wait for an answer, and makes the error that they get when it fails."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import DatabaseUnavailable
from bot.observability import get_logger
from bot.sentences import Sentence
from bot.storage.core.database import DATABASE_FAILURES, PATIENCE_S, Database, is_slow

log = get_logger(__name__)


@contextlib.asynccontextmanager
async def reading_in_time(database: Database, failure: str, **about: str | int) -> AsyncIterator[AsyncConnection]:
    """Open one consistent view for reading. Raises DatabaseUnavailable if the database fails or takes too long.

    `failure` and `about` are then logged.
    """
    try:
        async with asyncio.timeout(PATIENCE_S), database.read() as connection:
            yield connection
    except DATABASE_FAILURES as error:
        log.warning(failure, why=repr(error), **about)
        raise unavailable(error) from error


def unavailable(error: BaseException) -> DatabaseUnavailable:
    """Return the error for a database that is slow, or one that is unavailable."""
    return DatabaseUnavailable(Sentence("error-database-slow" if is_slow(error) else "error-database"))
