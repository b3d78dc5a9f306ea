"""A submission that may have been accepted is never sent again, but looked for: on both databases, over restarts."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.domain.alerts import AlertKind
from bot.domain.jobs import FailureReason, Job, JobState, new_job_id
from bot.services.jobs.manual_reconciliation import ManualReconciliation, ReconciliationRefused
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.storage.money import ledger, ledger_audit
from bot.storage.tables.jobs import alerts
from bot.worker import reconciliation
from sandbox.faults import Fault, FaultKind
from sandbox.segmind import StandInOptions
from tests.support.jobs import make_job
from tests.support.money import UNLIMITED, ask, open_money
from tests.support.soak import IS_SOAK
from tests.support.worker_harness import WorkerHarness, open_harness, open_stand_in, shorten_looking

K = FaultKind
#: The worker looks for a tenth of the usual time, by a clock that runs so fast: fifteen minutes are 1.5 seconds.
TIMES = 10
SPEED = 60.0
OWN_ERROR = "The model is overloaded."
ESTIMATE_MICROS = 3_125_000


@pytest.fixture(autouse=True)
def _one_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker's clock runs ahead of the stand-in's, by which the history dates its rows."""
    monkeypatch.setattr(reconciliation, "_SKEW", timedelta(days=1))
    shorten_looking(monkeypatch, TIMES)


def minutes(count: float) -> timedelta:
    """So many minutes, as they are here."""
    return timedelta(minutes=count / TIMES)


def lagging(virtual_s: float) -> StandInOptions:
    """A history that shows what happened so long ago, by the worker's clock."""
    return StandInOptions(latency_s=0.1, history_lag_s=virtual_s / TIMES / SPEED)


#: A history that shows nothing until a test says otherwise.
HIDING = StandInOptions(latency_s=0.1, history_lag_s=3600.0, fast_films=True)


async def wait_until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not condition():
            await asyncio.sleep(0.02)


async def charged(database: Database, job: Job) -> tuple[int, int]:
    """What counts of a job: seconds of the person, millionths of a USD of the budgets."""
    async with database.read() as connection:
        entries = await ledger.list_entries(connection, job.id)
    assert await ledger_audit.check(database) == []
    return sum(entry.seconds for entry in entries), sum(entry.micros for entry in entries)


def test_people_are_told_after_two_minutes_and_looking_ends_after_fifteen() -> None:
    assert (reconciliation._TELL_AFTER_S * TIMES, reconciliation._LOOK_UNTIL_S * TIMES) == (120, 900)


async def order_each(harness: WorkerHarness, faults: list[Fault]) -> list[Job]:
    """Order one video for each fault, side by side."""
    ordered = []
    for number, fault in enumerate(faults):
        prompt = f"order {number}."
        harness.stand_in.faults.add(replace(fault, match=prompt))
        ordered.append(await harness.order(prompt=prompt, seed=number, user_id=number + 1))
    return ordered


@pytest.mark.parametrize("lag_s", [75, 200])
async def test_what_a_gateway_lost_is_paid_once_however_late_the_history(
    database: Database, tmp_path: Path, lag_s: float
) -> None:
    async with open_harness(database, tmp_path, options=lagging(lag_s), speed=SPEED) as harness:
        ordered = await order_each(
            harness, [Fault("submit", K.ERROR_AFTER, status=one, html=True) for one in (502, 504)]
        )
        done = [await harness.wait(job) for job in ordered]
        assert [(job.state, job.attempts) for job in done] == [(JobState.DELIVERED, 1)] * 2
        assert len(harness.stand_in.accepted) == harness.stand_in.count(call="submit") == 2


#: Ways to lose an order for good; tests/segmind proves that other statuses mean the same.
LOST = [
    *(Fault("submit", K.ERROR, status=status, error=OWN_ERROR) for status in ((502, 504) if IS_SOAK else (504,))),
    *(Fault("submit", K.ERROR, status=status, html=True) for status in ((500, 502, 503, 520) if IS_SOAK else (500,))),
    Fault("submit", K.DROP),
    Fault("submit", K.ERROR, status=200, body="{}"),
]


