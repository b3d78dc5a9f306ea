"""The pending jobs in memory follow the database, whatever happens at the same time."""

import asyncio

import pytest

from bot.domain.clock import Clock
from bot.domain.jobs import Job, JobState
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.worker.pending_jobs import PendingJobs
from tests.support.jobs import make_job, store_job


@pytest.mark.on_both_databases
async def test_a_job_that_ends_while_it_is_read_is_not_pending_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    pending_jobs = PendingJobs(database, Clock())
    job = make_job(state=JobState.DELIVERING)
    async with database.write() as connection:
        await store_job(connection, job)
    await pending_jobs.load()
    changes: list[JobState] = []
    pending_jobs.on_change = lambda changed: changes.append(changed.state)
    is_read, may_go_on, get_job = asyncio.Event(), asyncio.Event(), jobs.get_job

    async def read_slowly(*args: object) -> Job | None:
        found = await get_job(*args)  # type: ignore[arg-type]  # passed on
        is_read.set()
        await may_go_on.wait()
        return found

    monkeypatch.setattr(jobs, "get_job", read_slowly)
    reading = asyncio.create_task(pending_jobs.reload(job.id))
    await is_read.wait()
    moving = asyncio.create_task(pending_jobs.move(job, JobState.DELIVERED))
    await asyncio.wait([moving], timeout=0.2)
    may_go_on.set()
    await asyncio.gather(reading, moving)
    assert changes[-1] is JobState.DELIVERED
    assert job.id not in pending_jobs
