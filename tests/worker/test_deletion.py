"""Deletions that were begun and not finished, on both databases."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.domain.jobs import Job, JobState
from bot.services.jobs.access import JobActor
from bot.services.jobs.deletion import Deletions
from bot.services.ports import DeliveryDelayed, DeliveryError, DeliveryImpossible
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from tests.support.worker_harness import RecordingNotifier, WorkerHarness, open_harness


async def wait_closed(harness: WorkerHarness, job: Job) -> Job:
    async with asyncio.timeout(30):
        while (now := await harness.read(job)).closed_at is None:
            await asyncio.sleep(0.02)
    return now


async def begin(harness: WorkerHarness, job: Job) -> Job:
    """Begin a deletion as another process does, of which this worker hears nothing."""
    deletions = Deletions(harness.database, harness.clock, harness.data_dir)
    return (await deletions.begin(job, JobActor(user_id=job.user_id)))[0]


@pytest.mark.parametrize("trouble", [None, DeliveryDelayed("away", 0.1), DeliveryImpossible("never")])
async def test_the_next_worker_ends_what_was_begun(
    database: Database, tmp_path: Path, trouble: DeliveryError | None
) -> None:
    async with open_harness(database, tmp_path) as harness:
        job = await harness.order(prompt="a secret panda")
        await harness.wait(job)
        job = await wait_closed(harness, job)
    async with open_harness(database, tmp_path, is_running=False) as idle:
        begun = await begin(idle, job)
        assert (begun.closed_at, begun.request.prompt) == (None, "")
        async with database.read() as connection:
            assert await jobs.get_payload(connection, job.id) is None
    notifier = RecordingNotifier(erase_troubles=[] if trouble is None else [trouble])
    async with open_harness(database, tmp_path, notifier=notifier) as harness:
        ended = await wait_closed(harness, job)
        assert ended.state is JobState.DELIVERED
        assert [one.id for one in notifier.erased] == ([] if isinstance(trouble, DeliveryImpossible) else [job.id])
        assert notifier.cards == [], "nothing of it is shown any more"
        assert list((tmp_path / "videos").iterdir()) == []


async def test_a_running_worker_finds_what_another_process_began(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path) as harness:
        job = await harness.order()
        await harness.wait(job)
        await begin(harness, await wait_closed(harness, job))
        await wait_closed(harness, job)
        assert [one.id for one in harness.notifier.erased] == [job.id]


async def test_who_saw_the_job_before_does_not_close_the_deletion(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, is_running=False) as harness:
        job = await harness.order(state=JobState.DELIVERED, result_message_id=1)
        await begin(harness, job)
        async with database.write() as connection:
            with pytest.raises(jobs.StaleJob):
                await jobs.amend(connection, job, closed_at=harness.clock.now())
        with pytest.raises(jobs.StaleJob):
            async with database.write() as connection:
                await jobs.erase(connection, replace(job, deleted_at=None), at=harness.clock.now())
        async with database.read() as connection:
            assert [one.id for one in await jobs.list_deletions(connection)] == [job.id]
            assert (await connection.execute(text("SELECT count(*) FROM ledger"))).scalar_one() > 0