@pytest.mark.on_both_databases
async def test_after_fifteen_minutes_the_person_is_told_and_the_operators_decide(
    database: Database, tmp_path: Path
) -> None:
    async with open_harness(database, tmp_path, speed=SPEED) as harness:
        ordered = await order_each(harness, LOST)
        for job, fault in zip(ordered, LOST, strict=True):
            failed = await harness.wait(job)
            assert (failed.failure, failed.attempts, failed.doubt) == (FailureReason.SUBMISSION_LOST, 1, None), fault
            assert failed.submitted_at is not None
            assert minutes(15) <= failed.changed_at - failed.submitted_at, fault
        assert harness.stand_in.count(call="submit") == len(LOST)
        await wait_until(lambda: bool(harness.notifier.alerts) and len(harness.notifier.failures) == len(LOST))
        assert {alert.kind for alert in harness.notifier.alerts} == {AlertKind.SUBMISSION_LOST}
        async with database.read() as connection:
            raised = (await connection.execute(select(alerts.c.job_id))).scalars()
        assert sorted(raised) == sorted(job.id for job in ordered)


async def make_order(harness: WorkerHarness) -> Job:
    """Store a job as people's orders are, with what it reserves."""
    now = harness.clock.now()
    job = make_job(id=new_job_id(now), created_at=now, not_before_at=now, changed_at=now)
    async with open_money(harness.database, UNLIMITED, harness.clock) as money:
        await money.quota_service.accept(ask(job), job)
    harness.worker.wake(job.id)
    return job


async def test_segminds_own_error_is_told_early_and_looked_for_on(database: Database, tmp_path: Path) -> None:
    """The person has the seconds back after two minutes; the amount counts until an operator says otherwise."""
    async with open_harness(database, tmp_path, speed=SPEED) as harness:
        harness.stand_in.faults.add(Fault("submit", K.ERROR, status=500, error=OWN_ERROR))
        job = await make_order(harness)
        failed = await harness.wait(job)
        assert failed.failure is FailureReason.SUBMISSION_LOST
        assert failed.submitted_at is not None
        assert minutes(2) <= failed.changed_at - failed.submitted_at < minutes(15)
        await wait_until(lambda: bool(harness.notifier.failures))
        assert harness.notifier.alerts == [], "it may still turn up"
        assert await charged(database, job) == (0, ESTIMATE_MICROS)
        looks = harness.stand_in.count(call="history")
        await wait_until(lambda: bool(harness.notifier.alerts))
        assert harness.stand_in.count(call="history") > looks
        assert [alert.kind for alert in harness.notifier.alerts] == [AlertKind.SUBMISSION_LOST]
        assert harness.clock.now() - failed.submitted_at >= minutes(15)
        assert await charged(database, job) == (0, ESTIMATE_MICROS)
        assert (await harness.read(job)).doubt is None
        assert harness.stand_in.count(call="submit") == 1
        assert len(harness.notifier.failures) == 1


@pytest.mark.on_both_databases
async def test_what_turns_up_after_the_person_was_told_is_posted_after_all(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, options=HIDING, speed=SPEED) as harness:
        harness.stand_in.faults.add(Fault("submit", K.ERROR_AFTER, status=500, error=OWN_ERROR))
        job = await make_order(harness)
        assert (await harness.wait(job)).state is JobState.FAILED
        harness.stand_in.history.lag_s = 0
        done = await harness.wait(job, JobState.DELIVERED)
        assert (done.failure, done.attempts, len(harness.stand_in.accepted)) == (None, 1, 1)
        assert len(harness.notifier.delivered[job.id]) == 1
        assert harness.notifier.alerts == []
        assert await charged(database, job) == (0, ESTIMATE_MICROS)


