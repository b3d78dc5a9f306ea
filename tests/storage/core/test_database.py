"""Opening, migrating and refusing databases."""

import asyncio
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, text
from sqlalchemy.exc import StatementError

from bot.storage.core import database as database_module
from bot.storage.core.database import Database, StorageError, redact
from bot.storage.core.key_values import get_fact, set_fact
from bot.storage.tables.columns import metadata
from bot.storage.tables.jobs import jobs
from bot.storage.tables.key_values import key_values
from tests.support.databases import prepare_sqlite_plainly
from tests.support.jobs import make_job

pytestmark = pytest.mark.usefixtures("threads")


async def test_the_migrations_build_exactly_the_tables(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    async with database.read() as connection:
        assert await connection.run_sync(differences) == []


async def test_several_processes_may_open_a_new_database_at_once_and_later_ones_keep_what_is_there(
    empty_database_url: str,
) -> None:
    async def open_it() -> None:
        async with Database.open(empty_database_url) as database:
            await database.ping()

    await asyncio.gather(*(open_it() for _ in range(4)))
    async with Database.open(empty_database_url) as database, database.write() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM jobs"))).scalar_one() == 0
        await connection.execute(insert(key_values).values(name="a", value="1"))
    async with Database.open(empty_database_url) as database, database.read() as connection:
        assert (await connection.execute(text("SELECT value FROM facts"))).scalar_one() == "1"


async def test_processes_may_set_one_fact_at_once(clean_postgres_url: str) -> None:
    async with Database.open(clean_postgres_url) as database:
        async with database.write() as first:
            await set_fact(first, "a", "1")

            async def set_too() -> None:
                async with database.write() as second:
                    await set_fact(second, "a", "2")

            setting = asyncio.create_task(set_too())
            await asyncio.sleep(0.2)
            assert not setting.done(), "it waits for the first to be committed"
        await setting
        async with database.read() as connection:
            assert await get_fact(connection, "a") == "2"


async def test_sqlite_is_durable(empty_sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "_prepare_sqlite", prepare_sqlite_plainly)
    async with Database.open(empty_sqlite_url) as database, database.write() as connection:
        pragmas = {}
        for name in ("journal_mode", "synchronous", "foreign_keys"):
            pragmas[name] = (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar_one()
        assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
        assert (await connection.exec_driver_sql("PRAGMA busy_timeout")).scalar_one() == 5000


async def test_a_write_holds_the_lock_from_its_start(sqlite_url: str) -> None:
    async with Database.open(sqlite_url) as first, Database.open(sqlite_url) as second:
        order = []

        async def write(database: Database, name: str, started: asyncio.Event) -> None:
            async with database.write() as connection:
                started.set()
                order.append(f"{name} in")
                (await connection.execute(text("SELECT count(*) FROM facts"))).scalar_one()
                await asyncio.sleep(0.1)
                await connection.execute(insert(key_values).values(name=name, value=""))
                order.append(f"{name} out")

        started = asyncio.Event()
        writing = asyncio.create_task(write(first, "a", started))
        await started.wait()
        await write(second, "b", asyncio.Event())
        await writing
    assert order == ["a in", "a out", "b in", "b out"]


def test_the_last_migration_is_the_one_that_alembic_would_end_with() -> None:
    assert ScriptDirectory(str(database_module._MIGRATIONS)).get_current_head() == database_module.SCHEMA


async def test_a_newer_schema_is_refused_with_what_to_do(database_url: str) -> None:
    async with Database.open(database_url) as database, database.write() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999', compatible_from = '9999'"))
    with pytest.raises(StorageError, match="newer Veo Bot"):
        async with Database.open(database_url):
            pass


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "veo.db").write_text("this is no database, it only has the name of one" * 100)
    with pytest.raises(StorageError, match="not a database"):
        async with Database.open(f"sqlite+aiosqlite:///{tmp_path / 'veo.db'}"):
            pass


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("nonsense", "not a database address"),
        ("mysql+aiomysql://host/db", "must start with"),
        ("postgresql+asyncpg://u:secret@127.0.0.1:1/x", "can't be used"),
    ],
)
async def test_a_wrong_address_gets_a_sentence_without_the_password(url: str, sentence: str) -> None:
    with pytest.raises(StorageError, match=sentence) as caught:
        async with Database.open(url):
            pass
    assert "secret" not in str(caught.value)
    assert "secret" not in redact(url)


async def test_naive_times_are_refused(database: Database) -> None:
    job = make_job()
    with pytest.raises(StatementError, match="time zone"):
        async with database.write() as connection:
            naive = datetime(2026, 1, 1)  # noqa: DTZ001 - that is the test
            await connection.execute(jobs.update().where(jobs.c.id == job.id).values(created_at=naive))
