"""Copies of the database: made while the bot writes, put back when it does not run, and never a way to pay twice."""

import asyncio
import random
import sqlite3
import stat
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.jobs import Doubt, Job, JobState, new_job_id
from bot.services.jobs.after_restore import settle_restored
from bot.storage.core.backup import back_up, restore
from bot.storage.core.database import Database, StorageError
from bot.storage.core.leadership import hold_alone
from bot.storage.jobs import jobs
from bot.storage.money import ledger
from sandbox.segmind import StandIn, StandInOptions
from tests.chaos.bot_process import open_world
from tests.chaos.lives import Zygote
from tests.support.jobs import make_job, store_job
from tests.support.models import CATALOGUE, IMAGE_MODEL
from tests.support.worker_harness import open_harness

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


async def _settle(address: str) -> int:
    return await settle_restored(address, NOW, CATALOGUE)


async def add(database_url: str, **changes: object) -> Job:
    """Store a job in a database."""
    job = make_job(**changes)
    async with Database.open(database_url) as database, database.write() as connection:
        await store_job(connection, job)
    return job


async def read_states(database_url: str) -> dict[str, JobState]:
    """The states of all jobs."""
    async with Database.open(database_url) as database, database.read() as connection:
        return {job.id: job.state for job in await jobs.list_jobs(connection, JobState)}


def put_back(database_url: str, copy: Path) -> Path | None:
    """Restore without preparing."""
    return restore(database_url, copy, NOW, prepare=lambda _address: None)


async def test_a_copy_has_everything_that_was_committed(sqlite_url: str, tmp_path: Path) -> None:
    first = await add(sqlite_url)
    copy = tmp_path / "copies" / "veo.db"
    async with Database.open(sqlite_url) as database:
        async with database.write() as connection:  # still only in the write-ahead log
            second = make_job(id=new_job_id(NOW))
            await store_job(connection, second)
        size_bytes = await asyncio.to_thread(back_up, sqlite_url, copy)
    assert size_bytes == copy.stat().st_size
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert list(copy.parent.iterdir()) == [copy]
    await add(sqlite_url, id="0" * 16)
    put_back(sqlite_url, copy)
    assert await read_states(sqlite_url) == {first.id: JobState.QUEUED, second.id: JobState.QUEUED}


async def test_copies_are_whole_while_somebody_writes(sqlite_url: str, tmp_path: Path) -> None:
    await add(sqlite_url)
    copy = tmp_path / "copy.db"
    async with Database.open(sqlite_url) as database:
        is_done = False

        async def write() -> int:
            count = 0
            while not is_done or count < 10:
                async with database.write() as connection:
                    await store_job(connection, make_job(id=f"{count:016d}", prompt="x" * 2000))
                count += 1
            return count

        writing = asyncio.create_task(write())
        sizes = [await asyncio.to_thread(back_up, sqlite_url, copy) for _ in range(10)]
        is_done = True
        await writing
    assert sizes == sorted(sizes)
    with closing(sqlite3.connect(copy)) as connection:
        [count] = connection.execute("SELECT count(*) FROM jobs").fetchone()
        [events] = connection.execute("SELECT count(*) FROM job_events").fetchone()
    assert count == events > 0


def test_what_cannot_be_copied_is_said(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'veo.db'}"
    with pytest.raises(StorageError, match="pg_dump"):
        back_up("postgresql+asyncpg://a:secret@b/c", tmp_path / "copy")
    with pytest.raises(StorageError, match="There is no database"):
        back_up(url, tmp_path / "copy")
    (tmp_path / "veo.db").write_bytes(random.Random(1).randbytes(10_000))
    with pytest.raises(StorageError, match="couldn't be copied"):
        back_up(url, tmp_path / "copy")
    with pytest.raises(StorageError, match="must not be the database"):
        back_up(url, tmp_path / "veo.db")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["veo.db"]


async def test_a_copy_that_cannot_be_used_changes_nothing(sqlite_url: str, tmp_path: Path) -> None:
    job = await add(sqlite_url)
    bad = tmp_path / "bad.db"
    bad.write_bytes(random.Random(1).randbytes(10_000))
    foreign = tmp_path / "foreign.db"
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE other (x)")
        connection.commit()
    for copy, words in ((bad, "not a database"), (foreign, "not a Veo Bot database"), (tmp_path / "none", "no file")):
        with pytest.raises(StorageError, match=words):
            put_back(sqlite_url, copy)
    with pytest.raises(StorageError, match="must not be the database"):
        put_back(sqlite_url, tmp_path / "veo.db")
    with pytest.raises(StorageError, match="pg_restore"):
        put_back("postgresql+asyncpg://a@b/c", bad)
    assert await read_states(sqlite_url) == {job.id: JobState.QUEUED}
    assert not [path for path in tmp_path.iterdir() if "restoring" in path.name or "before" in path.name]


async def test_a_copy_of_a_newer_bot_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    job = await add(sqlite_url)
    copy = tmp_path / "copy.db"
    back_up(sqlite_url, copy)
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999', compatible_from = '9999'")
        connection.commit()
    with pytest.raises(StorageError, match="newer Veo Bot"):
        await asyncio.to_thread(
            restore,
            sqlite_url,
            copy,
            NOW,
            prepare=lambda address: asyncio.run(_settle(address)),
        )
    assert await read_states(sqlite_url) == {job.id: JobState.QUEUED}


