"""Transactions written as steps, so that a whole one needs a single thread switch on SQLite.

Each statement that goes to SQLite through its thread costs more in switching than in work. Where that matters, a
transaction is a generator: it yields statements, gets their rows, and returns its result. It knows no connection, so
the same steps run on PostgreSQL, inside of a larger transaction, or at once in SQLite's own thread.
"""

import asyncio
import sqlite3
from collections.abc import Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.core.database import Database, StorageError

T = TypeVar("T")
#: How long a statement waits for another process that is writing; nobody waits longer than this for an answer.
_BUSY_TIMEOUT_S = 2
#: SQL that both databases understand, with `:names`, and their values: numbers and texts, instants as microseconds.
Statement: TypeAlias = tuple[str, Mapping[str, int | str | None]]
Rows: TypeAlias = Sequence[Sequence[Any]]
Steps: TypeAlias = Generator[Statement, Rows, T]


async def perform(connection: AsyncConnection, steps: Steps[T]) -> T:
    """Run steps inside an open transaction; what they raise is the caller's."""
    try:
        sql, values = next(steps)
        while True:
            result = await connection.execute(_text(sql), values)
            sql, values = steps.send(result.all() if result.returns_rows else ())
    except StopIteration as end:
        done: T = end.value
        return done


class Line:
    """A connection of its own to SQLite, on a thread of its own, that does a whole transaction in one go.

    It opens with its first transaction; whoever made it closes it, once.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="veo-line")
        self._connection: sqlite3.Connection | None = None

    async def transact(self, steps: Steps[T]) -> T:
        """Run steps as one transaction that may write; rolled back if they raise.

        Raises StorageError if SQLite does. If this is cancelled, nobody can say whether the transaction took effect.
        """
        self._database.require_file()
        loop = asyncio.get_running_loop()
        async with self._database._turn:  # noqa: SLF001 - all who write take turns there
            return await loop.run_in_executor(self._thread, self._transact, steps)

    async def close(self) -> None:
        """Close the connection, after what is under way."""
        if self._connection is not None:
            await asyncio.get_running_loop().run_in_executor(self._thread, self._connection.close)
            self._connection = None
        self._thread.shutdown(wait=False)

    def _transact(self, steps: Steps[T]) -> T:
        try:
            connection = self._connection = self._connection or self._open()
            connection.execute("BEGIN IMMEDIATE")
            try:
                done = _run(connection, steps)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise StorageError(f"The database cannot be written: {error}. Check DATA_DIR and its disk.") from error
        return done

    def _open(self) -> sqlite3.Connection:
        # A file that is gone must not come back empty.
        address = f"{Path(str(self._database.engine.url.database)).absolute().as_uri()}?mode=rw"
        connection = sqlite3.connect(address, uri=True, timeout=_BUSY_TIMEOUT_S, isolation_level=None)
        # Write-ahead logging is the file's already. 16 MB of cache hold the indexes of a hundred thousand past jobs.
        for pragma in ("synchronous=FULL", "foreign_keys=ON", "cache_size=-16000"):
            connection.execute(f"PRAGMA {pragma}")
        return connection


def _run(connection: sqlite3.Connection, steps: Steps[T]) -> T:
    try:
        sql, values = next(steps)
        while True:
            sql, values = steps.send(connection.execute(sql, values).fetchall())
    except StopIteration as end:
        done: T = end.value
        return done


@lru_cache(maxsize=64)
def _text(sql: str) -> TextClause:
    return text(sql)
