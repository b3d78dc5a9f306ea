"""DATA_DIR is a cache: whoever wipes it, at whatever moment, loses no video, and nothing is paid twice."""

import asyncio
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.alerts import AlertKind
from bot.domain.jobs import Doubt, Job, JobState, new_job_id
from bot.domain.stories import name_film
from bot.media.film_files import FilmFiles
from bot.media.picture_checks import PreparedPicture
from bot.services.jobs import lifecycle
from bot.services.ports import DeliveryDelayed, DeliveryImpossible, Posted
from bot.storage.core.database import Database
from bot.worker import fetching, scenes, submission
from bot.worker.fetching import Fetching
from sandbox.faults import Fault, FaultKind
from sandbox.segmind import StandIn, StandInOptions
from tests.support.films import make_part
from tests.support.models import IMAGE_MODEL, prepare_picture
from tests.support.pictures import draw_corners, encode
from tests.support.shared_film import show_one_film
from tests.support.worker_harness import RecordingNotifier, WorkerHarness, open_harness, shorten_looking

pytestmark = pytest.mark.usefixtures("film_memory")


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with StandIn(StandInOptions(latency_s=0.4, sigma=0.05, fast_films=True)) as stand_in:
        show_one_film(stand_in)
        yield stand_in


@pytest.fixture(scope="module")
def picture() -> PreparedPicture:
    return prepare_picture(encode(draw_corners(), "PNG"))


def wipe(folder: Path) -> None:
    """Delete everything but the database, as an operator, a container or another machine would."""
    for path in list(folder.iterdir()) if folder.is_dir() else ():
        if not path.name.startswith("veo.db"):
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


#: What keeps a job in each state until its worker is stopped.
HELD: dict[JobState, Fault | None] = {
    JobState.QUEUED: Fault("upload", FaultKind.ERROR, status=503, times=1),
    JobState.UNKNOWN: Fault("submit", FaultKind.DROP_AFTER, times=1),
    JobState.GENERATING: None,
    JobState.FETCHING: Fault("download", FaultKind.ERROR, status=503, times=1),
    JobState.DELIVERING: None,
}


