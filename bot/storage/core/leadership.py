"""Who runs the worker: one process alone with SQLite, one elected among several with PostgreSQL.

Two workers at once would not pay twice, since every step is guarded in the database; but they would look twice as
often, and could both post.
"""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.observability import get_logger
from bot.storage.core.database import DATABASE_FAILURES, Database, StorageError

log = get_logger(__name__)

#: Any constant of ours: whoever holds this lock of the database runs the worker.
_LEADER_LOCK = 0x7EB07003
#: How often a process that waits asks for the lock, and one that has it asks whether its connection still lives.
_LOOK_S = 1.0
_ANSWER_S = 4.0
#: PostgreSQL ends a session that was silent for so long, which frees the lock of a process that hangs.
_SILENCE_MAX_MS = 10_000


class Leadership(Protocol):
    """The right to run the worker."""

    async def win(self) -> None:
        """Return as soon as this process, and no other, may run the worker."""

    async def lost(self) -> None:
        """Return as soon as that is no longer certain."""

    async def resign(self) -> None:
        """Let another process take over at once. Safe to repeat."""


@contextmanager
def hold_alone(database_url: str) -> Iterator[None]:
    """Keep a SQLite database to this process; other databases are left alone.

    The lock is the system's own: it is gone when the process is, however that ends. Raises StorageError if another
    process has it.
    """
    path = sqlite_file(database_url)
    if path is None:
        yield
        return
    lock_path = path.with_name(f"{path.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(lock_path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StorageError(f"The folder of the database cannot be used: {error}. Check DATA_DIR.") from error
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StorageError(
                f"Another Veo Bot, process {_read_pid(lock)}, is running on the database {path}. Stop it first; "
                "several processes at once need PostgreSQL (DATABASE_URL)."
            ) from error
        os.truncate(lock, 0)
        os.pwrite(lock, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(lock)


def sqlite_file(database_url: str) -> Path | None:
    """Give the file of a SQLite database, None if it is another database or only in memory."""
    try:
        url = make_url(database_url)
    except ArgumentError:  # whoever opens it says what is wrong
        return None
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    return Path(str(url.database))


def _read_pid(lock: int) -> str:
    return os.pread(lock, 20, 0).decode("ascii", "replace").strip() or "?"


class Alone:
    """The leadership of the only process."""

    async def win(self) -> None:
        """There is nobody else."""

    async def lost(self) -> None:
        """Never."""
        await asyncio.Event().wait()

    async def resign(self) -> None:
        """There is nobody to take over."""


class Elected:
    """The leadership among the processes on one PostgreSQL: an advisory lock, held by a connection of its own.

    PostgreSQL frees the lock when the connection ends, so a process that is killed is replaced within seconds.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: AsyncConnection | None = None

    async def win(self) -> None:
        """Ask until the lock is free; a database that does not answer is waited for."""
        while True:
            try:
                async with asyncio.timeout(_ANSWER_S):
                    if await self._ask():
                        log.info("leadership won")
                        return
            except DATABASE_FAILURES as error:
                log.warning("leadership not decided", why=type(error).__name__)
                await self.resign()
            except BaseException:
                await self.resign()
                raise
            await asyncio.sleep(_LOOK_S)

    async def lost(self) -> None:
        """Ask the connection all the time whether it lives; the first doubt counts."""
        while self._connection is not None:
            await asyncio.sleep(_LOOK_S)
            try:
                async with asyncio.timeout(_ANSWER_S):
                    await self._connection.execute(text("SELECT 1"))
            except DATABASE_FAILURES as error:
                log.error("leadership lost", why=type(error).__name__)
                return

    async def resign(self) -> None:
        """Close the connection, and with it the lock."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            async with asyncio.timeout(_ANSWER_S):
                await connection.invalidate()
                await connection.close()
        except DATABASE_FAILURES as error:
            log.warning("connection not closed", why=type(error).__name__)

    async def _ask(self) -> bool:
        if self._connection is None:
            engine = self._database.engine.execution_options(isolation_level="AUTOCOMMIT")
            self._connection = await engine.connect()
            await self._connection.execute(text(f"SET idle_session_timeout = {_SILENCE_MAX_MS}"))
        asked = await self._connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _LEADER_LOCK})
        return bool(asked.scalar_one())


@asynccontextmanager
async def open_leadership(database: Database) -> AsyncIterator[Leadership]:
    """Give the leadership that fits the database; it is given up at the end."""
    leadership: Leadership = Alone() if database.is_sqlite else Elected(database)
    try:
        yield leadership
    finally:
        await leadership.resign()