async def test_a_look_that_comes_while_the_submission_still_ends_is_made_later(
    database: Database, tmp_path: Path
) -> None:
    """As on a machine that slept between the two."""
    async with open_harness(database, tmp_path, speed=SPEED) as harness:
        lookups, pending_jobs = harness.worker._lookups, harness.worker._pending_jobs
        is_under_way, seen = lookups.is_under_way, set[str]()

        def seem_under_way_once(job_id: str) -> bool:
            if pending_jobs.get(job_id, JobState.UNKNOWN) is not None and job_id not in seen:
                seen.add(job_id)
                return True
            return is_under_way(job_id)

        lookups.is_under_way = seem_under_way_once
        harness.stand_in.faults.add(Fault("submit", K.ERROR_AFTER, status=502, html=True))
        assert (await harness.wait(await harness.order(), timeout_s=20)).state is JobState.DELIVERED
        assert len(seen) == 1


async def test_looking_on_survives_a_restart(database: Database, tmp_path: Path) -> None:
    async with open_stand_in(HIDING) as stand_in:
        async with open_harness(database, tmp_path, stand_in=stand_in, speed=SPEED) as harness:
            stand_in.faults.add(Fault("submit", K.ERROR_AFTER, status=500, error=OWN_ERROR))
            job = await make_order(harness)
            assert (await harness.wait(job)).state is JobState.FAILED
            await wait_until(lambda: bool(harness.notifier.failures))
        stand_in.history.lag_s = 0
        async with open_harness(database, tmp_path, stand_in=stand_in, speed=SPEED) as harness:
            assert (await harness.wait(job, JobState.DELIVERED)).attempts == 1
            assert Counter(one.seed for one in stand_in.accepted) == {42: 1}


async def test_an_operator_decides_only_when_looking_has_ended(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, speed=SPEED) as harness:
        harness.stand_in.faults.add(Fault("submit", K.ERROR, status=500, error=OWN_ERROR))
        job = await make_order(harness)
        await harness.wait(job)
        manual = ManualReconciliation(database, harness.worker._reconciliation._client, harness.clock)
        with pytest.raises(ReconciliationRefused):
            await manual.write_off(job.id, was_charged=False, operator_id=1)
        await wait_until(lambda: bool(harness.notifier.alerts))
        await manual.write_off(job.id, was_charged=False, operator_id=1)
        assert await charged(database, job) == (0, 0)
        async with database.read() as connection:
            assert await jobs.list_doubted(connection) == []


@pytest.mark.on_both_databases
async def test_an_operators_decision_stands(database: Database, tmp_path: Path) -> None:
    """Two presses at once, of one button or of both, are one decision, whoever pressed first."""
    async with open_harness(database, tmp_path, speed=SPEED) as harness:
        harness.stand_in.faults.add(Fault("submit", K.ERROR, status=500, error=OWN_ERROR))
        job = await make_order(harness)
        await harness.wait(job)
        await wait_until(lambda: bool(harness.notifier.alerts))
        manual = ManualReconciliation(database, harness.worker._reconciliation._client, harness.clock)
        outcomes = await asyncio.gather(
            *(manual.write_off(job.id, was_charged=number % 2 == 1, operator_id=number) for number in range(4)),
            return_exceptions=True,
        )
        refused = [one for one in outcomes if one is not None]
        assert all(isinstance(one, ReconciliationRefused) and one.reason == "not-lost" for one in refused)
        assert len(refused) == 3
        async with database.read() as connection:
            events = await jobs.list_events(connection, job.id)
        [decision] = [one.detail for one in events if one.detail.get("why") == "written off"]
        assert outcomes[int(str(decision["operator_id"]))] is None
        booked_micros = (await charged(database, job))[1]
        assert (booked_micros > 0) is bool(decision["was_charged"])
