"""A part is posted together with the film of all parts, whatever dies or fails on the way; at worst without it."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.jobs import Job, JobState, new_job_id
from bot.domain.stories import name_film
from bot.media.ffmpeg import FfmpegStopped
from bot.media.film_files import FilmFiles
from bot.media.picture_checks import PreparedPicture
from bot.media.videos import join_videos, read_video
from bot.services.jobs import lifecycle
from bot.services.ports import DeliveryDelayed, DeliveryImpossible
from bot.storage.core.database import Database
from bot.worker import scenes
from bot.worker.cleanup import DiskCleanup
from sandbox.faults import Fault, FaultKind
from sandbox.segmind import StandInOptions
from tests.support.films import RATE, left_films, list_names, make_part
from tests.support.models import IMAGE_MODEL, prepare_tiny
from tests.support.pictures import draw_corners, encode
from tests.support.videos import measure_loudness, read_numbers
from tests.support.worker_harness import WorkerHarness, open_harness, open_stand_in

pytestmark = pytest.mark.usefixtures("film_memory")


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    async with Database.open(sqlite_url) as database:
        yield database


@pytest.fixture
async def harness(database: Database, tmp_path: Path) -> AsyncIterator[WorkerHarness]:
    async with open_harness(database, tmp_path, speed=20) as harness:
        yield harness


@pytest.fixture(scope="module")
def picture() -> PreparedPicture:
    return prepare_tiny(encode(draw_corners(), "PNG"))


async def order(harness: WorkerHarness, picture: PreparedPicture, *, has_film: bool = True, **changes: Any) -> Job:
    """Store a second part as the job service does: the files first."""
    job_id = new_job_id(harness.clock.now())
    files = FilmFiles(harness.data_dir)
    film_path = files.name()
    if has_film:
        files.keep(make_part(harness.data_dir / "before.mp4"), film_path)
    values: dict[str, Any] = {
        "id": job_id,
        "model": IMAGE_MODEL,
        "parent_id": "0123456789abcdef",
        "part": 2,
        "film_path": film_path,
    }
    return await harness.order(picture=picture, **values | changes)


def make_deliverable(harness: WorkerHarness, job_id: str) -> dict[str, Any]:
    """The values of a job whose video has just come onto the disk."""
    folder = harness.data_dir / "videos"
    folder.mkdir(exist_ok=True)
    make_part(folder / f"{job_id}.mp4", number=2)
    return {"id": job_id, "state": JobState.DELIVERING, "video_path": f"videos/{job_id}.mp4"}


async def check_film(harness: WorkerHarness, job: Job) -> None:
    """The film that was posted plays through, and has all of both parts."""
    [data] = harness.notifier.films[job.id]
    posted = harness.data_dir / "posted.mp4"
    await asyncio.to_thread(posted.write_bytes, data)
    info = await read_video(posted)
    assert info.frame_count == 2 * 5 * RATE
    assert abs(info.duration_s - 10) < 0.1
    assert read_numbers(posted) == [round(level / 4) for level in range(2 * 5 * RATE)]


async def test_a_part_comes_with_the_film_and_nothing_is_left(harness: WorkerHarness, picture: PreparedPicture) -> None:
    job = await order(harness, picture)
    done = await harness.wait(job)
    assert done.state is JobState.DELIVERED
    assert len(harness.notifier.delivered[job.id]) == len(harness.notifier.films[job.id]) == 1
    film = harness.data_dir / "videos" / name_film(job.id)
    info = await read_video(film)
    assert abs(info.duration_s - 10) < 0.1, "made alike or not, both are in it whole"
    async with asyncio.timeout(60):
        while left_films(harness.data_dir):
            await asyncio.sleep(0.02)
    assert list_names(film.parent) == sorted([film.name, f"{job.id}.mp4"])


async def test_a_part_with_sound_after_a_silent_one_is_heard_in_the_film(
    harness: WorkerHarness, picture: PreparedPicture
) -> None:
    job = await order(harness, picture, model="veo-3.1-fast", duration_s=4, resolution="720p", has_sound=True)
    done = await harness.wait(job)
    assert done.state is JobState.DELIVERED
    film = harness.data_dir / "videos" / name_film(job.id)
    assert measure_loudness(film, length_s=4.5) < 0.001
    assert measure_loudness(film, start_s=5) > 0.05


@pytest.mark.parametrize("left", ["nothing", "half a film", "the film"])
async def test_after_a_restart_the_film_is_joined_once_more_or_taken(
    database: Database, tmp_path: Path, picture: PreparedPicture, left: str
) -> None:
    async with open_stand_in(StandInOptions(latency_s=0.3)) as stand_in:
        async with open_harness(database, tmp_path, stand_in=stand_in, is_running=False) as killed:
            job_id = new_job_id(killed.clock.now())
            job = await order(killed, picture, **make_deliverable(killed, job_id))
            film = tmp_path / "videos" / name_film(job.id)
            if left == "half a film":
                workplace = film.with_name(f"{film.name}.abc.part")
                workplace.mkdir()
                (workplace / "joined.mp4").write_bytes(b"cut off")
            elif left == "the film":
                film.write_bytes(b"whole, since it appears only when it is")
        async with open_harness(database, tmp_path, stand_in=stand_in, speed=20) as harness:
            assert (await harness.wait(job)).state is JobState.DELIVERED
            if left == "the film":
                assert harness.notifier.films[job.id] == [b"whole, since it appears only when it is"]
            else:
                await check_film(harness, job)
        assert left_films(tmp_path) == []
        assert list_names(film.parent) == sorted([film.name, f"{job.id}.mp4"])


@pytest.mark.parametrize("what", ["gone", "damaged"])
async def test_a_film_that_cannot_be_joined_does_not_keep_the_part_back(
    harness: WorkerHarness, picture: PreparedPicture, what: str
) -> None:
    job_id = new_job_id(harness.clock.now())
    values = make_deliverable(harness, job_id)
    if what == "damaged":
        film_path = FilmFiles(harness.data_dir).name()
        broken = harness.data_dir / film_path
        broken.parent.mkdir(exist_ok=True)
        broken.write_bytes(b"no film")
        values["film_path"] = film_path
    job = await order(harness, picture, has_film=False, **values)
    assert (await harness.wait(job)).state is JobState.DELIVERED
    assert len(harness.notifier.delivered[job.id]) == 1
    assert harness.notifier.films == {}


@pytest.mark.parametrize("failures", [2, 99])
async def test_what_passes_is_waited_for_but_not_for_ever(
    harness: WorkerHarness, picture: PreparedPicture, monkeypatch: pytest.MonkeyPatch, failures: int
) -> None:
    tries = 0

    async def join(parts: list[Path], target: Path) -> object:
        nonlocal tries
        tries += 1
        if tries <= failures:
            raise FfmpegStopped("no memory")
        return await join_videos(parts, target)

    monkeypatch.setattr(scenes, "join_videos", join)
    job_id = new_job_id(harness.clock.now())
    job = await order(harness, picture, **make_deliverable(harness, job_id))
    assert (await harness.wait(job)).state is JobState.DELIVERED
    assert tries == 3
    assert len(harness.notifier.delivered[job.id]) == 1
    assert (job.id in harness.notifier.films) is (failures == 2)


async def test_a_delayed_delivery_joins_once_and_what_is_undeliverable_keeps_its_film(
    harness: WorkerHarness, picture: PreparedPicture
) -> None:
    harness.notifier.troubles += [DeliveryDelayed("away", 1.0), DeliveryImpossible("closed")]
    job_id = new_job_id(harness.clock.now())
    job = await order(harness, picture, **make_deliverable(harness, job_id))
    kept = await harness.wait(job)
    assert kept.state is JobState.UNDELIVERABLE
    film = harness.data_dir / "videos" / name_film(job.id)
    assert film.is_file()
    async with harness.database.write() as connection:
        await lifecycle.move(connection, kept, JobState.DELIVERING, at=harness.clock.now())
    harness.worker.wake(job.id)
    assert (await harness.wait(job, JobState.DELIVERED)).state is JobState.DELIVERED
    await check_film(harness, job)


@pytest.mark.parametrize("end", ["failed", "cancelled"])
async def test_a_job_that_ends_otherwise_leaves_no_film(
    database: Database, tmp_path: Path, picture: PreparedPicture, end: str
) -> None:
    async with open_harness(database, tmp_path, speed=20) as harness:
        if end == "failed":
            harness.stand_in.faults.add(Fault("upload", FaultKind.ERROR, status=413, error="too odd"))
            job = await order(harness, picture)
        else:
            later = harness.clock.now() + timedelta(hours=1)
            job = await order(harness, picture, not_before_at=later, image_url="https://segmind.example/a.jpg")
            assert len(left_films(tmp_path)) == 1
            async with database.write() as connection:
                await lifecycle.move(connection, job, JobState.CANCELLED, at=harness.clock.now())
            harness.worker.wake(job.id)
        assert (await harness.wait(job)).state.value == end
        async with asyncio.timeout(60):
            while left_films(tmp_path):
                await asyncio.sleep(0.02)


async def test_what_a_crash_left_behind_goes_at_the_next_start(
    database: Database, tmp_path: Path, picture: PreparedPicture
) -> None:
    async with open_stand_in(StandInOptions(latency_s=3600)) as stand_in:
        async with open_harness(database, tmp_path, stand_in=stand_in, is_running=False) as killed:
            job = await order(killed, picture)
            folder = tmp_path / "films"
            lost, cut, work, new = (folder / name for name in ("a.mp4", "b.part", "tmpabc.part", "new.mp4"))
            for path in (lost, cut, new):
                path.write_bytes(b"film")
            work.mkdir()
            (work / "part.mp4").write_bytes(b"part")
        moment = time.time()
        with pytest.MonkeyPatch.context() as patch:
            age = dict.fromkeys((lost, cut, work, tmp_path / (job.film_path or "")), moment - 3600)
            patch.setattr("bot.media.film_files._age_s", lambda path: moment - age.get(path, moment))
            async with open_harness(database, tmp_path, stand_in=stand_in, speed=20) as harness:
                await harness.wait(job, JobState.GENERATING)
                assert await DiskCleanup(database, tmp_path, harness.clock, timedelta(days=7)).tidy() == 3
        assert left_films(tmp_path) == sorted([new.name, Path(job.film_path or "").name])


async def test_the_janitor_keeps_films_as_long_as_videos(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, is_running=False) as harness:
        folder = tmp_path / "videos"
        folder.mkdir()
        now = harness.clock.now()
        old = await harness.order(state=JobState.DELIVERED, changed_at=now - timedelta(days=8))
        new = await harness.order(state=JobState.DELIVERED)
        posting = await harness.order(state=JobState.DELIVERING)
        names = [name for job in (old, new, posting) for name in (f"{job.id}.mp4", name_film(job.id))]
        names += [f"{new.id}-film.9000.mp4", f"{posting.id}-film.9000.mp4", "0123456789abcdef-film.mp4"]
        for name in names:
            (folder / name).write_bytes(b"film")
            os.utime(folder / name, (time.time() - 7200,) * 2)
        await DiskCleanup(database, tmp_path, harness.clock, timedelta(days=7)).tidy()
        expected = [f"{posting.id}-film.9000.mp4"]
        expected += [name for job in (new, posting) for name in (f"{job.id}.mp4", name_film(job.id))]
        assert list_names(folder) == sorted(expected)
