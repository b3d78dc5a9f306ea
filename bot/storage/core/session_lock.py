"""A lock that PostgreSQL frees by itself when this process dies or freezes; and the check that no pooler breaks it."""

import asyncio
import time
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.observability import get_logger
from bot.storage.core.database import (
    DATABASE_FAILURES,
    IDLE_IN_TRANSACTION,
    POOLED,
    Database,
    StorageError,
    is_pooling_error,
)

log = get_logger(__name__)

#: How often a waiting process asks for a lock, and a holder checks its connection.
LOOK_S = 0.5
_ANSWER_S = 4.0
#: How long to wait after a failure, so that whoever held a lock before gets it back first.
_AFTER_FAILURE_S = 2.0
#: PostgreSQL ends a session that is idle for this long, which frees the locks of a process that hangs.
SILENCE_MAX_S = 6.0
#: A holder that heard from the database this recently can't have lost its lock to its own silence.
_SURE_S = 5.0
#: The keys of all held locks of this database, with the server process that holds each.
_HELD = text(
    "SELECT (classid::bigint << 32) | objid::bigint, pid FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1"
    " AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
_SESSION = text("SELECT pg_backend_pid(), pg_postmaster_start_time()")


class SessionLock:
    """One of several advisory locks of PostgreSQL, on its own connection.

    Any of `keys` will do; `name` is used in the log. All waiting processes share `waiting_key`, so that a holder knows
    that some are waiting.
    """

    def __init__(self, database: Database, name: str, keys: Sequence[int], *, waiting_key: int | None = None) -> None:
        self._database = database
        self._name = name
        self._keys = keys
        self._waiting_key = waiting_key
        self._is_waiting = False
        self._connection: AsyncConnection | None = None
        #: A connection can do only one thing at a time.
        self._turn = asyncio.Lock()
        #: The server process of a connection and when the server started: for the latest connection, and for the one
        #: that took the lock.
        self._session: tuple[int, datetime] | None = None
        self._holder: tuple[int, datetime] | None = None
        self._heard_at = 0.0
        #: The position of the held key in `keys`.
        self.number: int | None = None

    @property
    def is_sure(self) -> bool:
        """Whether the lock is certainly still held; False also after some seconds without a database answer."""
        return self.number is not None and time.monotonic() - self._heard_at < _SURE_S

    async def take(self) -> int:
        """Ask until one of the locks is free, even while the database doesn't respond. Returns its position."""
        is_waiting = False
        while True:
            try:
                number = await self.ask()
            except DATABASE_FAILURES as error:
                log.warning("lock not decided", lock=self._name, why=type(error).__name__)
                await asyncio.sleep(_AFTER_FAILURE_S)
            else:
                if number is not None:
                    return number
                if not is_waiting:
                    log.info("standing by", lock=self._name)
                is_waiting = True
                await asyncio.sleep(LOOK_S)

    async def ask(self) -> int | None:
        """Ask once; returns None if others have all locks. Raises DATABASE_FAILURES after closing the connection."""
        try:
            async with asyncio.timeout(_ANSWER_S):
                connection = await self._connect()
                asked_at = time.monotonic()
                held = {key for key, _ in await connection.execute(_HELD)}
                for number, key in enumerate(self._keys):
                    if key not in held and await self._try(connection, key):
                        self._heard_at = asked_at
                        self.number, self._holder = number, self._session
                        await self._note_waiting(connection, is_waiting=False)
                        return number
                await self._note_waiting(connection, is_waiting=True)
                return None
        except BaseException:
            await self.release()
            raise

    async def take_also(self, key: int) -> None:
        """Take another lock, which nobody else wants, on the same connection. Raises DATABASE_FAILURES."""
        if self._connection is not None:
            async with asyncio.timeout(_ANSWER_S), self._turn:
                await self._try(self._connection, key)

    async def retake(self) -> bool:
        """Try to get the same lock again after `lost`; returns False if another process has it now.

        Raises DATABASE_FAILURES while the database can't tell.
        """
        number, holder = self.number, self._holder
        if number is None or holder is None:
            return False
        await self._disconnect()
        async with asyncio.timeout(_ANSWER_S):
            connection = await self._connect()
            asked_at = time.monotonic()
            held = set(await connection.execute(_HELD))
            pid, server = holder
            # A restarted server, or another one, may have given the same process number to someone else.
            is_same = self._session is not None and self._session[1] == server
            if is_same and (self._keys[number], pid) in held:
                # The server hasn't noticed yet that the old connection is gone.
                await connection.execute(text("SELECT pg_terminate_backend(:pid, 1000)"), {"pid": pid})
            if await self._try(connection, self._keys[number]):
                self._heard_at = asked_at
                self._holder = self._session
                return True
        await self.release()
        return False

    async def lost(self) -> None:
        """Check the connection regularly, and return at the first failure or when it is released."""
        while (connection := self._connection) is not None:
            asked_at = time.monotonic()
            try:
                async with asyncio.timeout(_ANSWER_S), self._turn:
                    await connection.execute(text("SELECT 1"))
            except DATABASE_FAILURES as error:
                if self._connection is connection:  # otherwise it was released in the meantime
                    log.error("lock in doubt", lock=self._name, why=type(error).__name__)
                return
            self._heard_at = asked_at
            await asyncio.sleep(LOOK_S)

    async def release(self) -> None:
        """Close the connection, and with it the lock. Safe to repeat."""
        self.number = None
        await self._disconnect()

    async def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        self._is_waiting = False
        if connection is None:
            return
        try:
            async with asyncio.timeout(_ANSWER_S):
                await connection.invalidate()
                await connection.close()
        except DATABASE_FAILURES as error:
            log.warning("connection not closed", lock=self._name, why=type(error).__name__)

    async def _connect(self) -> AsyncConnection:
        if self._connection is None:
            engine = self._database.engine.execution_options(isolation_level="AUTOCOMMIT")
            self._connection = connection = await engine.connect()
            await connection.execute(text(f"SET idle_session_timeout = {int(SILENCE_MAX_S * 1000)}"))
            pid, server = (await connection.execute(_SESSION)).one()
            self._session = pid, server
        return self._connection

    async def _note_waiting(self, connection: AsyncConnection, *, is_waiting: bool) -> None:
        if self._waiting_key is None or self._is_waiting == is_waiting:
            return
        function = "pg_advisory_lock_shared" if is_waiting else "pg_advisory_unlock_shared"
        await connection.execute(text(f"SELECT {function}(:key)"), {"key": self._waiting_key})
        self._is_waiting = is_waiting

    async def _try(self, connection: AsyncConnection, key: int) -> bool:
        asked = await connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": key})
        return bool(asked.scalar_one())


async def list_held(database: Database) -> Collection[int]:
    """Read the keys of all locks that some process holds. Raises DATABASE_FAILURES."""
    async with asyncio.timeout(_ANSWER_S), database.read() as connection:
        return {key for key, _ in await connection.execute(_HELD)}


_ROUNDS = 3
_SETTING = text("SHOW idle_in_transaction_session_timeout")
_SETTINGS_IGNORED = (
    "DATABASE_URL leads to a connection pooler, such as PgBouncer, that drops the bot's settings for its sessions, so "
    "a process that hangs would keep its locks. Use PostgreSQL's own address."
)
_PID = text("SELECT pg_backend_pid()")


async def require_sessions(database: Database) -> None:
    """Raise StorageError unless each connection is a PostgreSQL session of its own, which keeps its locks and settings.

    A pooler in transaction mode may use another session for each transaction of a connection. So while one connection
    is between two transactions, a transaction on another one may get its session, or the first one's next transaction a
    different session.
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
