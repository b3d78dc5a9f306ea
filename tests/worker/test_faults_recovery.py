"""Looking for an order in a long history: as far back as it can be, and not further."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.jobs import Doubt, FailureReason, Job, JobState
from bot.segmind.payloads import build_payload
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.worker import reconciliation
from tests.support.models import VEO_2
from tests.support.worker_harness import WorkerHarness, open_harness

ROWS = 350


@pytest.fixture
async def harness(sqlite_url: str, tmp_path: Path) -> AsyncIterator[WorkerHarness]:
    async with (
        Database.open(sqlite_url) as database,
        open_harness(database, tmp_path, speed=20, is_running=False) as harness,
    ):
        yield harness


def fill(harness: WorkerHarness, age: timedelta) -> None:
    """Others have made so many videos with the same key, the first of them so long ago."""
    account = harness.stand_in.account
    for seed in range(ROWS):
        made = account.accept("veo-2", {"seed": 1_000 + seed}, origin=harness.stand_in.url, fates=[])
        made.accepted_at -= age - timedelta(seconds=seed)


async def doubt(harness: WorkerHarness, age: timedelta) -> Job:
    """An order from so long ago of which nobody knows what became."""
    at = harness.clock.now() - age
    job = await harness.order(
        state=JobState.QUEUED, created_at=at, submitted_at=at, changed_at=at, not_before_at=at, seed=7
    )
    async with harness.database.write() as connection:
        job = await jobs.transition(
            connection, job, JobState.SUBMITTING, at=at, payload=json.dumps(build_payload(VEO_2, job.request))
        )
        return await jobs.transition(connection, job, JobState.UNKNOWN, at=at, doubt=Doubt.NO_ANSWER)


async def look(harness: WorkerHarness, job: Job) -> Job:
    """Have the worker look once."""
    pending_jobs = harness.worker._pending_jobs
    await pending_jobs.load()
    known = pending_jobs.get(job.id)
    assert known is not None
    await harness.worker._reconciliation.look(known)
    return await harness.read(job)


async def test_what_is_older_than_the_order_is_not_read(harness: WorkerHarness) -> None:
    fill(harness, timedelta(hours=2))
    job = await doubt(harness, timedelta(minutes=20))
    assert (await look(harness, job)).failure is FailureReason.SUBMISSION_LOST
    assert harness.stand_in.count(call="history") == 1


async def test_an_order_is_found_behind_everything_that_came_after(harness: WorkerHarness) -> None:
    job = await doubt(harness, timedelta(minutes=20))
    sent = build_payload(VEO_2, job.request)
    account = harness.stand_in.account
    ours = account.accept("veo-2", dict(sent), origin=harness.stand_in.url, fates=[])
    ours.accepted_at -= timedelta(minutes=20)
    fill(harness, timedelta(minutes=15))
    found = await look(harness, job)
    assert (found.state, found.request_id) == (JobState.GENERATING, ours.request_id)
    assert harness.stand_in.count(call="history") == -(-(ROWS + 1) // reconciliation._PAGE_SIZE)
