"""Opens the database (SQLite by default, or PostgreSQL) and applies migrations."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import VeoBotError
from bot.observability import get_logger

log = get_logger(__name__)
T = TypeVar("T")

#: How long a statement waits for another process that is writing.
_BUSY_TIMEOUT_S = 5
#: An arbitrary constant: keeps two processes from migrating one PostgreSQL database at once.
_MIGRATION_LOCK = 0x7EB07001
_MIGRATIONS = Path(__file__).parents[1] / "migrations"
#: The version of the tables that this code works with: the number of the last migration.
SCHEMA = max(path.stem[:4] for path in (_MIGRATIONS / "versions").glob("[0-9]*.py"))
_CHECK = "Check DATABASE_URL and DATA_DIR."
#: The column, beside the version of the tables, with the oldest version whose code works with them.
_COMPATIBLE_FROM = "compatible_from"
#: How long a migration waits for tables that other processes use, since these then wait behind it; after a pause it
#: tries again.
_MIGRATION_LOCK_TIMEOUT = "1s"
_MIGRATION_RETRY_S = 1.0
_MIGRATION_PATIENCE_S = 120.0
_IMMEDIATE = {"veo_immediate": True}
#: The execution option with the callback for waits for the database's locks: see `note_wait`.
_ON_WAIT = "veo_on_wait"
#: How long people wait for a slow database, and how long `transact` pauses after a conflict before it tries again.
PATIENCE_S = 60.0
_RETRY_S = 0.1
#: How long a process may hang in a transaction, as PostgreSQL writes it.
IDLE_IN_TRANSACTION = "5s"
#: PostgreSQL frees all locks of a process within seconds if it hangs or its machine is gone, and nothing waits
#: forever for a lock or an answer. `lock_timeout` is longer than a frozen process can keep a lock.
_POSTGRES_SETTINGS = {
    "idle_in_transaction_session_timeout": IDLE_IN_TRANSACTION,
    "lock_timeout": "15s",
    "statement_timeout": "30s",
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "10s",
}
#: For a server that doesn't answer at all, not even that a statement timed out.
_COMMAND_TIMEOUT_S = 40.0
_CONNECT_TIMEOUT_S = 10.0
#: PostgreSQL's codes for conflicts and for transactions that it ended: serialization failure, deadlock,
#: lock not available, statement too slow, idle for too long, starting up, too many connections.
_PASSING_STATES = frozenset({"40001", "40P01", "55P03", "57014", "25P03", "57P03", "53300"})
#: No such prepared statement, or one that already exists.
_POOLING_STATES = frozenset({"26000", "42P05"})
POOLED = (
    "DATABASE_URL leads to a connection pooler, such as PgBouncer, that doesn't keep a session of PostgreSQL for each "
    "connection. The bot's locks need that, and it has a pool of its own. Use PostgreSQL's own address."
)
_PASSING_CODES = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


class StorageError(VeoBotError):
    """The database can't be used as it is; the message says what the operator can do."""


class DatabaseGone(StorageError, OSError):
    """The database file was moved or replaced; anything written to it would be lost."""


#: Everything that using the database may raise; a timeout is an OSError, too.
DATABASE_FAILURES = (SQLAlchemyError, StorageError, OSError)


