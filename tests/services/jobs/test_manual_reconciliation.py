"""Operators decide about a lost request once: it is adopted or written off, never both, and the books agree."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any, cast

import pytest

from bot.domain.jobs import FailureReason, Job
from bot.segmind.client import SegmindClient
from bot.segmind.responses import HistoryRow
from bot.services.jobs import lifecycle
from bot.services.jobs.manual_reconciliation import ManualReconciliation, ReconciliationRefused
from bot.services.privacy.deletion import PersonalDeletions
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.storage.money import ledger, ledger_audit
from tests.support.money import UNLIMITED, MovedClock, S, accept, lead, open_money

_COST_SAID = "3.00"


class _History:
    """Segmind's history with one request, which comes once all who look for it have asked."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.gate.set()

    async def history_item(self, request_id: str) -> HistoryRow:
        await self.gate.wait()
        nothing: dict[str, Any] = dict.fromkeys(
            ("model_name", "model_status", "cost_said", "generation_url", "latency_ms", "created_at", "error")
        )
        return HistoryRow(request_id=request_id, request_body={}, **nothing)


class _Operators:
    """A lost request, and those who decide about it."""

    def __init__(self, database: Database, clock: MovedClock, job: Job) -> None:
        self.database, self.clock, self.job = database, clock, job
        self.history = _History()
        self._manual = ManualReconciliation(database, cast("SegmindClient", self.history), clock)

    async def adopt(self) -> None:
        await self._manual.adopt(self.job.id, "found-1", operator_id=1)

    async def charge(self) -> None:
        await self._manual.write_off(self.job.id, was_charged=True, operator_id=2)

    async def release(self) -> None:
        await self._manual.write_off(self.job.id, was_charged=False, operator_id=3)

    async def finish(self) -> int:
        """Let an adopted request end with its video; returns what counts of it, in millionths of a USD."""
        async with self.database.read() as connection:
            job = await jobs.get_job(connection, self.job.id)
        assert job is not None
        if job.state is S.GENERATING:
            self.clock.advance(minutes=1)
            changes: dict[str, Any] = {"completed_at": self.clock.now(), "output_url": "https://x/a.mp4"}
            async with self.database.write() as connection:
                at = self.clock.now()
                await lifecycle.move(connection, job, S.FETCHING, at=at, cost_said=_COST_SAID, **changes)
        assert await ledger_audit.check(self.database) == []
        async with self.database.read() as connection:
            return sum(entry.micros for entry in await ledger.list_entries(connection, self.job.id))


@pytest.fixture
async def operators(database: Database) -> AsyncIterator[_Operators]:
    clock = MovedClock()
    async with open_money(database, UNLIMITED, clock) as money:
        job = await accept(money.quota_service, clock)
        job = await lead(database, clock, job, S.SUBMITTING, payload="{}", submitted_at=clock.now())
        clock.advance(minutes=20)
        lost = {"failure": FailureReason.SUBMISSION_LOST, "closed_at": clock.now()}
        job = await lead(database, clock, job, S.UNKNOWN, S.FAILED, **lost)
        yield _Operators(database, clock, job)


Decision = Callable[[_Operators], Coroutine[Any, Any, None]]


@pytest.mark.parametrize("first", [_Operators.release, _Operators.charge, _Operators.adopt])
@pytest.mark.parametrize("second", [_Operators.release, _Operators.charge, _Operators.adopt])
async def test_the_first_decision_stands(operators: _Operators, first: Decision, second: Decision) -> None:
    await first(operators)
    operators.clock.advance(days=1)
    with pytest.raises(ReconciliationRefused) as refused:
        await second(operators)
    assert refused.value.reason == "not-lost"
    counted = [
        (_Operators.release, 0),
        (_Operators.charge, operators.job.estimate_micros),
        (_Operators.adopt, 3_000_000),
    ]
    assert [(first, await operators.finish())] == [one for one in counted if one[0] is first]


@pytest.mark.on_both_databases
@pytest.mark.parametrize("write_off", [_Operators.release, _Operators.charge])
async def test_of_two_at_once_one_counts(operators: _Operators, write_off: Decision) -> None:
    """Both have read that it is lost before either decides."""
    operators.history.gate.clear()
    adopting = asyncio.ensure_future(operators.adopt())
    await asyncio.sleep(0.1)
    operators.history.gate.set()
    outcomes = await asyncio.gather(adopting, write_off(operators), return_exceptions=True)
    [refused] = [one for one in outcomes if one is not None]
    assert isinstance(refused, ReconciliationRefused)
    assert refused.reason == "not-lost"
    if outcomes[0] is None:
        assert await operators.finish() == 3_000_000
    else:
        assert await operators.finish() == (0 if write_off is _Operators.release else operators.job.estimate_micros)


@pytest.mark.parametrize("why", ["written off", "deleted"])
async def test_what_happens_while_segmind_is_asked_counts(operators: _Operators, why: str) -> None:
    operators.history.gate.clear()
    adopting = asyncio.ensure_future(operators.adopt())
    await asyncio.sleep(0.1)
    if why == "written off":
        await operators.release()
    else:
        await PersonalDeletions(operators.database, operators.clock).delete(operators.job.user_id)
    operators.history.gate.set()
    with pytest.raises(ReconciliationRefused) as refused:
        await adopting
    assert refused.value.reason == "not-lost"
    assert await operators.finish() == (0 if why == "written off" else operators.job.estimate_micros)
