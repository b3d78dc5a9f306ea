"""Whatever plays is delivered, with a word about what differs: real files, real sockets, the worker's own step."""

import asyncio
import dataclasses
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.alerts import AlertKind
from bot.domain.clock import Clock
from bot.domain.jobs import FailureReason, Job, JobState, new_job_id
from bot.domain.requests import AspectRatio
from bot.media.videos import read_video
from bot.segmind.client import SegmindClient
from bot.sentences import FALLBACK, say
from bot.services.ports import DeliveryDelayed, DeliveryImpossible
from bot.storage.core.database import Database
from bot.storage.jobs import alerts, jobs
from bot.worker.fetching import _BAD_FILES_MAX, _SHORT_FILES_MAX, Fetching
from bot.worker.pending_jobs import PendingJobs
from bot.worker.reconciliation import Reconciliation
from tests.support.jobs import make_job, store_job
from tests.support.models import CATALOGUE
from tests.support.ports import pick_port
from tests.support.videos import make_video

QUICK = ("-deadline", "realtime", "-cpu-used", "8")


@dataclass
class Host:
    """Serves one file, with whatever headers."""

    bodies: list[bytes]
    headers: list[str] = field(default_factory=lambda: ["Content-Type: video/mp4"])
    #: How much more, or less, is announced than there is; None: nothing is.
    announced: int | None = 0
    url: str = ""
    served: int = 0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        body = self.bodies[min(self.served, len(self.bodies) - 1)]
        self.served += 1
        length = [] if self.announced is None else [f"Content-Length: {len(body) + self.announced}"]
        head = "\r\n".join(["HTTP/1.1 200 OK", "Connection: close", *self.headers, *length])
        writer.write(f"{head}\r\n\r\n".encode() + body)
        writer.close()


@asynccontextmanager
async def serve(*bodies: bytes) -> AsyncIterator[Host]:
    host = Host(list(bodies))
    server = await asyncio.start_server(host.answer, "127.0.0.1")
    host.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/output"
    async with server:
        yield host


@dataclass
class Stage:
    """A job whose video is to be fetched."""

    fetching: Fetching
    database: Database
    data_dir: Path

    async def start(self, url: str, **changes: object) -> Job:
        now = Clock().now()
        values = {"id": new_job_id(now), "state": JobState.FETCHING, "created_at": now, "changed_at": now}
        job = make_job(**values | {"output_url": url, "completed_at": now} | changes)
        async with self.database.write() as connection:
            await store_job(connection, job)
        return job

    async def fetch(self, job: Job) -> tuple[Job, int]:
        """Fetch until that is settled; gives the job and how many tries that took."""
        for tries in range(1, 30):
            if await self.fetching.fetch(job) is None:
                async with self.database.read() as connection:
                    stored = await jobs.get_job(connection, job.id)
                assert stored is not None
                return stored, tries
        raise AssertionError("never settled")

    async def differences(self) -> list[str]:
        """What operators are told."""
        async with self.database.read() as connection:
            unsent = await alerts.list_unsent(connection)
        return [alert.detail for alert in unsent if alert.kind is AlertKind.VIDEO_DIFFERS]


