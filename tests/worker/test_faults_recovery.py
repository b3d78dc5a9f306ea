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
from bot.worker import reconciliation as recovery
from tests.support.worker_harness import Workshop, open_workshop

ROWS = 350


@pytest.fixture
async def workshop(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Workshop]:
    async with (
        Database.open(sqlite_url) as database,
        open_workshop(database, tmp_path, speed=20, is_running=False) as workshop,
    ):
        yield workshop


def fill(workshop: Workshop, age: timedelta) -> None:
    """Others have made so many videos with the same key, the first of them so long ago."""
    account = workshop.stand_in.account
    for seed in range(ROWS):
        made = account.accept("veo-2", {"seed": 1_000 + seed}, origin=workshop.stand_in.url, fates=[])
        made.accepted_at -= age - timedelta(seconds=seed)


async def doubt(workshop: Workshop, age: timedelta) -> Job:
    """An order from so long ago of which nobody knows what became."""
    at = workshop.clock.now() - age
    job = await workshop.order(
        state=JobState.QUEUED, created_at=at, submitted_at=at, changed_at=at, not_before_at=at, seed=7
    )
    async with workshop.database.write() as connection:
        job = await jobs.transition(
            connection, job, JobState.SUBMITTING, at=at, payload=json.dumps(build_payload(job.request))
        )
        return await jobs.transition(connection, job, JobState.UNKNOWN, at=at, doubt=Doubt.NO_ANSWER)


async def look(workshop: Workshop, job: Job) -> Job:
    """Have the worker look once."""
    roster = workshop.worker._roster
    await roster.load()
    known = roster.get(job.id)
    assert known is not None
    await workshop.worker._recovery.look(known)
    return await workshop.read(job)


async def test_what_is_older_than_the_order_is_not_read(workshop: Workshop) -> None:
    fill(workshop, timedelta(hours=2))
    job = await doubt(workshop, timedelta(minutes=20))
    assert (await look(workshop, job)).failure is FailureReason.SUBMISSION_LOST
    assert workshop.stand_in.count(call="history") == 1


async def test_an_order_is_found_behind_everything_that_came_after(workshop: Workshop) -> None:
    job = await doubt(workshop, timedelta(minutes=20))
    sent = build_payload(job.request)
    account = workshop.stand_in.account
    ours = account.accept("veo-2", dict(sent), origin=workshop.stand_in.url, fates=[])
    ours.accepted_at -= timedelta(minutes=20)
    fill(workshop, timedelta(minutes=15))
    found = await look(workshop, job)
    assert (found.state, found.request_id) == (JobState.GENERATING, ours.request_id)
    assert workshop.stand_in.count(call="history") == -(-(ROWS + 1) // recovery._PAGE_SIZE)
