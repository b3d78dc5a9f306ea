"""Start pictures reach Segmind's storage before anything is paid, whatever goes wrong on the way."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.domain.jobs import FailureReason, Job, JobState
from bot.domain.requests import AspectRatio, LastFrame, Mode
from bot.media.picture_checks import PreparedPicture
from bot.services.jobs import lifecycle
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from sandbox.faults import Fault, FaultKind
from sandbox.segmind import StandIn, StandInOptions
from tests.support.models import IMAGE_MODEL, prepare_tiny
from tests.support.pictures import draw_corners, encode
from tests.support.worker_harness import WorkerHarness, open_harness, open_stand_in

SUCCESS = ["queued", "submitting", "generating", "fetching", "delivering", "delivered"]


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    async with Database.open(sqlite_url) as database:
        yield database


@pytest.fixture
async def harness(database: Database, tmp_path: Path) -> AsyncIterator[WorkerHarness]:
    async with open_harness(database, tmp_path, speed=60) as harness:
        yield harness


@pytest.fixture(scope="module")
def picture() -> PreparedPicture:
    return prepare_tiny(encode(draw_corners(), "PNG"))


async def order(harness: WorkerHarness, picture: PreparedPicture, **changes: Any) -> Job:
    """Store a job with its picture as the job service does."""
    return await harness.order(picture=picture, **{"model": IMAGE_MODEL, "prompt": ""} | changes)


async def test_a_picture_is_uploaded_and_then_paid_for(harness: WorkerHarness, picture: PreparedPicture) -> None:
    job = await order(harness, picture, aspect_ratio=AspectRatio.LANDSCAPE)
    done = await harness.wait(job)
    assert (done.state, await harness.steps(job)) == (JobState.DELIVERED, SUCCESS)
    [accepted] = harness.stand_in.accepted
    assert accepted.slug == "veo-2-image2video"
    assert accepted.inputs == {"image": done.image_url, "duration": 5, "aspect_ratio": "16:9", "seed": 42}
    async with aiohttp.ClientSession() as session, session.get(str(done.image_url)) as response:
        assert await response.read() == picture.data
        assert response.content_type == picture.content_type
    assert harness.stand_in.count(call="upload") == 1
    await harness.wait_forgotten()


async def test_a_job_is_not_submitted_while_its_picture_waits(harness: WorkerHarness, picture: PreparedPicture) -> None:
    harness.stand_in.faults.add(Fault("upload", FaultKind.ERROR, status=503, times=3))
    job = await order(harness, picture)
    assert (await harness.wait(job)).state is JobState.DELIVERED
    calls = [entry.call for entry in harness.stand_in.log if entry.call in {"upload", "submit"}]
    assert calls == ["upload"] * 4 + ["submit"]


@pytest.mark.parametrize(
    ("fault", "uploads"),
    [
        (Fault("upload", FaultKind.ERROR, status=400, error="not an image of ours", times=None), 1),
        (Fault("upload", FaultKind.ERROR, status=413, html=True, times=None), 1),
        (Fault("upload", FaultKind.ERROR, status=500, error="not an image of ours", times=None), 7),
        (Fault("upload", FaultKind.GARBAGE, times=None), 7),
    ],
)
async def test_what_cannot_be_uploaded_fails_unpaid_with_the_reason(
    harness: WorkerHarness, picture: PreparedPicture, fault: Fault, uploads: int
) -> None:
    harness.stand_in.faults.add(fault)
    job = await order(harness, picture)
    failed = await harness.wait(job)
    assert (failed.state, failed.failure) == (JobState.FAILED, FailureReason.UPLOAD_FAILED)
    assert failed.failure_detail
    assert fault.error is None or failed.failure_detail == fault.error
    assert harness.stand_in.count(call="upload") == uploads
    assert harness.stand_in.count(call="submit") == 0
    async with asyncio.timeout(30):
        while not harness.notifier.failures:
            await asyncio.sleep(0.01)
    await harness.wait_forgotten()


@pytest.mark.parametrize(
    "fault",
    [
        Fault("upload", FaultKind.ERROR, status=401, error="no such key", times=12),
        Fault("upload", FaultKind.ERROR, status=404, times=9),
        Fault("upload", FaultKind.ERROR, status=429, headers={"Retry-After": "3"}, times=9),
    ],
)
async def test_an_account_problem_and_a_rate_limit_are_waited_for(
    database: Database, tmp_path: Path, picture: PreparedPicture, fault: Fault
) -> None:
    async with open_harness(database, tmp_path, speed=400) as harness:
        harness.stand_in.faults.add(fault)
        job = await order(harness, picture)
        assert (await harness.wait(job)).state is JobState.DELIVERED
        assert harness.stand_in.count(call="upload") == (fault.times or 0) + 1
        told = [progress.paused for shown, progress in harness.notifier.cards if shown.id == job.id and progress.paused]
        assert fault.status == 429 or told, "the card says why nothing happens"


async def test_while_the_storage_is_away_nothing_is_lost(
    database: Database, tmp_path: Path, picture: PreparedPicture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_harness(database, tmp_path, speed=100) as harness:
        away = StandIn(StandInOptions(latency_s=0.2, fast_films=True))
        async with away:
            url = away.url
        client = harness.worker._uploading._client
        there = client._upload_url
        monkeypatch.setattr(client, "_upload_url", f"{url}/upload-asset")
        job = await order(harness, picture)
        await asyncio.sleep(1.0)
        assert (await harness.read(job)).state is JobState.QUEUED
        monkeypatch.setattr(client, "_upload_url", there)
        assert (await harness.wait(job)).state is JobState.DELIVERED


async def test_a_lost_file_fails_the_job_unpaid(harness: WorkerHarness, picture: PreparedPicture) -> None:
    job = await harness.order(model=IMAGE_MODEL, image_path="pictures/gone.jpg")
    without = await harness.order(model=IMAGE_MODEL)
    for one in (job, without):
        failed = await harness.wait(one)
        assert (failed.state, failed.failure) == (JobState.FAILED, FailureReason.UPLOAD_FAILED)
    assert harness.stand_in.accepted == []


async def test_a_job_whose_picture_is_at_segmind_already_needs_no_file(
    harness: WorkerHarness, picture: PreparedPicture
) -> None:
    first = await harness.wait(await order(harness, picture))
    again = await harness.order(model=IMAGE_MODEL, image_url=first.image_url, seed=9)
    assert (await harness.wait(again)).state is JobState.DELIVERED
    assert harness.stand_in.count(call="upload") == 1


async def test_a_job_cancelled_during_its_upload_is_not_paid(
    database: Database, tmp_path: Path, picture: PreparedPicture
) -> None:
    async with open_harness(database, tmp_path) as harness:
        harness.stand_in.faults.add(Fault("upload", FaultKind.SLOW, delay_s=0.5))
        job = await order(harness, picture)
        async with asyncio.timeout(60):
            while harness.stand_in.count(call="upload") == 0 and not harness.worker._uploading.delay_queue._running:
                await asyncio.sleep(0.01)
        async with database.write() as connection:
            await lifecycle.move(connection, job, JobState.CANCELLED, at=harness.clock.now())
        harness.worker.wake(job.id)
        await asyncio.sleep(1.0)
        assert (await harness.read(job)).state is JobState.CANCELLED
        assert harness.stand_in.accepted == []
        await harness.wait_forgotten()


async def test_a_job_cancelled_during_an_upload_that_fails_stays_cancelled_on_its_card(
    harness: WorkerHarness, picture: PreparedPicture, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = harness.worker._uploading._client
    upload = client.upload_image

    async def upload_and_cancel(*arguments: Any) -> str:
        try:
            return await upload(*arguments)
        finally:
            async with harness.database.write() as connection:
                await lifecycle.move(connection, job, JobState.CANCELLED, at=harness.clock.now())
            await harness.worker._pending_jobs.reload(job.id)

    shown: list[Job] = []
    monkeypatch.setattr(harness.worker._uploading, "on_trouble", shown.append)
    monkeypatch.setattr(client, "upload_image", upload_and_cancel)
    harness.stand_in.faults.add(Fault("upload", FaultKind.ERROR, status=503, times=1))
    job = await order(harness, picture)
    assert (await harness.wait(job)).state is JobState.CANCELLED
    await harness.wait_forgotten()
    assert shown == [], "a card that shows it as waiting again is never over"


async def test_a_job_changed_during_its_upload_is_uploaded_again(
    database: Database, tmp_path: Path, picture: PreparedPicture
) -> None:
    async with open_harness(database, tmp_path) as harness:
        harness.stand_in.faults.add(Fault("upload", FaultKind.SLOW, times=1, delay_s=0.5))
        job = await order(harness, picture)
        async with asyncio.timeout(60):
            while harness.stand_in.count(call="upload") == 0 and not harness.worker._uploading.delay_queue._running:
                await asyncio.sleep(0.01)
        async with database.write() as connection:
            await jobs.amend(connection, job, revision=job.revision + 1)
        harness.worker.wake(job.id)
        assert (await harness.wait(job)).state is JobState.DELIVERED
        await harness.wait_forgotten()


async def test_after_a_restart_the_upload_is_made(database: Database, tmp_path: Path, picture: PreparedPicture) -> None:
    async with open_stand_in(StandInOptions(latency_s=0.3)) as stand_in:
        async with open_harness(database, tmp_path, stand_in=stand_in, is_running=False) as stopped:
            job = await order(stopped, picture)
        async with open_harness(database, tmp_path / "other", stand_in=stand_in, speed=20) as harness:
            assert (await harness.wait(job)).state is JobState.DELIVERED
            await harness.wait_forgotten()
        assert len(stand_in.accepted) == 1


async def test_repeating_the_upload_makes_no_second_job(
    database: Database, tmp_path: Path, picture: PreparedPicture
) -> None:
    async with open_harness(database, tmp_path, speed=20) as harness:
        harness.stand_in.faults.add(Fault("upload", FaultKind.DROP_AFTER, times=2))
        job = await order(harness, picture)
        assert (await harness.wait(job)).state is JobState.DELIVERED
        assert harness.stand_in.count(call="upload") == 3
        assert len(harness.stand_in.accepted) == 1


@pytest.fixture(scope="module")
def last_picture() -> PreparedPicture:
    return prepare_tiny(encode(draw_corners((400, 900)), "JPEG"))


async def test_a_last_picture_is_uploaded_too_also_by_another_process_in_between(
    database: Database, tmp_path: Path, picture: PreparedPicture, last_picture: PreparedPicture
) -> None:
    """The first process dies with its disk after the first upload; what is uploaded stays so."""
    both: dict[str, Any] = {"picture": picture, "last_picture": last_picture}
    async with open_stand_in(StandInOptions(latency_s=0.3)) as stand_in:
        async with open_harness(database, tmp_path / "a", stand_in=stand_in) as first:
            stand_in.faults.add(Fault("upload", FaultKind.ERROR, status=503, times=1, skip=1))
            job = await first.order(**both, model="veo-3.1-lite", mode=Mode.IMAGE, seed=0, duration_s=8)
            async with asyncio.timeout(60):
                while (await first.read(job)).image_url is None or stand_in.count(call="upload") < 2:
                    await asyncio.sleep(0.01)
        assert (await first.read(job)).last_image_url is None
        assert stand_in.accepted == []
        async with open_harness(database, tmp_path / "b", stand_in=stand_in, speed=20) as second:
            done = await second.wait(job)
            assert done.state is JobState.DELIVERED
            await second.wait_forgotten()
        assert stand_in.count(call="upload") == 3
        [accepted] = stand_in.accepted
        assert (accepted.inputs["image"], accepted.inputs["last_frame"]) == (done.image_url, done.last_image_url)
        async with aiohttp.ClientSession() as session, session.get(str(done.last_image_url)) as response:
            assert await response.read() == last_picture.data


async def test_a_lost_last_picture_fails_the_job_unpaid(harness: WorkerHarness, picture: PreparedPicture) -> None:
    values: dict[str, Any] = {"model": "veo-3.1-lite", "mode": Mode.IMAGE, "seed": 0, "duration_s": 8}
    job = await harness.order(
        picture=picture, last_image_path="pictures/gone.jpg", last_frame=LastFrame.PICTURE, **values
    )
    failed = await harness.wait(job)
    assert (failed.state, failed.failure) == (JobState.FAILED, FailureReason.UPLOAD_FAILED)
    assert harness.stand_in.accepted == []