@pytest.fixture
async def stage(tmp_path: Path, sqlite_url: str) -> AsyncIterator[Stage]:
    nowhere = f"http://127.0.0.1:{pick_port()}"
    async with (
        Database.open(sqlite_url) as database,
        SegmindClient(
            api_url=nowhere, storage_url=nowhere, history_url=nowhere, api_key="key-for-tests", allow_private_urls=True
        ) as client,
    ):
        pending_jobs = PendingJobs(database, Clock())
        reconciliation = Reconciliation(pending_jobs, client, database, Clock(), CATALOGUE)
        yield Stage(Fetching(pending_jobs, client, reconciliation, tmp_path, Clock()), database, tmp_path)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What was asked for: five seconds."""
    return make_video(tmp_path_factory.mktemp("film") / "film.mp4", duration_s=5, rate="8").read_bytes()


async def test_what_was_asked_for_is_no_difference(stage: Stage, film: bytes) -> None:
    async with serve(film) as host:
        job, tries = await stage.fetch(await stage.start(host.url))
    assert (job.state, tries) == (JobState.DELIVERING, 1)
    assert await stage.differences() == []


async def test_a_longer_video_in_another_shape_is_taken_at_once(stage: Stage, tmp_path: Path) -> None:
    video = make_video(tmp_path / "video.mp4", duration_s=8, rate="8")
    async with serve(video.read_bytes()) as host:
        job, tries = await stage.fetch(await stage.start(host.url, aspect_ratio=AspectRatio.PORTRAIT))
    assert (job.state, tries) == (JobState.DELIVERING, 1)
    length = say(FALLBACK, "differs-length", seconds=8.0, asked=5)
    shape = say(FALLBACK, "differs-shape", size="160 × 90", asked="9:16")
    assert await stage.differences() == [f"{length} {shape}"]


async def test_a_shorter_video_is_fetched_again_and_taken_if_that_is_all(stage: Stage, tmp_path: Path) -> None:
    short = make_video(tmp_path / "video.mp4", duration_s=2, rate="8").read_bytes()
    async with serve(short) as host:
        job, tries = await stage.fetch(await stage.start(host.url))
    assert (job.state, tries) == (JobState.DELIVERING, 2)
    assert await stage.differences() == [say(FALLBACK, "differs-length", seconds=2.0, asked=5)]


async def test_a_shorter_video_gives_way_to_the_whole_one(stage: Stage, tmp_path: Path, film: bytes) -> None:
    short = make_video(tmp_path / "video.mp4", duration_s=2, rate="8").read_bytes()
    async with serve(short, film) as host:
        job, tries = await stage.fetch(await stage.start(host.url))
    assert (job.state, tries) == (JobState.DELIVERING, 2)
    assert await stage.differences() == []


@pytest.mark.parametrize(
    ("name", "codec", "options"), [("a.webm", "libvpx", QUICK), ("a.mkv", "libvpx-vp9", QUICK), ("a.mov", "prores", ())]
)
async def test_another_kind_of_file_is_a_video(
    stage: Stage, tmp_path: Path, name: str, codec: str, options: tuple[str, ...]
) -> None:
    pixels = "yuv422p10le" if codec == "prores" else "yuv420p"
    make_video(tmp_path / name, duration_s=5, rate="8", codec=codec, options=options, pixels=pixels)
    async with serve((tmp_path / name).read_bytes()) as host:
        job, tries = await stage.fetch(await stage.start(host.url))
    assert (job.state, tries) == (JobState.DELIVERING, 1)
    assert await stage.differences() == []


@pytest.mark.parametrize(
    ("headers", "announced"), [([], None), (["Content-Type: text/html"], 1000), (["Content-Type: ???"], 0)]
)
async def test_headers_that_are_not_so_do_no_harm(
    stage: Stage, film: bytes, headers: list[str], announced: int | None
) -> None:
    async with serve(film) as host:
        host.headers, host.announced = headers, announced
        job, tries = await stage.fetch(await stage.start(host.url))
    assert (job.state, tries) == (JobState.DELIVERING, 1)
    assert (stage.data_dir / (job.video_path or "")).read_bytes() == film
    assert await stage.differences() == []


async def test_a_broken_transfer_is_repeated_for_long_and_then_what_came_is_taken(stage: Stage, film: bytes) -> None:
    async with serve(film[: len(film) * 2 // 3]) as host:
        host.announced = 1000
        job, tries = await stage.fetch(await stage.start(host.url))
    assert (job.state, tries) == (JobState.DELIVERING, _SHORT_FILES_MAX)
    [difference] = await stage.differences()
    assert say(FALLBACK, "differs-damaged") in difference


async def test_a_damaged_file_is_taken_when_it_comes_twice(stage: Stage, film: bytes) -> None:
    damaged = film[: len(film) * 2 // 3]
    async with serve(damaged) as host:
        job, tries = await stage.fetch(await stage.start(host.url))
    assert (job.state, tries) == (JobState.DELIVERING, 2)
    [difference] = await stage.differences()
    assert say(FALLBACK, "differs-damaged") in difference


async def test_only_what_shows_nothing_is_lost(stage: Stage) -> None:
    async with serve(b"<html>this is no video</html>") as host:
        job, tries = await stage.fetch(await stage.start(host.url))
    assert (job.state, job.failure, tries) == (JobState.FAILED, FailureReason.VIDEO_LOST, _BAD_FILES_MAX)


async def test_a_restored_file_is_checked_too(stage: Stage, film: bytes, tmp_path: Path) -> None:
    path = tmp_path / "videos" / "again.mp4"
    async with serve(b"<html>", film) as host:
        job = await stage.start(host.url)
        with pytest.raises(DeliveryDelayed):
            await stage.fetching.restore(job, path)
        assert not path.exists()
        await stage.fetching.restore(job, path)
        assert (await read_video(path)).duration_s == 5
    async with serve(b"<html>") as host:
        job = dataclasses.replace(job, output_url=host.url, changed_at=job.changed_at - timedelta(days=1))
        with pytest.raises(DeliveryImpossible):
            for _ in range(_BAD_FILES_MAX):
                with pytest.raises(DeliveryDelayed):
                    await stage.fetching.restore(job, path)