class Database:
    """An open database. Reads run concurrently; on SQLite, writes run one at a time and lock from their start.

    Every `write()` is one transaction: committed when its block ends, rolled back when it raises.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"
        # Waiting here is fair and cheap; SQLite itself waits by polling, which blocks a thread.
        self._turn: AbstractAsyncContextManager[object] = asyncio.Lock() if self.is_sqlite else nullcontext()
        #: Called in any thread with `process` or `database` and the seconds that a transaction waited for a lock there.
        self.on_lock_wait: Callable[[str, float], None] = lambda _lock, _seconds: None
        options = {**_IMMEDIATE, _ON_WAIT: self._note_wait}
        self._writer = engine.execution_options(**options)
        #: This process runs such transactions one at a time, so that waiting ones use no connection.
        self._order_turn = self._turn if self.is_sqlite else asyncio.Lock()
        self._sqlite_writer = _SqliteWriter(engine.url, options) if self.is_sqlite else None
        self._file = _find_file(engine)
        self._inode = None if self._file is None else self._file.stat().st_ino

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str) -> AsyncIterator[Self]:
        """Open the database, apply the migrations, and close it at the end.

        Raises StorageError, which says what to do, if the database can't be reached, read or migrated.
        """
        engine = make_engine(url)
        try:
            try:
                await _migrate_patiently(engine.execution_options(**_IMMEDIATE))
            except (SQLAlchemyError, OSError) as error:
                cause = str(getattr(error, "orig", None) or error) or type(error).__name__
                is_damaged = "malformed" in cause or "not a database" in cause
                if is_pooling_error(error):
                    raise StorageError(POOLED) from error
                advice = "Restore a copy with: veo-bot db restore FILE" if is_damaged else _CHECK
                raise StorageError(f"The database {redact(url)} can't be used: {cause}. {advice}") from error
            database = cls(engine)
            try:
                yield database
            finally:
                if database._sqlite_writer is not None:
                    await database._sqlite_writer.close()
        finally:
            await engine.dispose()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Open one consistent view for reading."""
        async with self.engine.connect() as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Open one transaction that may write. Raises DatabaseGone if the file was moved or replaced."""
        self.require_file()
        asked_at = time.monotonic()
        async with self._turn:
            self.on_lock_wait("process", time.monotonic() - asked_at)
            async with self._writer.begin() as connection:
                yield connection

    async def transact(self, work: Callable[[Connection], T], *, patience_s: float = PATIENCE_S) -> T:
        """Run a function in one transaction, which is committed when it returns and rolled back if it raises.

        After a conflict with another transaction the function runs again, for up to `patience_s`. So it must be safe
        to repeat, even if an earlier run was committed without an answer. Raises what the function raises, and
        SQLAlchemyError or OSError.
        """
        give_up_at = time.monotonic() + patience_s
        while True:
            self.require_file()
            try:
                asked_at = time.monotonic()
                async with self._order_turn:
                    self.on_lock_wait("process", time.monotonic() - asked_at)
                    return await self._run(work)
            except SQLAlchemyError as error:
                if not is_passing(error) or time.monotonic() >= give_up_at:
                    raise
                log.info("transaction tried again", why=str(getattr(error, "orig", None) or error))
            await asyncio.sleep(_RETRY_S)

    async def _run(self, work: Callable[[Connection], T]) -> T:
        if self._sqlite_writer is not None:
            return await self._sqlite_writer.run(work)
        async with self._writer.begin() as connection:
            return await connection.run_sync(work)

    def _note_wait(self, seconds: float) -> None:
        self.on_lock_wait("database", seconds)

    def require_file(self) -> None:
        """Raise DatabaseGone if the SQLite file was moved, deleted or replaced since it was opened."""
        if self._file is None:
            return
        try:
            is_there = self._file.stat().st_ino == self._inode
        except FileNotFoundError:
            is_there = False
        if not is_there:
            raise DatabaseGone(
                f"The database {self._file} was moved or replaced while the bot ran. Put it back, or restart the bot."
            )

    async def ping(self) -> None:
        """Raise SQLAlchemyError or OSError if the database doesn't respond."""
        self.require_file()
        async with self.read() as connection:
            await connection.execute(text("SELECT 1"))


