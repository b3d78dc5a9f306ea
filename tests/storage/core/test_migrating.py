"""Updates while other processes work: older code beside newer tables, and migrations that wait for no long."""

import asyncio
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Inspector, create_engine, insert, inspect, select, text
from structlog.testing import capture_logs

from bot.domain.jobs import JobState
from bot.storage.core import database as database_module
from bot.storage.core.database import SCHEMA, Database, StorageError
from bot.storage.core.migrating import compatible_from
from bot.storage.jobs import jobs
from bot.storage.tables.key_values import key_values
from tests.support.jobs import make_job, store_job

NEXT = "9999"
ADDS = 'op.add_column("jobs", sa.Column("mood", sa.Text()))'


@contextmanager
def next_version(folder: Path, body: str = ADDS, oldest: str | None = SCHEMA) -> Iterator[None]:
    """The code of a version with one more migration; `oldest` is the oldest schema that it lets work beside."""
    migrations = folder / "migrations"
    if not migrations.exists():
        shutil.copytree(database_module._MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    says = "" if oldest is None else f'compatible_from = "{oldest}"\n'
    (migrations / "versions" / f"{NEXT}_next.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f'revision = "{NEXT}"\ndown_revision = "{SCHEMA}"\n{says}\n\ndef upgrade() -> None:\n    {body}\n'
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database_module, "_MIGRATIONS", migrations)
        patch.setattr(database_module, "SCHEMA", NEXT)
        yield


async def test_older_code_works_on_and_starts_again_beside_a_schema_that_allows_it(
    database_url: str, tmp_path: Path
) -> None:
    async with Database.open(database_url) as running:
        with next_version(tmp_path):
            async with Database.open(database_url):
                pass
        async with running.write() as connection:
            await store_job(connection, make_job(state=JobState.QUEUED))
    with capture_logs() as said:
        async with Database.open(database_url) as again, again.read() as connection:
            [job] = await jobs.list_jobs(connection, JobState)
            assert job.state is JobState.QUEUED
    assert [(entry["schema"], entry["known_schema"]) for entry in said if "newer" in entry["event"]] == [(NEXT, SCHEMA)]
    with next_version(tmp_path):
        async with Database.open(database_url) as newer, newer.read() as connection:
            assert (await connection.execute(text("SELECT mood FROM jobs"))).scalar_one() is None


@pytest.mark.parametrize("oldest", [None, NEXT])
async def test_older_code_is_refused_where_it_would_break_something(
    database_url: str, tmp_path: Path, oldest: str | None
) -> None:
    with next_version(tmp_path, oldest=oldest):
        async with Database.open(database_url):
            pass
    with pytest.raises(StorageError, match=f"newer Veo Bot .schema {NEXT}."):
        async with Database.open(database_url):
            pass


async def test_a_migration_lets_others_work_while_it_waits_for_a_table(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "_MIGRATION_LOCK_TIMEOUT", "200ms")
    monkeypatch.setattr(database_module, "_MIGRATION_RETRY_S", 0.2)
    async with Database.open(postgres_url) as running:
        async with running.read() as reading:
            await jobs.list_jobs(reading, JobState)  # holds the table until the transaction ends

            async def update() -> None:
                with next_version(tmp_path):
                    async with Database.open(postgres_url):
                        pass

            updating = asyncio.create_task(update())
            waits_s = []
            end = time.monotonic() + 1.2
            while time.monotonic() < end:
                began = time.monotonic()
                async with running.read() as connection:
                    await jobs.list_jobs(connection, JobState)
                waits_s.append(time.monotonic() - began)
                await asyncio.sleep(0.05)
            assert not updating.done()
        await asyncio.wait_for(updating, 20)
        assert max(waits_s) < 2.0, "longer than one attempt of the migration"
        async with running.read() as connection:
            assert (await connection.execute(text("SELECT count(mood) FROM jobs"))).scalar_one() == 0


async def test_processes_that_start_during_a_migration_wait_for_it(postgres_url: str, tmp_path: Path) -> None:
    with next_version(tmp_path, 'op.execute("SELECT pg_sleep(0.5)"); ' + ADDS):

        async def start() -> None:
            async with Database.open(postgres_url) as database, database.write() as connection:
                await connection.execute(select(text("mood")).select_from(text("jobs")))

        await asyncio.gather(*(start() for _ in range(4)))
    async with Database.open(postgres_url) as older, older.write() as connection:
        await connection.execute(insert(key_values).values(name="still", value="works"))


def shape(inspector: Inspector) -> dict[str, dict[str, tuple[str, bool, bool]]]:
    """The columns of each table: their types, whether they must have a value, and whether there is one by default."""
    return {
        table: {
            column["name"]: (str(column["type"]), not column["nullable"], column["default"] is not None)
            for column in inspector.get_columns(table)
        }
        for table in inspector.get_table_names()
    }


def rules(inspector: Inspector) -> set[tuple[str, str]]:
    """What a row must keep to, by table."""
    found = set()
    for table in inspector.get_table_names():
        found |= {(table, str(one["sqltext"])) for one in inspector.get_check_constraints(table)}
        found |= {(table, str(one["column_names"])) for one in inspector.get_unique_constraints(table)}
        found |= {(table, str(one["column_names"])) for one in inspector.get_indexes(table) if one["unique"]}
    return found


def test_migrations_beside_which_older_code_works_only_add() -> None:
    """What older code reads and writes must stay as it was: see CONTRIBUTING.md, "A migration"."""
    config = Config()
    config.set_main_option("script_location", str(database_module._MIGRATIONS))
    scripts = list(ScriptDirectory.from_config(config).walk_revisions())
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        for script in reversed(scripts):
            if compatible_from(script.module) == script.revision:
                command.upgrade(config, script.revision)
                continue
            tables, demands = shape(inspect(connection)), rules(inspect(connection))
            command.upgrade(config, script.revision)
            now, demanded = shape(inspect(connection)), rules(inspect(connection))
            for table, columns in tables.items():
                kept = {name: kind for name, kind in now[table].items() if name in columns}
                assert kept == columns, f"{script.revision} changes {table}"
                new = {name: kind for name, kind in now[table].items() if name not in columns}
                assert not [name for name, (_, needed, given) in new.items() if needed and not given], table
            assert not [rule for rule in demanded - demands if rule[0] in tables], script.revision
        assert "jobs" in shape(inspect(connection))
    engine.dispose()


def test_the_numbers_of_migrations_are_consecutive_in_the_order_of_their_chain() -> None:
    config = Config()
    config.set_main_option("script_location", str(database_module._MIGRATIONS))
    chain = [(Path(one.path).name[:4], one.revision) for one in ScriptDirectory.from_config(config).walk_revisions()]
    numbers = [f"{number:04}" for number in range(len(chain), 0, -1)]
    assert chain == [(number, number) for number in numbers]
    assert numbers[0] == SCHEMA
