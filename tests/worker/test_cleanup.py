"""Old records go, however many there are."""

import os
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.domain.clock import Clock
from bot.domain.improvements import ImprovementState
from bot.domain.jobs import Job, JobState
from bot.domain.uploads import PICTURE_MAX_BYTES
from bot.media.picture_checks import PreparedPicture
from bot.services.jobs.access import JobActor
from bot.services.jobs.deletion import Deletions
from bot.services.jobs.pictures import JobPictures
from bot.services.ports import DeliveryDelayed, DeliveryError, DeliveryImpossible
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.storage.money import improvements
from bot.storage.money.window_totals import read_totals
from bot.worker.cleanup import Cleanup, DiskCleanup, Retention
from tests.support.jobs import make_job, store_job
from tests.support.models import IMAGE_MODEL, prepare_picture
from tests.support.money import make_call
from tests.support.pictures import draw_corners, encode
from tests.support.worker_harness import RecordingNotifier, WorkerHarness, open_harness


async def test_all_old_texts_are_forgotten_though_only_a_few_at_a_time(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(improvements, "_CHUNK", 2)
    old = datetime.now(UTC) - timedelta(days=2)
    calls = [make_call(old, state=ImprovementState.USELESS) for _ in range(5)]
    async with Database.open(sqlite_url) as database:
        async with database.write() as connection:
            totals = await connection.run_sync(read_totals, 1, None, old)
            for one in calls:
                await connection.run_sync(improvements.insert_call, one, totals)
        await Cleanup(database, Clock(), Retention()).tidy()
        async with database.read() as connection:
            kept = [await connection.run_sync(improvements.read_call, one.id) for one in calls]
    assert [one.prompt for one in kept if one is not None] == [""] * 5


@pytest.fixture
async def harness(database: Database, tmp_path: Path) -> AsyncIterator[WorkerHarness]:
    async with open_harness(database, tmp_path, is_running=False, speed=20) as harness:
        yield harness


@pytest.fixture
def cleanup(harness: WorkerHarness) -> DiskCleanup:
    return DiskCleanup(harness.database, harness.data_dir, harness.clock, timedelta(days=7))


@pytest.fixture(scope="module")
def picture() -> PreparedPicture:
    return prepare_picture(encode(draw_corners(), "PNG"))


async def store(database: Database, **changes: object) -> Job:
    """Store a job as it is."""
    job = make_job(**changes)
    async with database.write() as connection:
        await store_job(connection, job)
    return job


def age(path: Path) -> None:
    os.utime(path, (time.time() - 7200,) * 2)


async def test_videos_go_when_their_time_is_over_and_pending_ones_stay(
    harness: WorkerHarness, cleanup: DiskCleanup
) -> None:
    now = harness.clock.now()
    folder = harness.data_dir / "videos"
    folder.mkdir()
    old, young = now - timedelta(days=8), now - timedelta(days=6)
    states = {
        "old": await store(harness.database, state=JobState.DELIVERED, changed_at=old, closed_at=old),
        "young": await store(harness.database, state=JobState.UNDELIVERABLE, changed_at=young, closed_at=young),
        "pending": await store(harness.database, state=JobState.DELIVERING, changed_at=old),
    }
    for job in states.values():
        for name in (f"{job.id}.mp4", f"{job.id}.9000.mp4", f"{job.id}.mp4.part"):
            (folder / name).write_bytes(b"x")
            os.utime(folder / name, (time.time() - 7200,) * 2)
    (folder / "nobody.mp4").write_bytes(b"x")
    os.utime(folder / "nobody.mp4", (time.time() - 7200,) * 2)
    (folder / f"{states['young'].id}.1.mp4").write_bytes(b"just being posted")
    assert await cleanup.tidy() == 6
    kept = {path.name for path in folder.iterdir()}
    assert kept == {
        *(f"{states['pending'].id}{ending}" for ending in (".mp4", ".9000.mp4", ".mp4.part")),
        *(f"{states['young'].id}{ending}" for ending in (".mp4", ".1.mp4")),
    }
    assert await cleanup.tidy() == 0


@pytest.mark.on_both_databases
async def test_files_of_earlier_versions_are_taken_over_until_their_jobs_are_closed(
    harness: WorkerHarness, cleanup: DiskCleanup
) -> None:
    folder = harness.data_dir / "pictures"
    folder.mkdir()
    now = harness.clock.now()
    pending = await store(harness.database, image_path="pictures/pending.jpg")
    untold = await store(harness.database, state=JobState.FAILED, image_path="pictures/untold.jpg")
    await store(harness.database, state=JobState.DELIVERED, image_path="pictures/ended.jpg", closed_at=now)
    huge = await store(harness.database, image_path="pictures/huge.jpg")
    lost = await store(harness.database, image_path="pictures/lost.jpg")
    for name in ("pending.jpg", "ended.jpg", "untold.jpg", "nobody.jpg", "nobody.partial", "young.jpg", "huge.jpg"):
        (folder / name).write_bytes(name.encode() if name != "huge.jpg" else bytes(PICTURE_MAX_BYTES + 1))
        if name != "young.jpg":
            age(folder / name)
    for number in (3, 0):
        assert await cleanup.tidy() == number
    assert {path.name for path in folder.iterdir()} == {"pending.jpg", "untold.jpg", "young.jpg", "huge.jpg"}
    assert sorted(await harness.kept_pictures()) == sorted([pending.id, untold.id])
    elsewhere = JobPictures(harness.database, harness.data_dir / "of another process")
    read = [(await elsewhere.read(job)).first for job in (pending, untold, huge, lost)]
    assert read == [b"pending.jpg", b"untold.jpg", None, None]


async def test_a_picture_of_an_earlier_version_is_uploaded_even_before_it_is_taken_over(
    database: Database, tmp_path: Path, picture: PreparedPicture
) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "old.png").write_bytes(picture.data)
    async with open_harness(database, tmp_path, speed=20) as harness:
        job = await harness.order(model=IMAGE_MODEL, image_path="pictures/old.png")
        assert (await harness.wait(job)).state is JobState.DELIVERED
        assert harness.stand_in.count(call="upload") == 1


