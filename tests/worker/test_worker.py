"""The worker takes jobs to their end, against a real HTTP server that behaves like Segmind."""

import asyncio
import itertools
import socket
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
from sandbox.segmind import StandIn, StandInOptions
from tests.support import shared_film
from tests.support.jobs import make_job
from tests.support.worker_harness import WorkerHarness, open_harness, shorten_looking

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


async def test_every_slug_price_and_shape_of_the_request_is_sent(harness: WorkerHarness) -> None:
    job = await harness.order(duration_s=8, aspect_ratio="9:16", seed=2**31 - 1)
    done = await harness.wait(job)
    assert done.cost_micros == 5_000_000
    assert harness.stand_in.accepted[0].inputs["duration"] == "8"
    assert harness.stand_in.accepted[0].inputs["aspect_ratio"] == "9:16"


async def test_many_jobs_are_each_paid_and_delivered_once(harness: WorkerHarness) -> None:
    orders = [await harness.order(user_id=100 + i % 5, seed=i) for i in range(20)]
    for job in orders:
        assert (await harness.wait(job)).state is JobState.DELIVERED
    assert sorted(accepted.inputs["seed"] for accepted in harness.stand_in.accepted) == list(range(20))
    assert all(len(harness.notifier.delivered[job.id]) == 1 for job in orders)


async def test_a_held_job_waits_for_its_time(harness: WorkerHarness) -> None:
    job = await harness.order(not_before_at=harness.clock.now() + timedelta(seconds=0.6))
    await asyncio.sleep(0.3)
    assert harness.stand_in.accepted == []
    assert (await harness.wait(job)).state is JobState.DELIVERED


@pytest.mark.parametrize(
    ("fault", "reason", "said"),
    [
        (Fault("submit", FaultKind.ERROR, status=400, error="prompt is too odd"), FailureReason.REJECTED, "odd"),
        (Fault("submit", FaultKind.RAI), FailureReason.CONTENT_BLOCKED, ""),
        (Fault("submit", FaultKind.FAIL), FailureReason.GENERATION_FAILED, ""),
    ],
)
async def test_a_failed_job_is_told_with_the_reason(
    harness: WorkerHarness, fault: Fault, reason: FailureReason, said: str
) -> None:
    harness.stand_in.faults.add(fault)
    job = await harness.order()
    failed = await harness.wait(job)
    assert (failed.state, failed.failure) == (JobState.FAILED, reason)
    assert said in (failed.failure_detail or "")
    async with asyncio.timeout(30):
        while not harness.notifier.failures:
            await asyncio.sleep(0.01)
    assert [told.id for told in harness.notifier.failures] == [job.id]
    assert harness.notifier.delivered == {}


@pytest.mark.parametrize("kind", [FaultKind.DROP_AFTER, FaultKind.TRUNCATED, FaultKind.GARBAGE])
async def test_a_lost_answer_is_looked_up_and_never_paid_twice(
    database: Database, tmp_path: Path, kind: FaultKind
) -> None:
    async with open_harness(database, tmp_path, speed=20) as harness:
        harness.stand_in.faults.add(Fault("submit", kind))
        job = await harness.order()
        done = await harness.wait(job)
        assert done.state is JobState.DELIVERED
        assert "unknown" in await harness.steps(job)
        assert len(harness.stand_in.accepted) == 1
        assert done.attempts == 1


