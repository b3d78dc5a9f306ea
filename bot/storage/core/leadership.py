"""Decides which process runs the worker: the only one with SQLite, an elected one with PostgreSQL.

Two workers at once wouldn't pay twice, since the database guards every step. But they would poll twice as often, and
both might post.
"""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Protocol, TypeAlias

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.observability import get_logger
from bot.storage.core.database import Database, StorageError
from bot.storage.core.session_lock import SessionLock

log = get_logger(__name__)

#: An arbitrary constant: the process with this database lock runs the worker.
_LEADER_LOCK = 0x7EB07003
_SHORT_S = 0.02
#: All of the bot's advisory locks: each number is a key, or the upper half of several keys.
_LOCKS = range(0x7EB07000, 0x7EB08000)
#: Returns once a process is a candidate.
WaitEligible: TypeAlias = Callable[[], Awaitable[None]]


async def _at_once() -> None:
    """Return at once: by default, every process is a candidate."""


class Leadership(Protocol):
    """The right to run the worker."""

    @property
    def is_sure(self) -> bool:
        """Whether this process certainly still leads."""

    async def win(self) -> None:
        """Return as soon as this process, and no other, may run the worker."""

    async def lost(self) -> None:
        """Return as soon as this process may no longer be the leader."""

    async def resign(self) -> None:
        """Let another process take over at once. Safe to repeat."""


@contextmanager
def hold_alone(database_url: str) -> Iterator[None]:
    """Lock a SQLite database for this process; does nothing for other databases.

    The system releases the lock when the process ends, for whatever reason. Raises StorageError if another process
    holds it.
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
        raise StorageError(f"The database folder can't be used: {error}. Check DATA_DIR.") from error
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StorageError(
                f"Another Veo Bot (process {_read_pid(lock)}) is already using the database {path}. Stop it first. "
                "To run several processes at once, use PostgreSQL (DATABASE_URL)."
            ) from error
        os.truncate(lock, 0)
        os.pwrite(lock, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(lock)


async def hold_alone_within(connection: AsyncConnection, name: str) -> None:
    """Keep every bot from working on a PostgreSQL database until the transaction ends; `name` is for the message.

    Raises StorageError if a process already uses it, leader or not.
    """
    await connection.execute(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _LEADER_LOCK})
    others = text(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid() "
        "AND (classid = 0 AND objid BETWEEN :first AND :last OR classid BETWEEN :first AND :last) "
        "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    if (await connection.execute(others, {"first": _LOCKS.start, "last": _LOCKS.stop - 1})).scalar_one():
        raise StorageError(f"A Veo Bot is using the database {name}. Stop it first.")


def sqlite_file(database_url: str) -> Path | None:
    """Return the file of a SQLite database, None for another database or one in memory."""
    try:
        url = make_url(database_url)
    except ArgumentError:  # opening it reports the error
        return None
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    return Path(str(url.database))


def _read_pid(lock: int) -> str:
    return os.pread(lock, 20, 0).decode("ascii", "replace").strip() or "?"


class Alone:
    """The leadership if there is only one process."""

    is_sure = True

    async def win(self) -> None:
        """Return at once: there is no other process."""

    async def lost(self) -> None:
        """Never return."""
        await asyncio.Event().wait()

    async def resign(self) -> None:
        """Do nothing: there is no other process."""


class Elected:
    """The leadership among the processes on one PostgreSQL database.

    `wait_eligible` returns once this process is a candidate, which it isn't while it stands by for a slot.
    """

    def __init__(self, database: Database, wait_eligible: WaitEligible = _at_once) -> None:
        self._lock = SessionLock(database, "leadership", [_LEADER_LOCK])
        self._wait_eligible = wait_eligible

    @property
    def is_sure(self) -> bool:
        """Whether the database confirmed it a moment ago; False after a freeze, until it is confirmed again."""
        return self._lock.is_sure

    async def win(self) -> None:
        """Ask until the lock is free, even while the database doesn't respond."""
        await self._wait_eligible()
        await self._lock.take()
        log.info("leadership won")

    async def lost(self) -> None:
        """Check the connection regularly, and return at the first failure."""
        await self._lock.lost()
        log.error("leadership lost")

    async def resign(self) -> None:
        """Close the connection, and with it the lock."""
        await self._lock.release()


class Term:
    """One period of leading. Tasks that belong to it can check whether it goes on: see `require_leading`."""

    def __init__(self, leadership: Leadership) -> None:
        self._leadership = leadership
        #: Whether another process may lead by now.
        self.is_over = False

    def enter(self) -> None:
        """Make this task, and all tasks that it starts, belong to this term."""
        _term.set(self)

    async def require(self) -> None:
        """Return when it is certain that the term goes on; raises ConnectionError once it is over."""
        while not self.is_over:
            if self._leadership.is_sure:
                return
            await asyncio.sleep(_SHORT_S)
        raise ConnectionError("another process may lead by now")


_term: ContextVar[Term | None] = ContextVar("term", default=None)


async def require_leading() -> None:
    """Return when the task may do what can't be repeated; raises ConnectionError if it is a former leader's.

    A frozen process continues where it was, perhaps just before a request, long after another one has taken over.
    """
    term = _term.get()
    if term is not None:
        await term.require()


@asynccontextmanager
async def open_leadership(database: Database, wait_eligible: WaitEligible = _at_once) -> AsyncIterator[Leadership]:
    """Open the leadership that fits the database, and resign at the end."""
    leadership: Leadership = Alone() if database.is_sqlite else Elected(database, wait_eligible)
    try:
        yield leadership
    finally:
        await leadership.resign()
