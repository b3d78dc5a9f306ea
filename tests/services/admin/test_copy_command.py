"""`veo-bot db copy`: everything arrives as it was, or nothing at all."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, insert, inspect, select, text

from bot.__main__ import main
from bot.domain.clock import Clock
from bot.domain.jobs import JobState
from bot.services.admin.copy_command import Copied, copy_database, read_address
from bot.storage.core import copying
from bot.storage.core.copying import read_content
from bot.storage.core.database import Database, StorageError
from bot.storage.core.leadership import hold_alone, open_leadership
from bot.storage.money import ledger_audit
from bot.storage.rules import audit
from bot.storage.tables.columns import metadata
from bot.storage.tables.jobs import job_events, job_pictures, jobs
from bot.storage.tables.key_values import key_values
from tests.support.databases import lay_database
from tests.support.money import OPERATOR, UNLIMITED, accept, complete, lead, open_money


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A SQLite database with a video that was made, a cancelled one and a grant; texts and numbers at their limits."""
    path = tmp_path_factory.mktemp("filled") / "veo.db"
    lay_database(path)
    asyncio.run(fill(f"sqlite+aiosqlite:///{path}"))
    return path.read_bytes()


@pytest.fixture
def filled_url(filled: bytes, empty_sqlite_url: str, tmp_path: Path) -> str:
    (tmp_path / "veo.db").write_bytes(filled)
    return empty_sqlite_url


async def fill(address: str) -> None:
    clock = Clock()
    async with Database.open(address) as database, open_money(database, UNLIMITED, clock) as money:
        await complete(database, clock, await accept(money.quota_service, clock), 3_333_333)
        odd = await accept(money.quota_service, clock, prompt="日本語 🎬 'quoted' \\ \u2028", is_private=True)
        await lead(database, clock, odd, JobState.CANCELLED)
        await money.limits.grant(OPERATOR, 2001, 1001, 60, reason="=1+1")
        async with database.write() as connection:
            pictures = {"job_id": odd.id, "data": bytes(range(256)) * 9}
            await connection.execute(insert(job_pictures), pictures)
            facts = [{"name": f"fact {number}", "value": "x" * number} for number in range(1, 1200)]
            await connection.execute(insert(key_values), facts)


async def contents(address: str) -> dict[str, Any]:
    async with Database.open(address) as database, database.read() as connection:
        return {one.name: await read_content(connection, one) for one in metadata.sorted_tables}


async def copy(source: str, target: str) -> Copied:
    return await copy_database(source, target, lambda _table, _count: None)


async def test_everything_arrives_on_postgresql_and_comes_back_and_new_rows_get_new_ids(
    filled_url: str, empty_postgres_url: str, tmp_path: Path
) -> None:
    back = f"sqlite+aiosqlite:///{tmp_path / 'back.db'}"
    copied = await copy(filled_url, empty_postgres_url)
    await copy(empty_postgres_url, back)
    assert copied.wrong == []
    assert copied.row_count > 1200
    before = await contents(filled_url)
    assert await contents(empty_postgres_url) == before == await contents(back)
    assert before["jobs"].row_count == 2
    for address in (back, empty_postgres_url):
        async with Database.open(address) as database:
            clock = Clock()
            async with open_money(database, UNLIMITED, clock) as money:
                await complete(database, clock, await accept(money.quota_service, clock), 3_333_333)
            assert await ledger_audit.check(database) == []
            async with database.read() as connection:
                count, highest = (await connection.execute(select(func.count(), func.max(job_events.c.id)))).one()
                assert await audit.list_records(connection, 2001)
            assert count == highest


async def test_all_tables_of_a_database_are_known(sqlite_url: str) -> None:
    def names(connection: Connection) -> set[str]:
        return set(inspect(connection).get_table_names())

    async with Database.open(sqlite_url) as database, database.read() as connection:
        assert {one.name for one in await copying._list_tables(connection)} == await connection.run_sync(names) - {
            "alembic_version"
        }


async def test_a_target_with_anything_in_it_is_refused(filled_url: str, clean_postgres_url: str) -> None:
    async with Database.open(clean_postgres_url) as database, database.write() as connection:
        await connection.execute(insert(key_values).values(name="a", value=""))
    with pytest.raises(StorageError, match=r"already has data \(table facts\)"):
        await copy(filled_url, clean_postgres_url)
    assert (await contents(clean_postgres_url))["jobs"].row_count == 0


