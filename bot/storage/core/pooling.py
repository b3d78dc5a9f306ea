"""Refuses connections that something between the bot and PostgreSQL shares among sessions, such as PgBouncer."""

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.core.database import IDLE_IN_TRANSACTION, POOLED, Database, StorageError, is_pooling_error

_ROUNDS = 3
_SETTING = text("SHOW idle_in_transaction_session_timeout")
_SETTINGS_IGNORED = (
    "DATABASE_URL leads to a connection pooler, such as PgBouncer, that drops the bot's settings for its sessions, so "
    "a process that hangs would keep its locks. Use PostgreSQL's own address."
)
_PID = text("SELECT pg_backend_pid()")


async def require_sessions(database: Database) -> None:
    """Raise StorageError if a connection isn't one session of PostgreSQL, whose locks and settings last.

    A pooler in transaction mode may give each transaction of a connection another session. While one connection is
    between two transactions, a transaction on another one then gets its session, or takes the next one in turn.
    """
    engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as watched, database.engine.connect() as other:
            if (await watched.execute(_SETTING)).scalar_one() != IDLE_IN_TRANSACTION:
                raise StorageError(_SETTINGS_IGNORED)
            for _ in range(_ROUNDS):
                before = await _pid(watched)
                async with other.begin():
                    others = await _pid(other)
                    after = await _pid(watched) if others != before else None
                if before != after:
                    raise StorageError(POOLED)
    except DBAPIError as error:
        if is_pooling_error(error):
            raise StorageError(POOLED) from error
        raise StorageError(f"The database can't be used: {error.orig}. Check DATABASE_URL.") from error


async def _pid(connection: AsyncConnection) -> int:
    return int((await connection.execute(_PID)).scalar_one())
