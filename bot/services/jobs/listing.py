"""A person's jobs, page by page, and their earlier prompts, each shown only to the person who wrote it."""

import asyncio

from bot.domain.jobs import JobFilter, JobPage
from bot.domain.requests import InvalidRequest
from bot.errors import DatabaseUnavailable
from bot.observability import get_logger
from bot.sentences import Sentence
from bot.services.unavailable import reading_in_time
from bot.storage.core.database import DATABASE_FAILURES, PATIENCE_S, Database
from bot.storage.jobs import listings
from bot.storage.jobs.listings import read_page

log = get_logger(__name__)


class JobLists:
    """Reads lists of jobs; the caller decides who may see them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, user_id: int, show: JobFilter, page: int, *, guild_id: int | None, page_size: int) -> JobPage:
        """Read a page (from 0) of a person's jobs in one server, or (None) everywhere.

        Returns the last page instead of one after it. Raises DatabaseUnavailable if it can't be read within a minute.
        """
        try:
            async with asyncio.timeout(PATIENCE_S), self._database.read() as connection:
                return await read_page(connection, user_id, show, page, guild_id=guild_id, size=page_size)
        except DATABASE_FAILURES as error:
            log.warning("jobs not read", user_id=user_id, why=repr(error))
            raise DatabaseUnavailable(Sentence("jobs-unreadable")) from error


#: Later suggestions would be useless.
_LIST_TIMEOUT_S = 0.5


class PromptHistory:
    """Reads earlier prompts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def search(self, user_id: int, text: str) -> list[tuple[str, str]]:
        """Find a person's latest prompts that contain a text, newest first, each as its last job's id and the prompt.

        Empty if the database is slow or fails, since nobody waits for suggestions.
        """
        try:
            async with asyncio.timeout(_LIST_TIMEOUT_S), self._database.read() as connection:
                known = await listings.list_prompts(connection, user_id)
        except DATABASE_FAILURES as error:
            log.info("no prompts suggested", why=type(error).__name__)
            return []
        wanted = text.strip().casefold()
        return [(job_id, prompt) for job_id, prompt in known if wanted in prompt.casefold()]

    async def find(self, user_id: int, job_id: str) -> str:
        """Read the prompt that a person wrote for one of their jobs.

        Raises InvalidRequest if it has no prompt or belongs to someone else, DatabaseUnavailable if it can't be read.
        """
        async with reading_in_time(self._database, "prompt not read") as connection:
            prompt = await listings.find_prompt(connection, user_id, job_id)
        if not prompt:
            raise InvalidRequest(Sentence("prompt-unknown"))
        return prompt
