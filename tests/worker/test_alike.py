"""Like orders of a model without a seed, in doubt at one time: each is found again once, whoever looks first."""

import asyncio
import json
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.jobs import Doubt, Job, JobState
from bot.segmind.payloads import build_payload
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.worker import reconciliation
from sandbox.faults import Fault, FaultKind
from sandbox.segmind import StandIn, StandInOptions
from tests.support.models import CATALOGUE
from tests.support.worker_harness import WorkerHarness, open_harness, open_stand_in

LITE = "veo-3.1-lite"
ALIKE: dict[str, Any] = {"model": LITE, "prompt": "a red panda", "duration_s": 8, "seed": 0, "resolution": "720p"}
QUICK = StandInOptions(latency_s=0.1, sigma=0.05, fast_films=True)


async def put_in_doubt(
    harness: WorkerHarness, *, sent_ago: timedelta, waited: timedelta = timedelta(0), **changes: object
) -> Job:
    """A job that was submitted so long ago, without an answer, after it had waited."""
    at = harness.clock.now() - sent_ago
    request = {**ALIKE, **changes}
    job = await harness.order(created_at=at - waited, not_before_at=at, changed_at=at, **request)
    spec = harness.worker._reconciliation._catalogue.look_up(job.request.model)
    payload = build_payload(spec, job.request)
    text = json.dumps(payload, ensure_ascii=False)
    async with harness.database.write() as connection:
        job = await jobs.transition(
            connection, job, JobState.SUBMITTING, at=at, payload=text, submitted_at=at, attempts=1
        )
        return await jobs.transition(connection, job, JobState.UNKNOWN, at=at, doubt=Doubt.NO_ANSWER)


def accept(stand_in: StandIn, job: Job, *, ago: timedelta = timedelta(0), **inputs: object) -> str:
    """Have Segmind have accepted what a job sent, so long ago; returns the request id."""
    payload = build_payload(CATALOGUE.look_up(job.request.model), job.request)
    accepted = stand_in.account.accept(job.request.model, {**payload, **inputs}, origin=stand_in.url, fates=[])
    accepted.accepted_at -= ago
    return accepted.request_id


async def look(harness: WorkerHarness, *found: Job) -> list[Job]:
    """Look each of them up once, one after the other; returns them as they are then."""
    for job in found:
        await harness.worker._reconciliation.look(await harness.read(job))
    return [await harness.read(job) for job in found]


async def test_like_orders_that_lost_their_answers_are_each_delivered_once(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, options=QUICK, speed=20) as harness:
        harness.stand_in.faults.add(Fault("submit", FaultKind.ERROR_AFTER, status=504, html=True, times=3))
        ordered = [await harness.order(**ALIKE) for _ in range(3)]
        done = [await harness.wait(job) for job in ordered]
        assert [job.state for job in done] == [JobState.DELIVERED] * 3
        assert len({job.request_id for job in done}) == len(harness.stand_in.accepted) == 3


async def test_a_row_belongs_to_the_order_that_was_sent_at_its_time(database: Database, tmp_path: Path) -> None:
    """The later one never arrived, and looks first."""
    async with open_harness(database, tmp_path, options=QUICK, is_running=False) as harness:
        arrived = await put_in_doubt(harness, sent_ago=timedelta(seconds=60))
        lost = await put_in_doubt(harness, sent_ago=timedelta(seconds=20))
        request_id = accept(harness.stand_in, arrived, ago=timedelta(seconds=58))
        lost, arrived = await look(harness, lost, arrived)
        assert (lost.state, lost.request_id) == (JobState.UNKNOWN, None)
        assert (arrived.state, arrived.request_id) == (JobState.GENERATING, request_id)
        [lost] = await look(harness, lost)
        assert lost.state is JobState.UNKNOWN


