"""People's own choices for their videos."""

import asyncio

from bot.domain.choices import NOWHERE, ChoiceField, Choices
from bot.observability import get_logger
from bot.services.unavailable import reading_in_time, unavailable
from bot.storage.core.database import DATABASE_FAILURES, PATIENCE_S, Database
from bot.storage.rules import choices

log = get_logger(__name__)


class OwnChoices:
    """Reads and changes people's own choices. All methods raise DatabaseUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, user_id: int) -> Choices:
        """What a person has chosen."""
        async with reading_in_time(self._database, "choices not read", user_id=user_id) as connection:
            return await choices.read_choices(connection, NOWHERE, user_id)

    async def change(self, user_id: int, field: ChoiceField, value: str | None) -> Choices:
        """Store one choice (None removes it), and return all of them. Safe to repeat."""
        try:
            async with asyncio.timeout(PATIENCE_S), self._database.write() as connection:
                await choices.set_choice(connection, NOWHERE, user_id, field, value)
                return await choices.read_choices(connection, NOWHERE, user_id)
        except DATABASE_FAILURES as error:
            log.warning("choice not stored", user_id=user_id, why=repr(error))
            raise unavailable(error) from error
