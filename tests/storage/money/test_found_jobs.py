"""A job that was given up, found by its operator and carried on: the books stay right."""

from typing import Any

import pytest

from bot.domain.jobs import FailureReason, Job, JobState
from bot.services.jobs import lifecycle
from bot.services.quota.service import QuotaService
from bot.storage.core.database import Database
from bot.storage.money import ledger, ledger_audit
from tests.support.models import CATALOGUE
from tests.support.money import UNLIMITED, MovedClock, accept

S = JobState


async def go(database: Database, clock: MovedClock, job: Job, *steps: tuple[JobState, dict[str, Any]]) -> Job:
    for target, changes in steps:
        clock.advance(seconds=10)
        async with database.write() as connection:
            job = await lifecycle.move(connection, job, target, at=clock.now(), **changes)
        assert await ledger_audit.check(database) == [], target
    return job


async def charged(database: Database, job: Job) -> tuple[int, int]:
    async with database.read() as connection:
        entries = await ledger.list_entries(connection, job.id)
    return sum(entry.seconds for entry in entries), sum(entry.micros for entry in entries)


@pytest.mark.parametrize(
    ("ending", "micros"),
    [
        ((S.FETCHING, {"cost_micros": 3_000_000}), 3_000_000),
        ((S.FAILED, {"failure": FailureReason.CONTENT_BLOCKED}), 0),
        ((S.FAILED, {"failure": FailureReason.TIMED_OUT}), 3_125_000),
    ],
)
@pytest.mark.on_both_databases
async def test_the_person_keeps_the_seconds_and_the_budget_pays_what_it_cost(
    database: Database, ending: tuple[JobState, dict[str, Any]], micros: int
) -> None:
    clock = MovedClock()
    quota_service = QuotaService(database, UNLIMITED, clock, CATALOGUE)
    job = await accept(quota_service, clock)
    lost: dict[str, Any] = {"failure": FailureReason.SUBMISSION_LOST}
    job = await go(database, clock, job, (S.SUBMITTING, {}), (S.UNKNOWN, {}), (S.FAILED, lost))
    assert await charged(database, job) == (0, 3_125_000), "perhaps it was paid"
    target, changes = ending
    if target is S.FETCHING:
        changes = {**changes, "completed_at": clock.now()}
    job = await go(database, clock, job, (S.GENERATING, {"failure": None, "request_id": "r1"}), (target, changes))
    assert await charged(database, job) == (0, micros)
