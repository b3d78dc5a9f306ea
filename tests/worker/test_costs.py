"""Costs that cannot be right, as Segmind's answers bring them, and the model that they pause."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.alerts import AlertKind
from bot.domain.jobs import Job, JobState
from bot.services.admin.price_decisions import PriceDecisions
from bot.storage.core.database import Database
from bot.storage.money import ledger, ledger_audit
from bot.worker.submission_gate import MODEL_PAUSED
from sandbox.faults import Fault, FaultKind
from sandbox.segmind import StandInOptions
from tests.support.models import IMAGE_MODEL
from tests.support.worker_harness import WorkerHarness, open_harness, open_stand_in, shorten_looking

#: The worker looks for what a video cost for a tenth of the usual quarter of an hour.
TIMES = 10
#: Enough for whatever is said to be taken off.
RICH = StandInOptions(latency_s=0.1, sigma=0.05, balance_usd=900_000_000)


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    shorten_looking(monkeypatch, TIMES)


async def order_for(harness: WorkerHarness, usd: float) -> Job:
    """Have a video made that costs so much."""
    harness.stand_in.faults.add(Fault("submit", FaultKind.COST, cost_usd=usd))
    return await harness.wait(await harness.order(), JobState.DELIVERED)


async def wait_alert(harness: WorkerHarness, kind: AlertKind) -> None:
    async with asyncio.timeout(30):
        while kind not in [alert.kind for alert in harness.notifier.alerts]:
            await asyncio.sleep(0.02)


@pytest.mark.parametrize(("said", "booked"), [(50, 50_000_000), (100_000_000, 3_125_000)])
async def test_an_odd_cost_is_judged_wherever_it_comes_from(
    database: Database, tmp_path: Path, said: float, booked: int
) -> None:
    async with open_harness(database, tmp_path, options=RICH, speed=20) as harness:
        for _ in range(2):
            done = await order_for(harness, said)
            assert (done.cost_micros, done.cost_said) == (booked, str(float(said)))
            harness.stand_in.faults.add(Fault("status", FaultKind.ERROR, status=404, times=None))
    assert harness.stand_in.count(call="history_item") > 0
    assert await ledger_audit.check(database) == []


@pytest.mark.on_both_databases
async def test_jobs_of_a_paused_model_wait_and_others_pass_also_after_a_restart(
    database: Database, tmp_path: Path
) -> None:
    async with open_stand_in(RICH) as stand_in:
        other: dict[str, Any] = {"model": IMAGE_MODEL, "image_url": f"{stand_in.url}/x.png"}
        async with open_harness(database, tmp_path, stand_in=stand_in, speed=10) as harness:
            *_, last = [await order_for(harness, 1000) for _ in range(3)]
            await wait_alert(harness, AlertKind.MODEL_PAUSED)
            waiting = await harness.order()
            await harness.wait(await harness.order(**other))  # its picture is nowhere, which only Segmind can tell
            assert (await harness.read(waiting)).state is JobState.QUEUED
            assert harness.worker.progress(waiting).paused == MODEL_PAUSED
        async with open_harness(database, tmp_path, stand_in=stand_in, speed=10) as harness:
            await harness.wait(await harness.order(**other))
            assert (await harness.read(waiting)).state is JobState.QUEUED
            decisions = PriceDecisions(database, harness.clock, harness.worker.wake)
            await decisions.decide(last.id, are_right=False, operator_id=1)
            assert (await harness.wait(waiting)).state is JobState.DELIVERED
            assert len(stand_in.accepted) == 6


async def charged(database: Database, job: Job) -> tuple[int, int]:
    """What counts of a job: seconds of the person, millionths of a USD of the budgets."""
    async with database.read() as connection:
        entries = await ledger.list_entries(connection, job.id)
    assert await ledger_audit.check(database) == []
    return sum(entry.seconds for entry in entries), sum(entry.micros for entry in entries)


async def settled(harness: WorkerHarness, job: Job) -> Job:
    """Wait until it is known what a failed job cost."""
    async with asyncio.timeout(30):
        while (stored := await harness.wait(job, JobState.FAILED)).doubt is not None:
            await asyncio.sleep(0.1)
    return stored


async def test_what_the_history_says_that_a_failure_cost_counts_against_the_budgets(
    database: Database, tmp_path: Path
) -> None:
    async with open_harness(database, tmp_path, options=RICH, speed=50) as harness:
        faults = harness.stand_in.faults
        ordered: dict[str, tuple[Job, float | None]] = {}
        for kind in (FaultKind.FAIL, FaultKind.RAI):
            for cost_usd in (None, 3.125, 0.4):
                prompt = f"{kind} for {cost_usd}."
                if cost_usd is not None:
                    faults.add(Fault("submit", FaultKind.COST, cost_usd=cost_usd, match=prompt))
                faults.add(Fault("submit", kind, match=prompt))
                ordered[prompt] = (
                    await harness.order(prompt=prompt, seed=len(ordered), user_id=len(ordered) + 1),
                    cost_usd,
                )
        for prompt, (order, cost_usd) in ordered.items():
            job = await settled(harness, order)
            assert await charged(database, job) == (0, round((cost_usd or 0) * 1_000_000)), prompt
            assert job.cost_said == str(cost_usd or 0), prompt


async def test_a_failure_counts_while_the_history_does_not_answer_over_a_restart(
    database: Database, tmp_path: Path
) -> None:
    async with open_harness(database, tmp_path, options=RICH, speed=50) as harness:
        harness.stand_in.faults.add(Fault("history_item", FaultKind.ERROR, times=None, status=503))
        harness.stand_in.faults.add(Fault("submit", FaultKind.FAIL))
        job = await harness.wait(await harness.order())
        await asyncio.sleep(1)
        assert await charged(database, job) == (0, 3_125_000)
    async with open_harness(database, tmp_path, options=RICH, speed=50) as harness:
        harness.stand_in.faults.add(Fault("history_item", FaultKind.ERROR, times=3, status=404))
        await settled(harness, job)
        assert await charged(database, job) == (0, 0), "the new Segmind has never heard of it, and nothing was said"


async def test_what_failed_long_ago_is_not_charged_for_a_row_that_never_comes(
    database: Database, tmp_path: Path
) -> None:
    async with open_harness(database, tmp_path, options=RICH, speed=300) as harness:
        harness.stand_in.faults.add(Fault("submit", FaultKind.FAIL))
        harness.stand_in.faults.add(Fault("submit", FaultKind.HIDDEN))
        job = await settled(harness, await harness.order())
        assert await charged(database, job) == (0, 0)
        assert harness.clock.now() - job.changed_at >= timedelta(minutes=15) / TIMES
