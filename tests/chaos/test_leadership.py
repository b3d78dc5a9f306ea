"""One worker at a time: a second process on SQLite stops, several on PostgreSQL take turns."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.storage.core import session_lock
from bot.storage.core.database import Database, StorageError
from bot.storage.core.leadership import Elected, hold_alone, sqlite_file
from bot.storage.core.session_lock import SessionLock
from tests.chaos.bot_process import open_world
from tests.chaos.lives import Zygote

TAKEOVER_S = 8.0


async def test_a_second_process_on_one_sqlite_file_says_so_and_stops(tmp_path: Path, zygote: Zygote) -> None:
    async with open_world(tmp_path / "data") as world:
        first = await zygote.start(world)
        await first.wait_said("worker started")
        second = await zygote.start(world)
        assert await second.wait_end() == 1
        [said] = [line for line in second.log.splitlines() if line.startswith("veo-bot: ")]
        assert f"process {first.pid}" in said
        assert "PostgreSQL" in said
        assert not first.is_over
        first.kill()
        await first.wait_end()
        third = await zygote.start(world)
        assert await third.is_ready()
        assert await third.stop() == 0


def test_the_lock_of_a_file_is_free_again_after_its_block(sqlite_url: str) -> None:
    for _ in range(2):
        with (
            hold_alone(sqlite_url),
            pytest.raises(StorageError, match="is already using the database"),
            hold_alone(sqlite_url),
        ):
            pass


@pytest.mark.parametrize("url", ["sqlite+aiosqlite://", "postgresql+asyncpg://a@b/c", "no address"])
def test_other_databases_are_not_locked(url: str) -> None:
    assert sqlite_file(url) is None
    with hold_alone(url), hold_alone(url):
        pass


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="DATA_DIR"), hold_alone(f"sqlite+aiosqlite:///{tmp_path}/file/veo.db"):
        pass


@pytest.fixture
async def rivals(clean_postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[Elected, Elected]]:
    """Two that look five times as often as usual."""
    monkeypatch.setattr(session_lock, "LOOK_S", 0.1)
    async with Database.open(clean_postgres_url) as one, Database.open(clean_postgres_url) as other:
        first, second = Elected(one), Elected(other)
        yield first, second
        await first.resign()
        await second.resign()


async def test_only_one_is_elected_and_the_next_follows_when_it_resigns(rivals: tuple[Elected, Elected]) -> None:
    first, second = rivals
    await asyncio.wait_for(first.win(), 5)
    waiting = asyncio.create_task(second.win())
    await asyncio.sleep(0.4)
    assert not waiting.done()
    await first.resign()
    await asyncio.wait_for(waiting, TAKEOVER_S)


async def test_a_broken_connection_is_noticed_and_costs_the_leadership(
    rivals: tuple[Elected, Elected], clean_postgres_url: str
) -> None:
    first, second = rivals
    await asyncio.wait_for(first.win(), 5)
    losing = asyncio.create_task(first.lost())
    await asyncio.sleep(0.4)
    assert not losing.done(), "a living connection is no doubt"
    async with Database.open(clean_postgres_url) as database, database.read() as connection:
        await connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
                " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            )
        )
    await asyncio.wait_for(losing, TAKEOVER_S)
    await asyncio.wait_for(second.win(), TAKEOVER_S)
    await first.resign()


async def test_after_a_restart_of_the_server_nobody_is_taken_for_ones_old_session(clean_postgres_url: str) -> None:
    async with Database.open(clean_postgres_url) as one, Database.open(clean_postgres_url) as other:
        first, second = SessionLock(one, "test", [1]), SessionLock(other, "test", [1])
        assert await first.ask() == 0
        assert first._holder is not None
        started_at = first._holder[1]
        await first.release()
        assert await second.ask() == 0
        # As if the server had been started again, and had given the second process the number of the first one.
        assert second._holder is not None
        first.number, first._holder = 0, (second._holder[0], started_at - timedelta(hours=1))
        assert not await first.retake()
        assert await second.retake()
        await second.release()


async def test_a_lock_is_taken_again_even_if_the_first_attempt_fails(
    clean_postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Database.open(clean_postgres_url) as database:
        lock = SessionLock(database, "test", [1])
        assert await lock.ask() == 0
        held = lock._connection  # which the server believes alive for a while, as after a broken network
        lock._connection = None
        with monkeypatch.context() as patch:
            patch.setattr(session_lock, "_HELD", text("SELECT 1 / 0"))
            with pytest.raises(SQLAlchemyError):
                await lock.retake()
        assert await lock.retake()
        await lock.release()
        assert held is not None
        await held.invalidate()
        await held.close()