@pytest.mark.parametrize(
    ("ago", "inputs"),
    [
        (timedelta(minutes=30), {}),  # an earlier one of somebody else's
        (timedelta(seconds=2), {"generate_audio": True}),
        (timedelta(seconds=2), {"duration": 4}),
        (timedelta(seconds=2), {"last_frame": "https://images.segmind.com/assets/1.png"}),
    ],
)
async def test_a_row_of_another_time_or_other_inputs_is_left(
    database: Database, tmp_path: Path, ago: timedelta, inputs: dict[str, Any]
) -> None:
    async with open_harness(database, tmp_path, options=QUICK, is_running=False) as harness:
        job = await put_in_doubt(harness, sent_ago=timedelta(seconds=3))
        accept(harness.stand_in, job, ago=ago, **inputs)
        [job] = await look(harness, job)
        assert job.state is JobState.UNKNOWN


@pytest.mark.on_both_databases
async def test_two_processes_that_look_at_once_never_adopt_one_row_twice(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have read that the row is free before either writes: the database lets one of them have it."""
    barrier = asyncio.Barrier(2)
    is_taken = reconciliation.Reconciliation._is_taken

    async def look_together(self: reconciliation.Reconciliation, request_id: str) -> bool:
        taken = await is_taken(self, request_id)
        if barrier.n_waiting < barrier.parties and not barrier.broken and not taken:
            await barrier.wait()
        return taken

    async with AsyncExitStack() as stack:
        stand_in = await stack.enter_async_context(open_stand_in(QUICK))
        harnesses = []
        for name in ("one", "two"):
            database = await stack.enter_async_context(Database.open(database_url))
            opened = open_harness(database, tmp_path / name, stand_in=stand_in, is_running=False)
            harnesses.append(await stack.enter_async_context(opened))
        first, second = harnesses
        ours = await put_in_doubt(first, sent_ago=timedelta(seconds=3))
        theirs = await put_in_doubt(second, sent_ago=timedelta(seconds=3))
        accept(stand_in, ours, ago=timedelta(seconds=2))
        monkeypatch.setattr(reconciliation.Reconciliation, "_is_taken", look_together)
        # Neither knows of the other job, as if it had read the rivals before that was stored.
        monkeypatch.setattr(jobs, "list_rivals", no_rivals)
        await asyncio.gather(look(first, ours), look(second, theirs))
        monkeypatch.setattr(reconciliation.Reconciliation, "_is_taken", is_taken)
        states = sorted([(await first.read(one)).state for one in (ours, theirs)])
        assert states == [JobState.GENERATING, JobState.UNKNOWN]
        # The other one finds its own, as soon as that is there.
        accept(stand_in, ours)
        await look(first, *[one for one in (ours, theirs) if (await first.read(one)).state is JobState.UNKNOWN])
        adopted = [await first.read(one) for one in (ours, theirs)]
        assert [one.state for one in adopted] == [JobState.GENERATING] * 2
        assert len({one.request_id for one in adopted}) == 2


async def no_rivals(*_: object) -> list[tuple[str, object]]:
    return []


async def test_a_seed_that_is_the_same_in_each_request_identifies_none(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Someone else with the key made the same video while the order waited; the order itself never arrived."""
    constant = CATALOGUE.look_up(LITE).model_copy(update={"constants": {"seed": -1}})
    async with open_harness(database, tmp_path, options=QUICK, is_running=False) as harness:
        catalogue = harness.worker._reconciliation._catalogue
        monkeypatch.setattr(catalogue, "_by_slug", catalogue._by_slug | {LITE: constant})
        lost = await put_in_doubt(harness, sent_ago=timedelta(seconds=3), waited=timedelta(minutes=30))
        accept(harness.stand_in, lost, ago=timedelta(minutes=20), seed=-1)
        [lost] = await look(harness, lost)
        assert (lost.state, lost.request_id) == (JobState.UNKNOWN, None)
        request_id = accept(harness.stand_in, lost, seed=-1)
        [found] = await look(harness, lost)
        assert found.request_id == request_id
