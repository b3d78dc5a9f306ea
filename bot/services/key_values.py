"""Small facts that survive a restart, such as which commands are registered and which servers were welcomed."""

from bot.errors import DatabaseUnavailable
from bot.observability import get_logger
from bot.services.unavailable import unavailable
from bot.storage.core import key_values
from bot.storage.core.database import DATABASE_FAILURES, Database

log = get_logger(__name__)


class KeyValues:
    """Stores texts by name. All methods raise DatabaseUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, name: str) -> str | None:
        """Return the value of a name; None if there is none."""
        try:
            async with self._database.read() as connection:
                return await key_values.get_fact(connection, name)
        except DATABASE_FAILURES as error:
            raise _unavailable(name, error) from error

    async def replace(self, name: str, value: str) -> bool:
        """Store a value; returns whether it changed. Of concurrent calls with one value, only one gets True."""
        try:
            async with self._database.write() as connection:
                return await key_values.set_fact(connection, name, value)
        except DATABASE_FAILURES as error:
            raise _unavailable(name, error) from error


def _unavailable(name: str, error: BaseException) -> DatabaseUnavailable:
    log.warning("key not read or written", name=name, why=repr(error))
    return unavailable(error)
