"""Lists a person's jobs, page by page."""

import asyncio

from bot.domain.jobs import JobFilter, JobPage
from bot.errors import DatabaseUnavailable
from bot.observability import get_logger
from bot.sentences import Sentence
from bot.storage.core.database import DATABASE_FAILURES, PATIENCE_S, Database
from bot.storage.jobs.listings import read_page

log = get_logger(__name__)


class JobLists:
    """Reads lists of jobs; the caller decides who may see them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, user_id: int, show: JobFilter, page: int, *, guild_id: int | None, page_size: int) -> JobPage:
        """Read a page (from 0) of a person's jobs in one server, or (None) everywhere.

        For a page after the last one, returns the last one. Raises DatabaseUnavailable if it can't be read within a
        minute.
        """
        try:
            async with asyncio.timeout(PATIENCE_S), self._database.read() as connection:
                return await read_page(connection, user_id, show, page, guild_id=guild_id, size=page_size)
        except DATABASE_FAILURES as error:
            log.warning("jobs not read", user_id=user_id, why=repr(error))
            raise DatabaseUnavailable(Sentence("jobs-unreadable")) from error