async def begin(harness: WorkerHarness, job: Job) -> Job:
    """Begin a deletion as another process does, of which this worker hears nothing."""
    deletions = Deletions(harness.database, harness.clock, harness.data_dir)
    return (await deletions.begin(job, JobActor(user_id=job.user_id)))[0]


@pytest.mark.parametrize("trouble", [None, DeliveryDelayed("away", 0.1), DeliveryImpossible("never")])
async def test_the_next_worker_ends_what_was_begun(
    database: Database, tmp_path: Path, trouble: DeliveryError | None
) -> None:
    async with open_harness(database, tmp_path) as harness:
        job = await harness.order(prompt="a secret panda")
        await harness.wait(job)
        job = await harness.wait_closed(job)
    async with open_harness(database, tmp_path, is_running=False) as idle:
        begun = await begin(idle, job)
        assert (begun.closed_at, begun.request.prompt) == (None, "")
        async with database.read() as connection:
            assert await jobs.get_payload(connection, job.id) is None
    notifier = RecordingNotifier(erase_troubles=[] if trouble is None else [trouble])
    async with open_harness(database, tmp_path, notifier=notifier) as harness:
        ended = await harness.wait_closed(job)
        assert ended.state is JobState.DELIVERED
        assert [one.id for one in notifier.erased] == ([] if isinstance(trouble, DeliveryImpossible) else [job.id])
        assert notifier.cards == [], "nothing of it is shown any more"
        assert list((tmp_path / "videos").iterdir()) == []


@pytest.mark.on_both_databases
async def test_a_running_worker_finds_what_another_process_began(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path) as harness:
        job = await harness.order()
        await harness.wait(job)
        await begin(harness, await harness.wait_closed(job))
        await harness.wait_closed(job)
        assert [one.id for one in harness.notifier.erased] == [job.id]


@pytest.mark.on_both_databases
async def test_who_saw_the_job_before_does_not_close_the_deletion(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, is_running=False) as harness:
        job = await harness.order(state=JobState.DELIVERED, result_message_id=1)
        await begin(harness, job)
        async with database.write() as connection:
            with pytest.raises(jobs.StaleJob):
                await jobs.amend(connection, job, closed_at=harness.clock.now())
        with pytest.raises(jobs.StaleJob):
            async with database.write() as connection:
                await jobs.erase(connection, replace(job, deleted_at=None), at=harness.clock.now())
        async with database.read() as connection:
            assert [one.id for one in await jobs.list_deletions(connection)] == [job.id]
            assert (await connection.execute(text("SELECT count(*) FROM ledger"))).scalar_one() > 0
