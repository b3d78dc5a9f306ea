"""A worker on a machine whose clock is wrong, or is set while jobs are under way."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.clock import Clock
from bot.domain.jobs import JobState
from bot.storage.core.database import Database
from bot.worker import reconciliation
from sandbox.faults import Fault, FaultKind
from tests.support.worker_harness import open_harness

WRONG = {"three days behind": timedelta(days=-3), "forty minutes ahead": timedelta(minutes=40)}


class WrongClock(Clock):
    """A clock that is wrong by so much."""

    def __init__(self, speed: float, by: timedelta) -> None:
        super().__init__(speed)
        self.by = by

    def now(self) -> datetime:
        return super().now() + self.by


@pytest.mark.parametrize("by", WRONG.values(), ids=WRONG)
async def test_a_lost_submission_is_found_by_segminds_clock(database: Database, tmp_path: Path, by: timedelta) -> None:
    async with open_harness(database, tmp_path, clock=WrongClock(20, by), speed=20) as harness:
        harness.stand_in.faults.add(Fault("submit", FaultKind.ERROR_AFTER, status=504, html=True))
        done = await harness.wait(await harness.order())
        assert (done.state, done.attempts) == (JobState.DELIVERED, 1)
        assert len(harness.stand_in.accepted) == 1


@pytest.mark.parametrize(
    "date", ["Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "Wed, 01 Jan 2020 00:00:00 GMT", "?"]
)
async def test_a_date_that_lies_hides_no_submission(
    database: Database, tmp_path: Path, date: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as that of a cache on the way, or of a service that is out of order."""
    monkeypatch.setattr("sandbox.routes.format_datetime", lambda *_args, **_more: date)
    async with open_harness(database, tmp_path, speed=20) as harness:
        harness.stand_in.faults.add(Fault("submit", FaultKind.ERROR_AFTER, status=504, html=True))
        done = await harness.wait(await harness.order())
        assert (done.state, done.attempts) == (JobState.DELIVERED, 1)


@pytest.mark.parametrize("start", [timedelta(days=-9000), timedelta(days=30)])
async def test_a_clock_that_is_set_right_holds_no_job_up(
    database: Database, tmp_path: Path, start: timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One job is generating and one is held back while the clock is set; both are delivered as if it were not."""
    monkeypatch.setattr(reconciliation, "_SKEW", timedelta(days=1))
    clock = WrongClock(20, start)
    async with open_harness(database, tmp_path, clock=clock, speed=20) as harness:
        generating = await harness.order()
        await harness.wait(generating, JobState.GENERATING)
        held = await harness.order(not_before_at=clock.now() + timedelta(seconds=20))
        clock.by = timedelta(0)
        first, second = await harness.wait(generating), await harness.wait(held)
        assert (first.state, second.state) == (JobState.DELIVERED, JobState.DELIVERED)
        assert len(harness.stand_in.accepted) == 2