async def test_the_database_before_is_kept_even_if_it_is_damaged(sqlite_url: str, tmp_path: Path) -> None:
    job = await add(sqlite_url)
    copy = tmp_path / "copy.db"
    back_up(sqlite_url, copy)
    (tmp_path / "veo.db").write_bytes(b"damaged" * 1000)
    (tmp_path / "veo.db-wal").write_bytes(b"of the damaged one")
    kept = put_back(sqlite_url, copy)
    assert kept == tmp_path / "veo.db.before-20260301-120000"
    assert kept.read_bytes().startswith(b"damaged")
    assert await read_states(sqlite_url) == {job.id: JobState.QUEUED}


async def test_without_a_database_a_copy_becomes_it(sqlite_url: str, tmp_path: Path) -> None:
    job = await add(sqlite_url)
    copy = tmp_path / "copy.db"
    back_up(sqlite_url, copy)
    (tmp_path / "veo.db").unlink()
    assert put_back(sqlite_url, copy) is None
    assert await read_states(sqlite_url) == {job.id: JobState.QUEUED}


def test_while_the_bot_runs_nothing_is_put_back(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_bytes(b"")
    with hold_alone(sqlite_url), pytest.raises(StorageError, match="is already using the database"):
        put_back(sqlite_url, tmp_path / "copy.db")


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with StandIn(StandInOptions(latency_s=0.2, fast_films=True)) as stand_in:
        yield stand_in


async def test_what_was_queued_in_a_copy_is_looked_for_and_never_paid_again(
    stand_in: StandIn, sqlite_url: str, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    async with (
        Database.open(sqlite_url) as database,
        open_harness(database, tmp_path, stand_in=stand_in, speed=20, is_running=False) as harness,
    ):
        queued = await harness.order(seed=1)
        picture = await harness.order(seed=2, model=IMAGE_MODEL, image_path="pictures/x.png")
        doubtful = await harness.order(seed=3, state=JobState.UNKNOWN, doubt=Doubt.SERVER_ERROR)
        back_up(sqlite_url, copy)
        running = asyncio.create_task(harness.worker.run())
        assert (await harness.wait(queued)).state is JobState.DELIVERED
        await harness.worker.stop()
        await running
    await asyncio.to_thread(restore, sqlite_url, copy, NOW, prepare=lambda address: asyncio.run(_settle(address)))
    states = await read_states(sqlite_url)
    assert states == {
        queued.id: JobState.UNKNOWN,
        picture.id: JobState.CANCELLED,
        doubtful.id: JobState.UNKNOWN,
    }
    async with (
        Database.open(sqlite_url) as database,
        open_harness(database, tmp_path, stand_in=stand_in, speed=20) as harness,
    ):
        assert (await harness.wait(queued)).state is JobState.DELIVERED
        assert (await harness.read(doubtful)).doubt is Doubt.NO_ANSWER
    assert len(stand_in.accepted) == 1


async def test_the_commands_work_beside_a_running_bot(tmp_path: Path, zygote: Zygote) -> None:
    async with open_world(tmp_path / "data") as world:
        copy = tmp_path / "copy.db"

        async def run(*command: str) -> tuple[int, str]:
            life = await zygote.start(world, command)
            status = await life.wait_end()
            return status, life.log

        assert await run("health") == (1, "veo-bot: The bot is not running.\n")
        bot = await zygote.start(world)
        assert await bot.is_ready()
        status, said = await run("db", "backup", str(copy))
        assert (status, "was copied to" in said) == (0, True)
        status, said = await run("db", "restore", str(copy))
        assert (status, "is already using the database" in said) == (1, True)
        await bot.wait_said("discord ready")
        async with asyncio.timeout(30):
            while (await run("health"))[0]:
                await asyncio.sleep(0.2)
        assert await bot.stop() == 0
        status, said = await run("db", "restore", str(copy))
        assert status == 0, said
        assert "was restored from" in said
        assert (await run("health"))[0] == 1
        bot = await zygote.start(world)
        await bot.wait_said("worker started")


async def test_moves_inside_a_restoration_keep_the_books(sqlite_url: str) -> None:
    """What is doubted or cancelled goes through the same steps as ever, so that the ledger follows."""
    at = datetime.now(UTC) - timedelta(hours=1)
    job = make_job(created_at=at, id=new_job_id(at))
    picture = make_job(created_at=at, id=new_job_id(at), model=IMAGE_MODEL)
    async with Database.open(sqlite_url) as database, database.write() as connection:
        for one in (job, picture):
            await store_job(connection, one)
    assert await settle_restored(sqlite_url, datetime.now(UTC), CATALOGUE) == 2
    async with Database.open(sqlite_url) as database, database.read() as connection:
        kinds = {
            one.id: [entry.kind for entry in await ledger.list_entries(connection, one.id)] for one in (job, picture)
        }
    assert kinds == {job.id: ["reserve"], picture.id: ["reserve", "refund"]}