class _SqliteWriter:
    """A SQLite connection on its own thread, for transactions of several statements.

    Switching threads for each statement costs more than the statement itself; here a whole transaction switches once.
    """

    def __init__(self, url: URL, options: dict[str, Any]) -> None:
        self._engine = create_engine(url.set(drivername="sqlite"), connect_args={"timeout": _BUSY_TIMEOUT_S})
        _prepare_sqlite(self._engine, _find_file(self._engine))
        self._writer = self._engine.execution_options(**options)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="veo-sqlite")

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Run a function in one transaction, which runs to its end even if this is cancelled."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._run, work)

    async def close(self) -> None:
        """Close the connection after the running transaction."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._engine.dispose)
        self._thread.shutdown(wait=False)

    def _run(self, work: Callable[[Connection], T]) -> T:
        with self._writer.begin() as connection:
            return work(connection)


@contextmanager
def note_wait(connection: Connection) -> Iterator[None]:
    """Report to the Database how long the block waited for a lock."""
    asked_at = time.monotonic()
    yield
    on_wait = connection.get_execution_options().get(_ON_WAIT)
    if on_wait is not None:
        on_wait(time.monotonic() - asked_at)


def is_passing(error: BaseException) -> bool:
    """Whether another try may help: after a conflict with another transaction, or a lost connection."""
    if isinstance(error, PoolTimeout):
        return True
    if not isinstance(error, DBAPIError):
        return False
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in _PASSING_CODES
    return error.connection_invalidated or getattr(error.orig, "sqlstate", None) in _PASSING_STATES


def is_pooling_error(error: BaseException) -> bool:
    """Whether a pooler between the bot and PostgreSQL refused a setting, or mixed up prepared statements."""
    orig = getattr(error, "orig", None)
    return getattr(orig, "sqlstate", None) in _POOLING_STATES or "unsupported startup parameter" in str(orig)


def is_slow(error: BaseException) -> bool:
    """Whether the database is reachable but too slow."""
    return isinstance(error, TimeoutError) or is_passing(error)


def has_database(address: str) -> bool:
    """Return False if opening the address would create an empty database."""
    try:
        url = make_url(address)
    except ArgumentError:
        return True  # opening it reports the error
    return url.get_backend_name() != "sqlite" or Path(url.database or "").is_file()


def redact(url: str) -> str:
    """Return a database address without its password."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "DATABASE_URL"


def _find_file(engine: AsyncEngine | Engine) -> Path | None:
    """The file of a SQLite database; None for any other, and for one in memory."""
    name = engine.url.database if engine.dialect.name == "sqlite" else None
    return Path(name) if name and name != ":memory:" and not name.startswith("file:") else None


def make_engine(url: str | URL, command_timeout_s: float | None = _COMMAND_TIMEOUT_S) -> AsyncEngine:
    """Make an engine without connecting. Raises StorageError for an address that can't be used."""
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            return _create_sqlite_engine(parsed)
        if parsed.get_backend_name() == "postgresql":
            return create_async_engine(
                parsed,
                pool_size=10,
                max_overflow=10,
                pool_timeout=PATIENCE_S,
                pool_pre_ping=True,
                connect_args={
                    "server_settings": _POSTGRES_SETTINGS,
                    "command_timeout": command_timeout_s,
                    "timeout": _CONNECT_TIMEOUT_S,
                },
            )
    except (ArgumentError, NoSuchModuleError) as error:
        raise StorageError(
            "DATABASE_URL is not a database address. An example: sqlite+aiosqlite:///data/veo.db"
        ) from error
    except ModuleNotFoundError as error:
        raise StorageError(
            f"DATABASE_URL needs the package {error.name}. Install it with: pip install 'veo-bot[postgres]'"
        ) from error
    raise StorageError("DATABASE_URL must start with sqlite+aiosqlite:/// or postgresql+asyncpg://.")


def _create_sqlite_engine(url: URL) -> AsyncEngine:
    if url.database and url.database != ":memory:":
        try:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(f"The database folder can't be created: {error}. Check DATA_DIR.") from error
    engine = create_async_engine(url, connect_args={"timeout": _BUSY_TIMEOUT_S})
    _prepare_sqlite(engine.sync_engine, _find_file(engine))
    return engine


