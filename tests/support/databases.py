"""What makes databases quick in tests: files that are copied, writes that are heard of, statements compiled once."""

import asyncio
import contextlib
import queue
import sqlite3
from collections.abc import Awaitable, Callable, Generator
from functools import cache
from pathlib import Path
from typing import Any

import aiosqlite.core
from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.ext.asyncio import AsyncEngine

from bot import storage
from bot.storage.core import database as database_module
from bot.storage.core.database import Database, _migrate
from tests.support.keeping import find_draft, find_place


def lay_database(path: Path) -> None:
    """Put a database with all tables and nothing in them at a path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_make_database())


@cache
def _make_database() -> bytes:
    """In SQLite's WAL mode from the start: a bot that had to switch to it would wait for the disk."""
    code = [path.read_text("utf-8") for path in sorted(Path(storage.__file__).parent.rglob("*.py"))]
    place = find_place("database", sqlite3.sqlite_version, *code, suffix=".db")
    if not place.is_file():
        draft = find_draft(place)
        engine = create_engine(f"sqlite:///{draft}")
        with engine.begin() as migrating:
            _migrate(migrating)
        engine.dispose()
        with contextlib.closing(sqlite3.connect(draft)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
        draft.replace(place)
    return place.read_bytes()


class Writes:
    """Hears of what this process writes, so that nobody who waits for it has to read again and again."""

    def __init__(self, database: Database) -> None:
        self._heard = asyncio.Event()
        event.listen(database.engine.sync_engine, "commit", self._hear)
        if database._sqlite_writer is not None:
            loop = asyncio.get_running_loop()
            event.listen(
                database._sqlite_writer._engine, "commit", lambda _: loop.call_soon_threadsafe(self._heard.set)
            )

    def _hear(self, _connection: object) -> None:
        self._heard.set()

    async def wait(self, at_most_s: float = 0.1) -> None:
        """Return soon after the next write; another process may write unheard."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._heard.wait(), at_most_s)
            await asyncio.sleep(0.002)  # it's heard of a moment before it is done
        self._heard.clear()


class _CompiledOnce(dict[tuple[Any, ...], Any]):
    """Compiled statements of all databases of one kind; SQLAlchemy would compile them for each database anew."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        return super().get((type(key[0]), *key[1:]), default)

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        super().__setitem__((type(key[0]), *key[1:]), compiled)


_COMPILED = _CompiledOnce()
create_engine_plainly = database_module.make_engine
execute_plainly: Callable[..., Awaitable[Any]] = aiosqlite.Connection._execute
connect_plainly = aiosqlite.Connection.__await__
#: The connections whose thread waits for another connection.
_WAITING: set[aiosqlite.Connection] = set()
prepare_sqlite_plainly = database_module._prepare_sqlite


def hurry_databases(put: Callable[[Any, str, Any], None]) -> None:
    """Have no SQLite file of this process wait for its disk, and each statement be compiled once.

    No test takes the power away from this machine, and those that kill the bot do so to processes of its own.
    """

    def create(url: str | URL, **options: float | None) -> AsyncEngine:
        engine = create_engine_plainly(url, **options)
        engine.sync_engine._compiled_cache = _COMPILED
        if engine.dialect.name == "sqlite":
            event.listen(engine.sync_engine, "do_connect", _allow_threads)
        return engine

    def prepare(engine: Engine, path: Path | None) -> None:
        prepare_sqlite_plainly(engine, path)
        engine._compiled_cache = _COMPILED
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF").close())

    put(database_module, "make_engine", create)
    put(database_module, "_prepare_sqlite", prepare)
    put(aiosqlite.Connection, "_execute", _execute_here)
    put(aiosqlite.Connection, "__await__", _connect_here)
    put(aiosqlite.core, "SimpleQueue", ThreadQueue)


def use_threads(put: Callable[[Any, str, Any], None]) -> None:
    """Have SQLite run in threads of its own again, as it does in the bot."""
    put(aiosqlite.Connection, "_execute", execute_plainly)
    put(aiosqlite.Connection, "__await__", connect_plainly)
    put(aiosqlite.core, "SimpleQueue", queue.SimpleQueue)


class ThreadQueue(queue.SimpleQueue[tuple[asyncio.Future[Any] | None, Callable[[], Any]]]):
    """What a connection's thread has to do; as long as there is no thread, it is done at once."""

    has_thread = False

    def put_nowait(self, item: tuple[asyncio.Future[Any] | None, Callable[[], Any]]) -> None:
        if self.has_thread:
            super().put_nowait(item)
            return
        future, function = item
        try:
            result = function()
        except Exception as error:  # noqa: BLE001 - as the thread does
            if future is not None:
                future.set_exception(error)
        else:
            if future is not None:
                future.set_result(result)


def _connect_here(self: aiosqlite.Connection) -> Generator[Any, None, aiosqlite.Connection]:
    """Connect without a thread; `_execute_here` starts it once there is something to wait for."""
    return self._connect().__await__()


def _allow_threads(_dialect: object, _record: object, _arguments: object, options: dict[str, Any]) -> None:
    options["check_same_thread"] = False


async def _execute_here(self: aiosqlite.Connection, function: Callable[..., Any], *args: Any, **options: Any) -> Any:
    """Have SQLite run a statement at once: changing threads for it, there and back, takes longer than most of them.

    What has to wait for another connection still does so in its thread.
    """
    if self._connection is None or self in _WAITING:
        return await execute_plainly(self, function, *args, **options)
    if args[:1] != ("BEGIN IMMEDIATE",):
        if args[:1] == ("BEGIN",):
            await asyncio.sleep(0)  # others have their turn
        return function(*args, **options)
    await asyncio.sleep(0)
    [[patience_ms]] = self._connection.execute("PRAGMA busy_timeout")
    self._connection.execute("PRAGMA busy_timeout = 0").close()
    try:
        return function(*args, **options)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
    finally:
        self._connection.execute(f"PRAGMA busy_timeout = {patience_ms}").close()
    _WAITING.add(self)
    if isinstance(self._tx, ThreadQueue) and not self._tx.has_thread:
        self._tx.has_thread = True
        self._thread.start()
    try:
        return await execute_plainly(self, function, *args, **options)
    finally:
        _WAITING.discard(self)
