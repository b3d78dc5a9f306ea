"""People's earlier prompts, each shown only to the person who wrote it."""

import asyncio

from bot.domain.requests import InvalidRequest
from bot.observability import get_logger
from bot.sentences import Sentence
from bot.services.unavailable import reading_in_time
from bot.storage.core.database import DATABASE_FAILURES, Database
from bot.storage.jobs import listings

log = get_logger(__name__)

#: Later suggestions would be useless.
_LIST_TIMEOUT_S = 0.5


class PromptHistory:
    """Reads earlier prompts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def search(self, user_id: int, text: str) -> list[tuple[str, str]]:
        """A person's latest prompts that contain a text, newest first, each with the id of its last job.

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
        """The prompt that a person wrote for one of their jobs.

        Raises InvalidRequest if it has no prompt or belongs to someone else, DatabaseUnavailable if it can't be read.
        """
        async with reading_in_time(self._database, "prompt not read") as connection:
            prompt = await listings.find_prompt(connection, user_id, job_id)
        if not prompt:
            raise InvalidRequest(Sentence("prompt-unknown"))
        return prompt