def _prepare_sqlite(engine: Engine, path: Path | None) -> None:
    is_made = False

    @event.listens_for(engine, "do_connect")
    def require_old(*_: object) -> None:
        if is_made and path is not None and not path.exists():
            # SQLite would create a new, empty file.
            raise sqlite3.OperationalError(f"the file {path} is gone")

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        nonlocal is_made
        is_made = True
        connection.isolation_level = None  # transactions are started below
        cursor = connection.cursor()
        # A cache of 16 MB holds the indexes of a hundred thousand past jobs.
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-16000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if not connection.get_execution_options().get("veo_immediate", False):
            connection.exec_driver_sql("BEGIN")
            return
        # A deferred transaction that reads and then writes can fail as busy at any time; an immediate one can't.
        with note_wait(connection):
            connection.exec_driver_sql("BEGIN IMMEDIATE")


async def _migrate_patiently(engine: AsyncEngine) -> None:
    """Apply the migrations, with retries.

    SQLite doesn't wait for its lock if several processes open a new file at once. On PostgreSQL each attempt waits only
    briefly for the tables, since other processes have to wait behind it.
    """
    if engine.dialect.name == "sqlite":
        await _retry_migration(engine, _BUSY_TIMEOUT_S)
        return
    async with engine.connect() as connection:
        if not await connection.run_sync(_is_outdated):
            return
    migrator = make_engine(engine.url, command_timeout_s=None)  # building a new index may take long
    try:
        await _retry_migration(migrator, _MIGRATION_PATIENCE_S)
    finally:
        await migrator.dispose()


async def _retry_migration(engine: AsyncEngine, patience_s: float) -> None:
    give_up_at = time.monotonic() + patience_s
    while True:
        try:
            async with engine.begin() as connection:
                return await connection.run_sync(_migrate)
        except SQLAlchemyError as error:
            if not is_passing(error) or time.monotonic() >= give_up_at:
                raise
            log.info("migration tried again", why=str(getattr(error, "orig", None) or error))
        await asyncio.sleep(_RETRY_S if engine.dialect.name == "sqlite" else _MIGRATION_RETRY_S)


def _is_outdated(connection: Connection) -> bool:
    """Whether migrations are missing. Raises StorageError if the tables are too new for this code."""
    if not inspect(connection).has_table("alembic_version"):
        return True
    current = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if current is None or current <= SCHEMA:
        return current != SCHEMA
    if not can_work_beside(connection):
        raise StorageError(
            f"The database was written by a newer Veo Bot (schema {current}). Update the bot, or restore a backup."
        )
    log.warning("database is newer than the bot, which works with it", schema=current, known_schema=SCHEMA)
    return False


def can_work_beside(connection: Connection) -> bool:
    """Whether tables that are newer than this code declare that it can work with them."""
    if all(column["name"] != _COMPATIBLE_FROM for column in inspect(connection).get_columns("alembic_version")):
        return False
    oldest = connection.execute(text(f"SELECT {_COMPATIBLE_FROM} FROM alembic_version")).scalar()  # noqa: S608 - a constant
    return oldest is not None and oldest <= SCHEMA


def _migrate(connection: Connection) -> None:
    """Apply all missing migrations in the transaction of the connection."""
    if connection.dialect.name == "postgresql":
        # Waiting for another process's migration may take long; waiting for the tables must not.
        for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
            connection.execute(text(f"SET LOCAL {name} = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        connection.execute(text(f"SET LOCAL lock_timeout = '{_MIGRATION_LOCK_TIMEOUT}'"))
    if not _is_outdated(connection):
        return
    # Alembic costs 12 MB of memory and a tenth of a second, and most starts don't need it.
    from bot.storage.core.migrating import migrate  # noqa: PLC0415

    migrate(connection, _MIGRATIONS, _COMPATIBLE_FROM)