async def test_what_breaks_off_leaves_nothing_and_can_be_repeated(
    filled_url: str, clean_postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []

    def stop(table: str, row_count: int) -> None:
        written.append((table, row_count))
        if len(written) == len(metadata.tables):
            raise StorageError("the power is gone")

    with pytest.raises(StorageError, match="the power is gone"):
        await copy_database(filled_url, clean_postgres_url, stop)
    assert dict(written)["jobs"] == 2
    assert not any(one.row_count for one in (await contents(clean_postgres_url)).values())
    await copy(filled_url, clean_postgres_url)
    assert await contents(clean_postgres_url) == await contents(filled_url)


async def test_a_value_that_does_not_fit_is_named_and_nothing_stays(filled_url: str, clean_postgres_url: str) -> None:
    async with Database.open(filled_url) as database, database.write() as connection:
        await connection.execute(text("UPDATE jobs SET failure = :long"), {"long": "x" * 100})
    with pytest.raises(StorageError, match=r"The table jobs couldn't be copied: .*Nothing was changed"):
        await copy(filled_url, clean_postgres_url)
    assert not any(one.row_count for one in (await contents(clean_postgres_url)).values())


async def test_a_copy_that_is_not_the_same_is_not_kept(filled_url: str, clean_postgres_url: str) -> None:
    async with Database.open(clean_postgres_url) as database, database.write() as connection:
        for statement in (
            "CREATE FUNCTION lie() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.value = 'y'; RETURN NEW; END $$",
            "CREATE TRIGGER lies BEFORE INSERT ON facts FOR EACH ROW EXECUTE FUNCTION lie()",
        ):
            await connection.execute(text(statement))
    with pytest.raises(StorageError, match="facts isn't the same after copying"):
        await copy(filled_url, clean_postgres_url)
    assert not any(one.row_count for one in (await contents(clean_postgres_url)).values())


async def test_a_running_bot_is_named_on_either_side(sqlite_url: str, clean_postgres_url: str, tmp_path: Path) -> None:
    other = f"sqlite+aiosqlite:///{tmp_path / 'other.db'}"
    with hold_alone(sqlite_url), pytest.raises(StorageError, match=r"Another Veo Bot \(process \d+\)"):
        await copy(sqlite_url, clean_postgres_url)
    async with (
        Database.open(clean_postgres_url) as database,
        open_leadership(database) as leadership,
    ):
        await leadership.win()
        for source, target in ((sqlite_url, clean_postgres_url), (clean_postgres_url, other)):
            with pytest.raises(StorageError, match="A Veo Bot is using the database postgresql"):
                await copy(source, target)
    await copy(clean_postgres_url, other)


async def test_problems_of_the_ledger_are_the_same_afterwards(filled_url: str, clean_postgres_url: str) -> None:
    async with Database.open(filled_url) as database, database.write() as connection:
        await connection.execute(jobs.update().values(cost_micros=1).where(jobs.c.cost_micros.is_not(None)))
    assert len((await copy(filled_url, clean_postgres_url)).wrong) == 1


async def test_a_database_never_goes_into_itself_nor_comes_from_nowhere(sqlite_url: str, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="same one"):
        await copy(sqlite_url, str(tmp_path / "." / "veo.db"))
    with pytest.raises(StorageError, match="There is no database"):
        await copy(str(tmp_path / "none.db"), sqlite_url)
    with pytest.raises(StorageError, match="DATABASE_URL"):
        await copy(sqlite_url, "mysql+aiomysql://root:pw@h/db")


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("data/veo.db", "sqlite+aiosqlite:///data/veo.db"),
        ("sqlite:////data/veo.db", "sqlite+aiosqlite:////data/veo.db"),
        ("postgres://me:pw@h/db", "postgresql+asyncpg://me:pw@h/db"),
        ("postgresql+asyncpg://h/db?host=db1", "postgresql+asyncpg://h/db?host=db1"),
    ],
)
def test_addresses_are_read_as_people_write_them(written: str, address: str) -> None:
    assert read_address(written) == address


@pytest.mark.usefixtures("filled_url")
def test_the_command_says_what_it_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["db", "copy", "veo.db", "new/copy.db"]) == 0
    said = capsys.readouterr().out
    assert "jobs: 2 rows\n" in said
    assert "The ledger is correct in both databases." in said
    with closing(sqlite3.connect("new/copy.db")) as connection:
        assert connection.execute("SELECT count(*) FROM jobs").fetchone() == (2,)
    assert main(["db", "copy", "veo.db", "new/copy.db"]) == 1
    assert "already has data" in capsys.readouterr().err
