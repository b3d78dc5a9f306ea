"""Costs that cannot be right, as Segmind's answers bring them, and the model that they pause."""

import asyncio
from pathlib import Path

import pytest

from bot.domain.alerts import AlertKind
from bot.domain.jobs import Job, JobState
from bot.domain.requests import Model
from bot.services.admin.price_decisions import PriceDecisions
from bot.storage.core.database import Database
from bot.storage.money import ledger_audit
from bot.worker.submission_gate import MODEL_PAUSED
from sandbox.faults import Fault, FaultKind
from sandbox.segmind import StandInOptions
from tests.support.worker_harness import WorkerHarness, open_harness

#: Enough for whatever is said to be taken off.
RICH = StandInOptions(latency_s=0.1, sigma=0.05, balance_usd=900_000_000)


async def order_for(harness: WorkerHarness, usd: float) -> Job:
    """Have a video made that costs so much."""
    harness.stand_in.faults.add(Fault("submit", FaultKind.COST, cost_usd=usd))
    return await harness.wait(await harness.order(), JobState.DELIVERED)


async def wait_alert(harness: WorkerHarness, kind: AlertKind) -> None:
    async with asyncio.timeout(30):
        while kind not in [alert.kind for alert in harness.notifier.alerts]:
            await asyncio.sleep(0.02)


@pytest.mark.parametrize(
    ("said", "booked"), [(0, 3_125_000), (0.001, 3_125_000), (50, 50_000_000), (100_000_000, 3_125_000)]
)
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


async def test_jobs_of_a_paused_model_wait_and_others_pass(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, options=RICH, speed=10) as harness:
        *_, last = [await order_for(harness, 1000) for _ in range(3)]
        await wait_alert(harness, AlertKind.MODEL_PAUSED)
        waiting = await harness.order()
        other = await harness.order(model=Model.IMAGE_TO_VIDEO, image_url=f"{harness.stand_in.url}/x.png")
        await harness.wait(other)  # its picture is nowhere, which only Segmind can tell
        assert (await harness.read(waiting)).state is JobState.QUEUED
        assert harness.worker.progress(waiting).paused == MODEL_PAUSED
        decisions = PriceDecisions(database, harness.clock, harness.worker.wake)
        await decisions.decide(last.id, are_right=False, operator_id=1)
        assert (await harness.wait(waiting)).state is JobState.DELIVERED
        assert len(harness.stand_in.accepted) == 5


async def test_a_pause_outlives_a_restart(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, options=RICH, speed=10) as harness:
        for _ in range(3):
            await order_for(harness, 1000)
    async with open_harness(database, tmp_path, options=RICH, speed=10) as harness:
        waiting = await harness.order()
        other = await harness.order(model=Model.IMAGE_TO_VIDEO, image_url=f"{harness.stand_in.url}/x.png")
        await harness.wait(other)  # its picture is nowhere, which only Segmind can tell
        assert (await harness.read(waiting)).state is JobState.QUEUED
