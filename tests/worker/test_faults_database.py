"""A database that fails while the bot runs: nothing is paid for, a clear line says why, and it goes on by itself."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy import event
from sqlalchemy.exc import DatabaseError

from bot.domain.jobs import Job, JobState
from bot.errors import DatabaseUnavailable
from bot.services.jobs.requests import RequestOrigin
from bot.services.jobs.service import JobService
from bot.storage.core.database import Database, DatabaseGone, StorageError
from tests.support.jobs import anew, make_request
from tests.support.money import UNLIMITED, open_money
from tests.support.worker_harness import WorkerHarness, open_harness

ORIGIN = RequestOrigin(
    request_key="interaction:1",
    user_id=1,
    guild_id=2,
    channel_id=3,
    interaction_token=None,
    upload_limit_bytes=10_000_000,
    locale="en-US",
)


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    async with Database.open(sqlite_url) as database:
        yield database


@contextmanager
def failing_writes(database: Database, said: str) -> Iterator[None]:
    """SQLite refuses to change any job."""

    def fail(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("UPDATE jobs"):
            raise DatabaseError(statement, None, sqlite3.DatabaseError(said))

    event.listen(database.engine.sync_engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", fail)


async def wait_refused(said: list[Any], why: str) -> None:
    """Wait until the log says that nothing is submitted, and why."""
    async with asyncio.timeout(30):
        while not any("nothing submitted" in line["event"] and why in line["why"] for line in said):
            await asyncio.sleep(0.01)


async def wait_known(harness: WorkerHarness, job: Job) -> None:
    """Wait until the worker has read an order."""
    async with asyncio.timeout(30):
        while harness.worker._pending_jobs.get(job.id) is None:
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("why", ["database or disk is full", "attempt to write a readonly database"])
async def test_what_cannot_be_written_down_is_not_paid_for(database: Database, tmp_path: Path, why: str) -> None:
    async with open_harness(database, tmp_path, speed=50) as harness:
        with structlog.testing.capture_logs() as said, failing_writes(database, why):
            job = await harness.order()
            await wait_refused(said, why)
            assert harness.stand_in.accepted == []
            assert (await harness.read(job)).state is JobState.QUEUED
        assert (await harness.wait(job)).state is JobState.DELIVERED
        assert len(harness.stand_in.accepted) == 1


@pytest.mark.parametrize("is_replaced", [False, True])
async def test_a_file_that_was_taken_away_is_not_written_to(
    database: Database, tmp_path: Path, is_replaced: bool
) -> None:
    """An open file that has no name any more takes every write, and all of it would be gone with the process."""
    path, aside = tmp_path / "veo.db", tmp_path / "aside.db"
    async with open_harness(database, tmp_path, speed=50) as harness:
        with structlog.testing.capture_logs() as said:
            job = await harness.order(not_before_at=harness.clock.now() + timedelta(seconds=50))
            await wait_known(harness, job)
            path.rename(aside)
            if is_replaced:
                shutil.copy(aside, path)
            await refuse_everything(harness)
            await wait_refused(said, "moved or replaced while the bot ran")
            assert harness.stand_in.accepted == []
        aside.rename(path)
        assert (await harness.wait(job)).state is JobState.DELIVERED
        assert len(harness.stand_in.accepted) == 1


async def refuse_everything(harness: WorkerHarness) -> None:
    """New orders are refused as well, in words, and the bot counts as unwell."""
    async with open_money(harness.database, UNLIMITED, harness.clock) as money:
        job_service = JobService(harness.database, harness.clock, quota_service=money.quota_service, undo_window_s=0)
        with pytest.raises(DatabaseUnavailable):
            await job_service.request(anew(ORIGIN), make_request())
        await job_service.close()
    with pytest.raises(DatabaseGone, match="Put it back, or restart"):
        await harness.database.ping()


async def test_a_damaged_file_is_refused_at_the_start_with_what_to_do(tmp_path: Path, sqlite_url: str) -> None:
    async with Database.open(sqlite_url) as database, database.write() as connection:
        await connection.exec_driver_sql("CREATE TABLE filler AS SELECT randomblob(4000) FROM jobs")
    data = bytearray((tmp_path / "veo.db").read_bytes())
    data[100:8192] = b"\xff" * (8192 - 100)
    (tmp_path / "veo.db").write_bytes(data)
    with pytest.raises(StorageError, match=r"Restore a copy with: veo-bot db restore"):
        async with Database.open(sqlite_url):
            pass
