"""The prompts that people wrote before, each for nobody but the one who wrote it."""

import asyncio

from bot.domain.requests import InvalidRequest
from bot.observability import get_logger
from bot.sentences import Sentence
from bot.services.unavailable import unavailable
from bot.storage.core.database import DATABASE_FAILURES, PATIENCE_S, Database
from bot.storage.jobs import prompts

log = get_logger(__name__)

#: Suggestions that come later help nobody.
_LIST_TIMEOUT_S = 0.5


class PromptHistory:
    """Reads earlier prompts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def search(self, user_id: int, text: str) -> list[tuple[str, str]]:
        """Somebody's latest prompts that contain a text, newest first, each with the id of the job that had it last.

        Empty if the database is slow or fails: nobody waits for suggestions.
        """
        try:
            async with asyncio.timeout(_LIST_TIMEOUT_S), self._database.read() as connection:
                known = await prompts.list_prompts(connection, user_id)
        except DATABASE_FAILURES as error:
            log.info("no prompts suggested", why=type(error).__name__)
            return []
        wanted = text.strip().casefold()
        return [(job_id, prompt) for job_id, prompt in known if wanted in prompt.casefold()]

    async def find(self, user_id: int, job_id: str) -> str:
        """What somebody wrote for a job of theirs.

        Raises InvalidRequest if it has no prompt or is somebody else's, DatabaseUnavailable if it cannot be read.
        """
        try:
            async with asyncio.timeout(PATIENCE_S), self._database.read() as connection:
                prompt = await prompts.find_prompt(connection, user_id, job_id)
        except DATABASE_FAILURES as error:
            log.warning("prompt not read", why=type(error).__name__)
            raise unavailable(error) from error
        if not prompt:
            raise InvalidRequest(Sentence("prompt-unknown"))
        return prompt
