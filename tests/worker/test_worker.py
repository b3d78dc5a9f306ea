"""The worker takes jobs to their end, against a real HTTP server that behaves like Segmind."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.jobs import FailureReason, JobState
from bot.domain.latency import LatencyKey, Sample
from bot.media import videos
from bot.presentation.cards.card import describe_progress
from bot.sentences import say
from bot.services.ports import DeliveryDelayed, DeliveryImpossible
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from sandbox.faults import Fault, FaultKind
from sandbox.segmind import StandInOptions
from tests.support import shared_film
from tests.support.jobs import make_job
from tests.support.worker_harness import WorkerHarness, open_harness

SUCCESS = ["queued", "submitting", "generating", "fetching", "delivering", "delivered"]


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    async with Database.open(sqlite_url) as database:
        yield database


@pytest.fixture
async def harness(database: Database, tmp_path: Path) -> AsyncIterator[WorkerHarness]:
    async with open_harness(database, tmp_path) as harness:
        yield harness


async def test_a_queued_job_becomes_a_posted_video(harness: WorkerHarness) -> None:
    job = await harness.order(prompt="a red panda riding a skateboard", seed=7)
    done = await harness.wait(job)
    assert done.state is JobState.DELIVERED
    assert await harness.steps(job) == SUCCESS
    [accepted] = harness.stand_in.accepted
    assert accepted.inputs == {
        "prompt": "a red panda riding a skateboard",
        "duration": "5",
        "aspect_ratio": "16:9",
        "seed": 7,
    }
    [video] = harness.notifier.delivered[job.id]
    assert video[4:8] == b"ftyp"
    assert done.cost_micros == 3_125_000
    assert done.request_id == accepted.request_id
    assert done.result_message_id == 9001
    assert done.latency_min_s is not None
    assert done.latency_min_s == done.latency_max_s
    assert 0 < done.latency_min_s < 2


async def test_many_jobs_are_each_paid_and_delivered_once(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, speed=20, rpm=1000) as harness:
        orders = [await harness.order(user_id=100 + i % 3, seed=i) for i in range(10)]
        for job in orders:
            assert (await harness.wait(job)).state is JobState.DELIVERED
        assert sorted(accepted.inputs["seed"] for accepted in harness.stand_in.accepted) == list(range(10))
        assert all(len(harness.notifier.delivered[job.id]) == 1 for job in orders)


async def test_a_held_job_waits_for_its_time(harness: WorkerHarness) -> None:
    job = await harness.order(not_before_at=harness.clock.now() + timedelta(seconds=0.6))
    await asyncio.sleep(0.3)
    assert harness.stand_in.accepted == []
    assert (await harness.wait(job)).state is JobState.DELIVERED


async def test_a_rate_limit_is_waited_for(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, speed=20) as harness:
        harness.stand_in.faults.add(
            Fault("submit", FaultKind.ERROR, status=429, headers={"Retry-After": "3"}, error="slow down")
        )
        job = await harness.order()
        done = await harness.wait(job)
        assert done.state is JobState.DELIVERED
        assert done.accepted_at is not None
        assert done.accepted_at - done.created_at >= timedelta(seconds=3)
        assert len(harness.stand_in.accepted) == 1


async def test_a_video_that_never_is_one_ends_with_an_honest_word(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, speed=50) as harness:
        harness.stand_in.faults.add(Fault("download", FaultKind.NOT_VIDEO, times=None))
        job = await harness.order()
        failed = await harness.wait(job)
        assert (failed.state, failed.failure) == (JobState.FAILED, FailureReason.VIDEO_LOST)
        assert failed.cost_micros == 3_125_000


async def test_discord_being_away_delays_the_delivery(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, speed=20) as harness:
        harness.notifier.troubles = [DeliveryDelayed("away"), DeliveryDelayed("away", 1.0)]
        job = await harness.order()
        assert (await harness.wait(job)).state is JobState.DELIVERED
        assert harness.notifier.looked_first == [job.id], "after a try of its own it must look for its message"


async def test_an_impossible_delivery_is_kept(harness: WorkerHarness) -> None:
    harness.notifier.troubles = [DeliveryImpossible("no such channel")]
    job = await harness.order()
    kept = await harness.wait(job)
    assert kept.state is JobState.UNDELIVERABLE
    assert (harness.data_dir / (kept.video_path or "")).is_file()


async def test_the_card_follows_the_job_and_ends_with_its_result(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, speed=20, options=StandInOptions(latency_s=0.6)) as harness:
        job = await harness.order()
        done = await harness.wait(job)
        async with asyncio.timeout(30):
            while harness.notifier.states(job.id)[-1:] != [JobState.DELIVERED]:
                await asyncio.sleep(0.01)
        [last] = harness.notifier.removed
        assert last.result_message_id == done.result_message_id
        shown = [(shown.state, progress.at) for shown, progress in harness.notifier.cards if shown.id == job.id]
        gaps = [(after[1] - before[1]).total_seconds() for before, after in itertools.pairwise(shown)]
        same = [gap for gap, pair in zip(gaps, itertools.pairwise(shown), strict=True) if pair[0][0] is pair[1][0]]
        assert min(same, default=5) >= 4.5, "progress alone is shown at most every five seconds"


async def test_an_exception_in_one_job_does_not_stop_the_others(
    harness: WorkerHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver = harness.notifier.deliver
    broken: list[str] = []

    async def fail_once(job, video, **more):  # type: ignore[no-untyped-def]
        if not broken:
            broken.append(job.id)
            raise RuntimeError("a bug")
        return await deliver(job, video, **more)

    monkeypatch.setattr(harness.notifier, "deliver", fail_once)
    jobs = [await harness.order(seed=i) for i in range(3)]
    for job in jobs:
        assert (await harness.wait(job)).state is JobState.DELIVERED


async def test_without_ffmpeg_the_file_is_handed_on_unread(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Posting waits for ffmpeg, too; but the file is on the disk by then, and Segmind does not keep it for ever."""
    async with open_harness(database, tmp_path, speed=50) as harness:
        await harness.wait(await harness.order())  # now the stand-in has its film
        monkeypatch.setattr(videos, "read_video", shared_film.read_plainly)
        monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(tmp_path / "no-ffmpeg"))
        job = await harness.order()
        done = await harness.wait(job)
        assert done.state is JobState.DELIVERED
        async with database.read() as connection:
            events = {event.target: event for event in await jobs.list_events(connection, job.id)}
        assert events[JobState.DELIVERING].detail["differs"] == say("en-US", "differs-unread")