async def test_a_dropped_connection_before_acceptance_is_never_sent_again_by_itself(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shorten_looking(monkeypatch, 10)
    async with open_harness(database, tmp_path, speed=60) as harness:
        harness.stand_in.faults.add(Fault("submit", FaultKind.DROP))
        job = await harness.order()
        failed = await harness.wait(job)
        assert (failed.state, failed.failure) == (JobState.FAILED, FailureReason.SUBMISSION_LOST)
        assert harness.stand_in.accepted == []
        assert harness.stand_in.count(call="submit") == 0 or failed.attempts == 1
        submitted_for = failed.changed_at - (failed.submitted_at or failed.changed_at)
        assert submitted_for >= timedelta(minutes=15) / 10


async def test_two_lost_answers_with_the_same_inputs_are_two_jobs(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, speed=50) as harness:
        harness.stand_in.faults.add(Fault("submit", FaultKind.DROP_AFTER, times=2))
        first = await harness.order(seed=5, user_id=1)
        second = await harness.order(seed=5, user_id=2)
        done = [await harness.wait(first), await harness.wait(second)]
        assert [job.state for job in done] == [JobState.DELIVERED] * 2
        assert {job.request_id for job in done} == {one.request_id for one in harness.stand_in.accepted}


@pytest.mark.parametrize(("status", "error"), [(401, "bad key"), (403, "no"), (406, "Not enough credits")])
async def test_an_account_problem_pauses_and_goes_on_by_itself(
    database: Database, tmp_path: Path, status: int, error: str
) -> None:
    async with open_harness(database, tmp_path, speed=100) as harness:
        harness.stand_in.faults.add(Fault("submit", FaultKind.ERROR, status=status, error=error, times=3))
        jobs = [await harness.order(seed=i) for i in range(3)]
        done = [await harness.wait(job) for job in jobs]
        assert [job.state for job in done] == [JobState.DELIVERED] * 3
        assert len(harness.stand_in.accepted) == 3
        assert any(progress.paused for _, progress in harness.notifier.cards)


async def test_while_segmind_is_away_nothing_is_lost(database: Database, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    async with open_harness(database, tmp_path, speed=50, api_url=f"http://127.0.0.1:{port}") as harness:
        job = await harness.order()
        await asyncio.sleep(0.5)
        assert (await harness.read(job)).state is JobState.QUEUED
        async with StandIn(StandInOptions(latency_s=0.2, port=port, fast_films=True)) as back:
            assert (await harness.wait(job)).state is JobState.DELIVERED
            assert len(back.accepted) == 1


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


@pytest.mark.parametrize("call", ["status", "result"])
@pytest.mark.parametrize("kind", [FaultKind.ERROR, FaultKind.DROP, FaultKind.TRUNCATED, FaultKind.GARBAGE])
async def test_faults_while_watching_are_repeated(
    database: Database, tmp_path: Path, call: str, kind: FaultKind
) -> None:
    async with open_harness(database, tmp_path, speed=20) as harness:
        harness.stand_in.faults.add(Fault(call, kind, times=2))  # type: ignore[arg-type]
        job = await harness.order()
        assert (await harness.wait(job)).state is JobState.DELIVERED
        assert len(harness.stand_in.accepted) == 1


async def test_an_expired_job_is_recovered_through_the_history(database: Database, tmp_path: Path) -> None:
    options = StandInOptions(latency_s=0.2, expiry_s=0)
    async with open_harness(database, tmp_path, options=options, speed=50) as harness:
        job = await harness.order()
        assert (await harness.wait(job)).state is JobState.DELIVERED
        assert harness.stand_in.count(call="history_item") >= 1


@pytest.mark.parametrize(
    "kind", [FaultKind.ERROR, FaultKind.DROP, FaultKind.TRUNCATED, FaultKind.NOT_VIDEO, FaultKind.HUGE]
)
async def test_a_bad_download_is_fetched_again(database: Database, tmp_path: Path, kind: FaultKind) -> None:
    async with open_harness(database, tmp_path, speed=20) as harness:
        harness.stand_in.faults.add(Fault("download", kind, size_bytes=300_000_000))
        job = await harness.order()
        assert (await harness.wait(job)).state is JobState.DELIVERED
        assert list((tmp_path / "videos").iterdir()) == [tmp_path / "videos" / f"{job.id}.mp4"]


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


@pytest.mark.parametrize(
    ("kinds", "results"),
    [
        ([FaultKind.OUTPUT_LIST], 0),
        ([FaultKind.VIDEO_KEY], 0),
        ([FaultKind.OUTPUT_LIST, FaultKind.NO_METRICS], 1),
        ([], 1),
    ],
    ids=["output", "video", "output without a cost", "no output"],
)
async def test_a_status_that_says_all_saves_the_result(
    database: Database, tmp_path: Path, kinds: list[FaultKind], results: int
) -> None:
    async with open_harness(database, tmp_path, speed=20) as harness:
        for kind in kinds:
            harness.stand_in.faults.add(Fault("status", kind, times=None))
        job = await harness.order()
        done = await harness.wait(job)
        assert (done.state, done.cost_micros) == (JobState.DELIVERED, 3_125_000)
        assert harness.stand_in.count(call="result") == results


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
