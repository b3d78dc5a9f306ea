"""Copies the whole database into another one, such as from SQLite to PostgreSQL, for the command line."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.core.copying import copy_tables, suspend_timeouts
from bot.storage.core.database import Database, StorageError, has_database, redact
from bot.storage.core.leadership import hold_alone, hold_alone_within
from bot.storage.money import ledger_audit

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied."""

    table_count: int
    row_count: int
    #: What the ledger check finds in both databases alike; a sentence for each problem.
    wrong: list[str]


def read_address(written: str) -> str:
    """Read a database address as people write it: a SQLite file, or an address with or without its driver.

    Raises StorageError if it is neither.
    """
    if "://" not in written:
        return f"sqlite+aiosqlite:///{Path(written)}"
    try:
        url = make_url(written)
    except ArgumentError as error:
        raise StorageError(
            "That is not a database address. Examples: data/veo.db, postgresql://user@host/database"
        ) from error
    url = url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))
    return url.render_as_string(hide_password=False)


async def copy_database(source: str, target: str, note: Callable[[str, int], None]) -> Copied:
    """Copy all tables in one transaction, which is committed only if the target is proven to be the same.

    `note` is called with each table and its number of rows. Raises StorageError, which says what to do; the target is
    then as empty as before. The source isn't changed, apart from the migrations of this version.
    """
    source, target = read_address(source), read_address(target)
    if _identify(source) == _identify(target):
        raise StorageError("The two databases are the same one. Name another target.")
    if not has_database(source):
        raise StorageError(f"There is no database at {redact(source)}.")
    try:
        async with _open(source) as (old, reading), _open(target, is_writing=True) as (new, writing):
            wrong = await ledger_audit.check_books(reading)
            content = await copy_tables(reading, writing, note)
            if await ledger_audit.check_books(writing) != wrong:
                raise StorageError("The ledger isn't the same after copying. Nothing was changed.")
            for database in (old, new):
                database.require_file()
    except (SQLAlchemyError, OSError) as error:
        if isinstance(error, StorageError):
            raise
        cause = str(getattr(error, "orig", None) or error)
        # If the answer to a commit is lost, it may have happened all the same.
        raise StorageError(
            f"The copy broke off: {cause}. Run it again. If the target has data then, the copy is complete."
        ) from error
    return Copied(len(content), sum(one.row_count for one in content.values()), wrong)


@asynccontextmanager
async def _open(address: str, *, is_writing: bool = False) -> AsyncIterator[tuple[Database, AsyncConnection]]:
    """Open one transaction in a database that no bot may use meanwhile."""
    async with AsyncExitStack() as stack:
        stack.enter_context(hold_alone(address))
        database = await stack.enter_async_context(Database.open(address))
        connection = await stack.enter_async_context(database.write() if is_writing else database.read())
        if not database.is_sqlite:
            level = "READ COMMITTED" if is_writing else "REPEATABLE READ"
            await connection.execute(text(f"SET TRANSACTION ISOLATION LEVEL {level}"))
            await hold_alone_within(connection, redact(address))
        await suspend_timeouts(connection)
        yield database, connection


def _identify(address: str) -> object:
    """A value that is equal for two addresses of one database. Locks catch other addresses of the same one."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite" and url.database:
        return Path(url.database).resolve()
    return url.host, url.port, url.database, url.query