#: How a status looks, and how many results are read after it.
STATUSES: dict[str, tuple[list[FaultKind], int]] = {
    "output.": ([FaultKind.OUTPUT_LIST], 0),
    "video.": ([FaultKind.VIDEO_KEY], 0),
    "output without a cost.": ([FaultKind.OUTPUT_LIST, FaultKind.NO_METRICS], 1),
    "nothing.": ([], 1),
}


async def test_a_status_that_says_all_saves_the_result(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, speed=20) as harness:
        for prompt, (kinds, results) in STATUSES.items():
            for kind in kinds:
                harness.stand_in.faults.add(Fault("status", kind, times=None, match=prompt))
            before = harness.stand_in.count(call="result")
            done = await harness.wait(await harness.order(prompt=prompt))
            assert (done.state, done.cost_micros) == (JobState.DELIVERED, 3_125_000), prompt
            assert harness.stand_in.count(call="result") - before == results, prompt


@pytest.mark.parametrize("sample_s", [1.0, 5.0, 300.0])
async def test_the_bar_and_the_time_left_never_run_backwards(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample_s: float
) -> None:
    """Whatever is learned from other jobs meanwhile."""
    async with open_harness(database, tmp_path, is_running=False) as harness:
        began = harness.clock.now()
        job = make_job(state=JobState.GENERATING, accepted_at=began, changed_at=began)
        model = harness.worker._latency_model
        times = model.distribution(LatencyKey(job.request.model, job.request.duration_s))
        bars: list[int] = []
        left: list[float] = []
        started_s = harness.clock.monotonic()
        for age_s in (times.promised_s * share for share in (0, 0.2, 0.5, 0.8, 0.95, 0.999, 1.001, 2, 3)):
            monkeypatch.setattr(harness.clock, "now", lambda age_s=age_s: began + timedelta(seconds=age_s))
            monkeypatch.setattr(harness.clock, "monotonic", lambda age_s=age_s: started_s + age_s)
            progress = harness.worker.progress(job)
            text = describe_progress(job, progress)
            bars.append(int(text.split("%")[0].split("`")[-1]))
            if progress.remaining_s is not None:
                left.append(progress.remaining_s)
            assert (say("en-US", "card-overdue") in text) == (age_s > times.promised_s)
            model.observe(LatencyKey(job.request.model, job.request.duration_s), Sample(sample_s, sample_s))
        assert bars == sorted(bars)
        assert left == sorted(left, reverse=True)
        assert len(left) == 6