@pytest.mark.parametrize("state", HELD)
async def test_after_a_wipe_in_any_state_another_machine_delivers(
    database: Database,
    tmp_path: Path,
    stand_in: StandIn,
    picture: PreparedPicture,
    state: JobState,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shorten_looking(monkeypatch, 10)
    if (fault := HELD[state]) is not None:
        stand_in.faults.add(fault)
    away = RecordingNotifier(troubles=[DeliveryDelayed("away", 3600.0)])
    async with open_harness(database, tmp_path / "a", stand_in=stand_in, notifier=away) as harness:
        job = await harness.order(model=IMAGE_MODEL, picture=picture)
        await harness.wait(job, state)
    await asyncio.to_thread(wipe, tmp_path / "a")
    notifier = RecordingNotifier()
    async with open_harness(database, tmp_path / "b", stand_in=stand_in, notifier=notifier, speed=10) as harness:
        assert (await harness.wait(job)).state is JobState.DELIVERED
        assert [len(videos) for videos in notifier.delivered.values()] == [1]
        await harness.wait_forgotten()
    assert len(stand_in.accepted) == 1, "fetched again isn't paid again"


async def test_a_disk_that_is_wiped_between_any_two_steps_loses_nothing(
    database: Database, tmp_path: Path, stand_in: StandIn, picture: PreparedPicture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More often than a bad file is downloaded again, since a file that was deleted isn't a bad one."""
    data_dir, steps = tmp_path / "data", Counter[str]()

    async def wipe_after(step: str) -> None:
        steps[step] += 1
        if steps[step] <= 6:
            await asyncio.to_thread(shutil.rmtree, data_dir)

    async with open_harness(database, data_dir, stand_in=stand_in, speed=50) as harness:
        download, check, join = Fetching._download, Fetching._check, scenes.Films.join

        async def download_and_wipe(*args: Any) -> Any:
            done = await download(*args)
            await wipe_after("download")
            return done

        async def check_and_wipe(*args: Any) -> Any:
            done = await check(*args)
            await wipe_after("check")
            return done

        async def wipe_and_join(*args: Any) -> Any:
            if steps["join"] < 3:
                await wipe_after("join")
                raise DeliveryDelayed("wiped", 0.1)
            return await join(*args)

        monkeypatch.setattr(Fetching, "_download", download_and_wipe)
        monkeypatch.setattr(Fetching, "_check", check_and_wipe)
        monkeypatch.setattr(scenes.Films, "join", wipe_and_join)
        job = await harness.order(model=IMAGE_MODEL, picture=picture)
        assert (await harness.wait(job)).state is JobState.DELIVERED
        assert [len(videos) for videos in harness.notifier.delivered.values()] == [1]
    assert len(stand_in.accepted) == 1
    assert min(steps.values()) >= 3


async def test_a_video_that_was_posted_before_the_wipe_is_neither_fetched_nor_posted_again(
    database: Database, tmp_path: Path, stand_in: StandIn
) -> None:
    posted = Posted(message_id=77)
    async with open_harness(database, tmp_path, stand_in=stand_in) as harness:
        # Segmind doesn't have it any more either.
        gone = harness.clock.now() - timedelta(days=30)
        job_id = new_job_id(gone)
        harness.notifier.posted[job_id] = posted
        job = await harness.order(
            id=job_id,
            state=JobState.DELIVERING,
            video_path=f"videos/{job_id}.mp4",
            output_url=f"{stand_in.url}/outputs/gone.mp4",
            completed_at=gone,
        )
        done = await harness.wait(job)
        assert (done.state, done.result_message_id) == (JobState.DELIVERED, 77)
        assert harness.notifier.delivered == {}
    assert not any(entry.call == "download" for entry in stand_in.log)


@pytest.mark.on_both_databases
async def test_send_again_works_after_a_wipe(database: Database, tmp_path: Path, stand_in: StandIn) -> None:
    closed = RecordingNotifier(troubles=[DeliveryImpossible("closed")])
    async with open_harness(database, tmp_path, stand_in=stand_in, notifier=closed) as harness:
        kept = await harness.wait(await harness.order(), JobState.UNDELIVERABLE)
        await asyncio.to_thread(wipe, tmp_path)
        async with database.write() as connection:
            await lifecycle.move(connection, kept, JobState.DELIVERING, at=harness.clock.now())
        harness.worker.wake(kept.id)
        await harness.wait(kept, JobState.DELIVERED)
        assert len(harness.notifier.delivered[kept.id]) == 1
    assert len(stand_in.accepted) == 1


async def order_part(harness: WorkerHarness, parent: Job, picture: PreparedPicture, **changes: Any) -> Job:
    """Order the part after another one, as a process with another disk did: the film so far isn't on this one."""
    return await harness.order(
        model=IMAGE_MODEL,
        picture=picture,
        parent_id=parent.id,
        part=parent.part + 1,
        film_path=FilmFiles(harness.data_dir).name(),
        **changes,
    )


async def test_a_film_grows_on_every_machine_from_wherever_its_parts_are(
    database: Database, tmp_path: Path, stand_in: StandIn, picture: PreparedPicture
) -> None:
    one, two, three = (tmp_path / name for name in "abc")
    async with open_harness(database, one, stand_in=stand_in, speed=5) as harness:
        first = await harness.wait(await harness.order(seed=1))
    async with open_harness(database, two, stand_in=stand_in, speed=5) as harness:
        # The first part is still at Segmind.
        second = await harness.wait(await order_part(harness, first, picture, seed=2))
        [film_of_two] = harness.notifier.films[second.id]
        [part_two] = harness.notifier.delivered[second.id]
    async with open_harness(database, three, stand_in=stand_in, speed=5) as harness:
        # Now only Discord has the film, once it responds.
        harness.archive.films[second.id] = film_of_two
        harness.archive.failures = 1
        third = await harness.wait(await order_part(harness, second, picture, seed=3))
        [film_of_three] = harness.notifier.films[third.id]
        assert len(film_of_three) > len(film_of_two) > len(part_two)
        assert [path.name for path in (three / "films").iterdir()] == [], "nothing is left of it"
    assert len(stand_in.accepted) == 3


async def test_a_part_does_not_wait_for_ever_for_a_place_that_does_not_respond(
    database: Database,
    tmp_path: Path,
    stand_in: StandIn,
    picture: PreparedPicture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scenes, "_UNREACHABLE_TRIES_MAX", 3)
    async with open_harness(database, tmp_path, stand_in=stand_in, speed=20) as harness:
        long_ago = harness.clock.now() - timedelta(days=9)
        parent = await harness.order(
            state=JobState.DELIVERED,
            completed_at=long_ago,
            changed_at=long_ago,
            closed_at=long_ago,
            result_message_id=5,
        )
        harness.archive.failures = 1000
        job = await order_part(harness, parent, picture)
        assert (await harness.wait(job)).state is JobState.DELIVERED
        assert len(harness.notifier.delivered[job.id]) == 1
        assert harness.notifier.films == {}
        # One that has lost a part for good doesn't even wait that long.
        harness.archive.failures = 0
        job = await order_part(harness, parent, picture, seed=2)
        assert (await harness.wait(job)).state is JobState.DELIVERED
        assert harness.notifier.films == {}


async def test_a_disk_that_cannot_be_written_is_not_paid_for_and_keeps_what_is_paid(
    database: Database, tmp_path: Path, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "_RETRY_AGAIN_S", 2.0)
    data_dir = tmp_path / "data"
    async with open_harness(database, data_dir, stand_in=stand_in, speed=20) as harness:
        paid = await harness.order(seed=1)
        await harness.wait(paid, JobState.GENERATING)
        await asyncio.to_thread(shutil.rmtree, data_dir)
        data_dir.write_text("no folder, so nothing can be saved: even root gets an error")
        async with asyncio.timeout(30):
            while not harness.notifier.alerts:
                await asyncio.sleep(0.02)
        [alert] = harness.notifier.alerts
        assert (alert.kind, alert.detail) == (AlertKind.SUBMISSION_PAUSED, str(submission.UNWRITABLE))
        waiting = await harness.order(seed=2)
        async with asyncio.timeout(30):
            while not any(progress.paused == submission.UNWRITABLE for _, progress in harness.notifier.cards):
                await asyncio.sleep(0.02)
        assert (await harness.read(paid)).state is JobState.FETCHING
        assert len(stand_in.accepted) == 1
        data_dir.unlink()
        for job in (paid, waiting):
            assert (await harness.wait(job)).state is JobState.DELIVERED
    assert len(stand_in.accepted) == 2


async def test_a_worker_starts_on_a_disk_that_lets_nothing_be_deleted(
    database: Database, tmp_path: Path, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("bot.worker.delivery.remove_versions", refuse)
    async with open_harness(database, tmp_path, stand_in=stand_in, is_running=False) as harness:
        ended = await harness.order(state=JobState.DELIVERED, video_path="videos/x.mp4", result_message_id=1)
        doubtful = await harness.order(state=JobState.UNKNOWN, doubt=Doubt.NO_ANSWER, seed=3)
    async with open_harness(database, tmp_path, stand_in=stand_in, speed=20) as harness:
        done = await harness.wait(await harness.order(seed=2))
        assert done.state is JobState.DELIVERED
        assert (await harness.read(doubtful)).state is not JobState.DELIVERED
        await harness.wait_closed(ended)


async def test_the_film_of_a_part_whose_own_video_was_wiped_is_made_again(
    database: Database, tmp_path: Path, stand_in: StandIn, picture: PreparedPicture
) -> None:
    away = RecordingNotifier(troubles=[DeliveryDelayed("away", 3600.0)])
    async with open_harness(database, tmp_path, stand_in=stand_in, notifier=away, speed=5) as harness:
        parent = await harness.order(state=JobState.DELIVERED, result_message_id=5)
        harness.archive.videos[parent.id] = make_part(tmp_path / "part.mp4").read_bytes()
        job = await order_part(harness, parent, picture)
        await harness.wait(job, JobState.DELIVERING)
        async with asyncio.timeout(60):
            while away.troubles:
                await asyncio.sleep(0.02)
        assert (tmp_path / "videos" / name_film(job.id)).is_file()
        archive = harness.archive
    await asyncio.to_thread(wipe, tmp_path)
    async with open_harness(database, tmp_path, stand_in=stand_in, speed=5, is_running=False) as harness:
        harness.archive.videos |= archive.videos
        running = asyncio.create_task(harness.worker.run())
        assert (await harness.wait(job)).state is JobState.DELIVERED
        assert len(harness.notifier.films[job.id]) == 1
        await harness.worker.stop()
        await running
    assert len(stand_in.accepted) == 1
