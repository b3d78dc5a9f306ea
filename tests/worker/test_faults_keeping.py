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
from tests.support.worker_harness import Workshop, open_workshop


@pytest.fixture
async def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Database]:
    monkeypatch.setattr(database_module, "_BUSY_TIMEOUT_S", 0.2)
    async with Database.open(sqlite_url) as database:
        yield database


async def wait_paused(workshop: Workshop, sentence: Sentence) -> None:
    """Wait until a card says that nothing is started."""
    async with asyncio.timeout(60):
        while not any(outlook.paused == sentence for _, outlook in workshop.courier.cards):
            await asyncio.sleep(0.01)


async def test_a_full_disk_stops_submission_before_money_is_spent(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_workshop(database, tmp_path, speed=20) as workshop:
        monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=submission.ROOM_MIN_BYTES - 1))
        job = await workshop.order()
        await wait_paused(workshop, submission.NO_ROOM)
        assert workshop.stand_in.accepted == []
        assert (await workshop.read(job)).state is JobState.QUEUED
        async with asyncio.timeout(10):
            while not workshop.courier.alerts:
                await asyncio.sleep(0.01)
        [alert] = workshop.courier.alerts
        assert (alert.kind, alert.detail) == (AlertKind.SUBMISSION_PAUSED, str(submission.NO_ROOM))
        monkeypatch.undo()
        assert (await workshop.wait(job)).state is JobState.DELIVERED
        assert len(workshop.stand_in.accepted) == 1
        assert len(workshop.courier.alerts) == 1


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
    async with open_workshop(database, tmp_path, speed=20) as workshop:
        job = await workshop.order(not_before_at=workshop.clock.now().replace(year=2099))
        async with database.write() as connection:
            await connection.exec_driver_sql("UPDATE jobs SET not_before_at = created_at")
        with writer(tmp_path / "veo.db"):
            workshop.worker.wake(job.id)
            await wait_paused(workshop, submission.NO_DATABASE)
            assert workshop.stand_in.accepted == []
        assert (await workshop.wait(job)).state is JobState.DELIVERED
        assert len(workshop.stand_in.accepted) == 1


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
    async with open_workshop(database, tmp_path, speed=20) as workshop:
        with broken_writes(database, target, 3) as hit:
            job = await workshop.order()
            done = await workshop.wait(job)
        assert len(hit) == 3
        assert done.state is JobState.DELIVERED
        assert len(workshop.stand_in.accepted) == 1
        assert len(workshop.courier.delivered) == 1


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
    async with open_workshop(database, tmp_path, speed=50) as workshop:
        workshop.stand_in.faults.add(fault)
        with broken_writes(database, f"'{target}'", 3) as hit:
            job = await workshop.order()
            done = await workshop.wait(job)
        assert len(hit) == 3
        assert done.state is end
        assert len(workshop.stand_in.accepted) == (end is JobState.DELIVERED)


async def test_a_disk_that_fills_while_fetching_only_delays(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_workshop(database, tmp_path, speed=50) as workshop:
        (tmp_path / "videos").write_text("in the way of the folder")
        job = await workshop.order()
        await workshop.wait(job, JobState.FETCHING)
        await asyncio.sleep(0.3)
        assert (await workshop.read(job)).state is JobState.FETCHING
        (tmp_path / "videos").unlink()
        assert (await workshop.wait(job)).state is JobState.DELIVERED
        assert len(workshop.stand_in.accepted) == 1


async def test_a_video_that_vanished_from_the_disk_is_fetched_again(database: Database, tmp_path: Path) -> None:
    async with open_workshop(database, tmp_path, speed=20) as workshop:
        workshop.courier.troubles = [DeliveryImpossible("no such channel")]
        job = await workshop.order()
        kept = await workshop.wait(job, JobState.UNDELIVERABLE)
        (tmp_path / (kept.video_path or "")).unlink()
        await send_again(workshop, kept.id)
        assert (await workshop.wait(job, JobState.DELIVERED)).state is JobState.DELIVERED
        assert len(workshop.courier.delivered[job.id]) == 1


async def test_a_video_that_is_gone_everywhere_is_said_to_be(database: Database, tmp_path: Path) -> None:
    async with open_workshop(database, tmp_path, speed=20) as workshop:
        workshop.courier.troubles = [DeliveryImpossible("no such channel")]
        job = await workshop.order()
        kept = await workshop.wait(job, JobState.UNDELIVERABLE)
        (tmp_path / (kept.video_path or "")).unlink()
        workshop.stand_in.faults.add(Fault("download", FaultKind.ERROR, status=404, times=None))
        await send_again(workshop, kept.id)
        async with asyncio.timeout(10):
            while (await workshop.steps(job))[-2:] != ["delivering", "undeliverable"] or len(
                await workshop.steps(job)
            ) < 7:
                await asyncio.sleep(0.01)
        assert workshop.courier.delivered == {}


async def send_again(workshop: Workshop, job_id: str) -> None:
    """What "Send again" does."""
    async with workshop.database.write() as connection:
        job = await jobs.get_job(connection, job_id)
        assert job is not None
        await lifecycle.move(connection, job, JobState.DELIVERING, at=workshop.clock.now())
    workshop.worker.wake(job_id)
