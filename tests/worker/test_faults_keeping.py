"""What cannot be kept is not paid for: a full disk, a database that cannot be written, files that vanish."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from bot.domain.alerts import AlertKind
from bot.domain.jobs import JobState
from bot.sentences import Sentence
from bot.services.jobs import lifecycle
from bot.services.ports import DeliveryImpossible
from bot.storage.core import database as database_module
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.worker import submission
from sandbox.faults import Fault, FaultKind
from tests.support.worker_harness import WorkerHarness, open_harness


@pytest.fixture
async def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Database]:
    monkeypatch.setattr(database_module, "_BUSY_TIMEOUT_S", 0.2)
    async with Database.open(sqlite_url) as database:
        yield database


async def wait_paused(harness: WorkerHarness, sentence: Sentence) -> None:
    """Wait until a card says that nothing is started."""
    async with asyncio.timeout(60):
        while not any(progress.paused == sentence for _, progress in harness.notifier.cards):
            await asyncio.sleep(0.01)


async def test_a_full_disk_stops_submission_before_money_is_spent(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_harness(database, tmp_path, speed=20) as harness:
        monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=submission.ROOM_MIN_BYTES - 1))
        job = await harness.order()
        await wait_paused(harness, submission.NO_ROOM)
        assert harness.stand_in.accepted == []
        assert (await harness.read(job)).state is JobState.QUEUED
        async with asyncio.timeout(60):
            while not harness.notifier.alerts:
                await asyncio.sleep(0.01)
        [alert] = harness.notifier.alerts
        assert (alert.kind, alert.detail) == (AlertKind.SUBMISSION_PAUSED, str(submission.NO_ROOM))
        monkeypatch.undo()
        assert (await harness.wait(job)).state is JobState.DELIVERED
        assert len(harness.stand_in.accepted) == 1
        assert len(harness.notifier.alerts) == 1


@contextmanager
def writer(path: Path) -> Iterator[None]:
    """Another program that keeps the database locked."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.rollback()
        connection.close()


async def test_a_locked_database_stops_submission_and_it_goes_on_by_itself(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, speed=20) as harness:
        job = await harness.order(not_before_at=harness.clock.now().replace(year=2099))
        async with database.write() as connection:
            await connection.exec_driver_sql("UPDATE jobs SET not_before_at = created_at")
        with writer(tmp_path / "veo.db"):
            harness.worker.wake(job.id)
            await wait_paused(harness, submission.NO_DATABASE)
            assert harness.stand_in.accepted == []
        assert (await harness.wait(job)).state is JobState.DELIVERED
        assert len(harness.stand_in.accepted) == 1


@contextmanager
def broken_writes(database: Database, word: str, times: int) -> Iterator[list[str]]:
    """Let so many statements with this word in them or in their values fail, as a full disk does."""
    hit: list[str] = []

    def fail(_connection: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        if len(hit) < times and statement.startswith("UPDATE jobs") and word in str(parameters):
            hit.append(statement)
            raise OperationalError(statement, None, sqlite3.OperationalError("database or disk is full"))

    event.listen(database.engine.sync_engine, "before_cursor_execute", fail)
    try:
        yield hit
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", fail)


@pytest.mark.parametrize("target", ["submitting", "generating", "fetching", "delivering", "delivered"])
async def test_whatever_cannot_be_written_is_written_later(database: Database, tmp_path: Path, target: str) -> None:
    async with open_harness(database, tmp_path, speed=20) as harness:
        with broken_writes(database, target, 3) as hit:
            job = await harness.order()
            done = await harness.wait(job)
        assert len(hit) == 3
        assert done.state is JobState.DELIVERED
        assert len(harness.stand_in.accepted) == 1
        assert len(harness.notifier.delivered) == 1


@pytest.mark.parametrize(
    ("fault", "target", "end"),
    [
        (Fault("submit", FaultKind.DROP_AFTER), "unknown", JobState.DELIVERED),
        (Fault("submit", FaultKind.ERROR, status=429, headers={"Retry-After": "1"}), "queued", JobState.DELIVERED),
        (Fault("submit", FaultKind.ERROR, status=401), "queued", JobState.DELIVERED),
        (Fault("submit", FaultKind.ERROR, status=400), "failed", JobState.FAILED),
    ],
)
async def test_the_outcome_of_a_submission_is_written_however_long_it_takes(
    database: Database, tmp_path: Path, fault: Fault, target: str, end: JobState
) -> None:
    async with open_harness(database, tmp_path, speed=50) as harness:
        harness.stand_in.faults.add(fault)
        with broken_writes(database, f"'{target}'", 3) as hit:
            job = await harness.order()
            done = await harness.wait(job)
        assert len(hit) == 3
        assert done.state is end
        assert len(harness.stand_in.accepted) == (end is JobState.DELIVERED)


async def test_a_video_that_vanished_from_the_disk_is_fetched_again(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, speed=20) as harness:
        harness.notifier.troubles = [DeliveryImpossible("no such channel")]
        job = await harness.order()
        kept = await harness.wait(job, JobState.UNDELIVERABLE)
        (tmp_path / (kept.video_path or "")).unlink()
        await send_again(harness, kept.id)
        assert (await harness.wait(job, JobState.DELIVERED)).state is JobState.DELIVERED
        assert len(harness.notifier.delivered[job.id]) == 1


async def test_a_video_that_is_gone_everywhere_is_said_to_be(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, speed=20) as harness:
        harness.notifier.troubles = [DeliveryImpossible("no such channel")]
        job = await harness.order()
        kept = await harness.wait(job, JobState.UNDELIVERABLE)
        (tmp_path / (kept.video_path or "")).unlink()
        harness.stand_in.faults.add(Fault("download", FaultKind.ERROR, status=404, times=None))
        await send_again(harness, kept.id)
        async with asyncio.timeout(60):
            while (await harness.steps(job))[-2:] != ["delivering", "undeliverable"] or len(
                await harness.steps(job)
            ) < 7:
                await asyncio.sleep(0.01)
        assert harness.notifier.delivered == {}


async def send_again(harness: WorkerHarness, job_id: str) -> None:
    """What "Send again" does."""
    async with harness.database.write() as connection:
        job = await jobs.get_job(connection, job_id)
        assert job is not None
        await lifecycle.move(connection, job, JobState.DELIVERING, at=harness.clock.now())
    harness.worker.wake(job_id)
