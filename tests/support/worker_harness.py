"""A worker on a stand-in for Segmind, with a notifier that only writes down what it was asked to show."""

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.domain.alerts import Alert, AlertBundle
from bot.domain.clock import Clock
from bot.domain.jobs import FINAL, Job, JobState, new_job_id
from bot.domain.requests import LastFrame
from bot.media.picture_checks import DEFAULT_LIMITS, PreparedPicture
from bot.media.picture_files import make_image_path
from bot.segmind.client import SegmindClient
from bot.services.catalogue import ModelsInService
from bot.services.jobs.video_search import SourceUnreachable
from bot.services.ports import DeliveryError, Posted, ProgressEstimate
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.storage.tables.jobs import job_pictures
from bot.worker import alerts, balance, cleanup, improving, reconciliation, retirement, watch
from bot.worker import worker as worker_module
from bot.worker.worker import Worker
from sandbox.segmind import StandIn, StandInOptions
from tests.support.databases import Writes
from tests.support.in_process_sandbox import InProcessSandbox
from tests.support.jobs import make_job, store_job
from tests.support.models import CATALOGUE
from tests.support.shared_film import reading_once, show_one_film


@dataclass
class RecordingNotifier:
    """A notifier for tests: keeps what it was given, and raises what it was told to."""

    cards: list[tuple[Job, ProgressEstimate]] = field(default_factory=list)
    #: The jobs whose card was deleted; and all that were shown, or whose card was deleted, in order.
    removed: list[Job] = field(default_factory=list)
    seen: list[Job] = field(default_factory=list)
    delivered: dict[str, list[bytes]] = field(default_factory=dict)
    #: The films of all parts that came with them.
    films: dict[str, list[bytes]] = field(default_factory=dict)
    looked_first: list[str] = field(default_factory=list)
    #: The messages that are there already, and the jobs whose message was looked for.
    posted: dict[str, Posted] = field(default_factory=dict)
    sought: list[str] = field(default_factory=list)
    erased: list[Job] = field(default_factory=list)
    failures: list[Job] = field(default_factory=list)
    #: The jobs whose requester was told by direct message, and the message that the link leads to.
    told_directly: list[tuple[str, int | None]] = field(default_factory=list)
    direct_troubles: list[Exception] = field(default_factory=list)
    alerts: list[Alert] = field(default_factory=list)
    #: Raised, one after the other, instead of delivering, telling of a failure, erasing, and alerting.
    troubles: list[DeliveryError] = field(default_factory=list)
    failure_troubles: list[DeliveryError] = field(default_factory=list)
    erase_troubles: list[DeliveryError] = field(default_factory=list)
    alert_troubles: list[DeliveryError] = field(default_factory=list)

    async def show(self, job: Job, progress: ProgressEstimate) -> None:
        self.cards.append((job, progress))
        self.seen.append(job)

    async def remove_card(self, job: Job) -> None:
        self.removed.append(job)
        self.seen.append(job)

    async def deliver(self, job: Job, video: Path, *, film: Path | None = None, look_first: bool) -> Posted:
        if self.troubles:
            raise self.troubles.pop(0)
        if look_first:
            self.looked_first.append(job.id)
        self.delivered.setdefault(job.id, []).append(await asyncio.to_thread(video.read_bytes))
        if film is not None:
            self.films.setdefault(job.id, []).append(await asyncio.to_thread(film.read_bytes))
        return Posted(message_id=9000 + len(self.delivered))

    async def find(self, job: Job) -> Posted | None:
        self.sought.append(job.id)
        return self.posted.get(job.id)

    async def tell_failure(self, job: Job, *, look_first: bool) -> int:
        if look_first:
            self.looked_first.append(job.id)
        if self.failure_troubles:
            raise self.failure_troubles.pop(0)
        self.failures.append(job)
        return 8000 + len(self.failures)

    async def tell_directly(self, job: Job, message_id: int | None) -> None:
        if self.direct_troubles:
            raise self.direct_troubles.pop(0)
        self.told_directly.append((job.id, message_id))

    async def erase(self, job: Job) -> None:
        if self.erase_troubles:
            raise self.erase_troubles.pop(0)
        self.erased.append(job)

    async def alert(self, bundle: AlertBundle, jobs: Mapping[str, Job]) -> None:
        if self.alert_troubles:
            raise self.alert_troubles.pop(0)
        self.alerts += bundle.alerts

    def states(self, job_id: str) -> list[JobState]:
        """The states that the card showed, or in which it went, without repetitions."""
        shown = [job.state for job in self.seen if job.id == job_id]
        return [state for i, state in enumerate(shown) if i == 0 or shown[i - 1] != state]


@dataclass
class PostedMessages:
    """An archive for tests: the videos and films in messages, by their job."""

    videos: dict[str, bytes] = field(default_factory=dict)
    films: dict[str, bytes] = field(default_factory=dict)
    #: How often it doesn't respond first.
    failures: int = 0

    async def read(self, job: Job, *, is_film: bool) -> bytes | None:
        if self.failures:
            self.failures -= 1
            raise SourceUnreachable("away")
        return (self.films if is_film else self.videos).get(job.id)


@dataclass
class WorkerHarness:
    """Everything a worker needs, and the worker."""

    worker: Worker
    database: Database
    stand_in: StandIn
    notifier: RecordingNotifier
    clock: Clock
    data_dir: Path
    archive: PostedMessages

    async def order(
        self,
        *,
        picture: PreparedPicture | None = None,
        last_picture: PreparedPicture | None = None,
        **changes: object,
    ) -> Job:
        """Store a new queued job, with its pictures, and wake the worker."""
        now = self.clock.now()
        changes = {"created_at": now, "not_before_at": now, "changed_at": now, "id": new_job_id(now)} | changes
        if picture is not None:
            changes["image_path"] = make_image_path(str(changes["id"]), picture, is_spoiler=False)
        if last_picture is not None:
            last_path = make_image_path(str(changes["id"]), last_picture, is_spoiler=False, is_last=True)
            changes |= {"last_image_path": last_path, "last_frame": LastFrame.PICTURE}
        job = make_job(**changes)
        async with self.database.write() as connection:
            await store_job(connection, job, *(None if one is None else one.data for one in (picture, last_picture)))
        self.worker.wake(job.id)
        return job

    async def read(self, job: Job) -> Job:
        """The job as it stands in the database."""
        async with self.database.read() as connection:
            stored = await jobs.get_job(connection, job.id)
        assert stored is not None
        return stored

    async def kept_pictures(self) -> list[str]:
        """The jobs whose start picture the database has."""
        async with self.database.read() as connection:
            return list((await connection.execute(select(job_pictures.c.job_id))).scalars())

    async def steps(self, job: Job) -> list[str]:
        """The states that the job has gone through."""
        async with self.database.read() as connection:
            return [event.target.value for event in await jobs.list_events(connection, job.id)]

    async def wait(self, job: Job, *states: JobState, timeout_s: float = 60.0) -> Job:
        """Wait until the job is in one of the states (none named: in a final one)."""
        writes = Writes(self.database)
        async with asyncio.timeout(timeout_s):
            while (stored := await self.read(job)).state not in (states or FINAL):
                await writes.wait(0.5)
        return stored

    async def wait_until(self, is_so: Callable[[], Awaitable[bool]]) -> None:
        """Wait until the database has something."""
        writes = Writes(self.database)
        async with asyncio.timeout(60):
            while not await is_so():
                await writes.wait(0.5)

    async def wait_closed(self, job: Job) -> Job:
        """Wait until people have been shown how a job ended."""

        async def is_closed() -> bool:
            return (await self.read(job)).closed_at is not None

        await self.wait_until(is_closed)
        return await self.read(job)

    async def wait_forgotten(self) -> None:
        """Wait until the database has no pictures."""

        async def has_none() -> bool:
            return not await self.kept_pictures()

        await self.wait_until(has_none)


def shorten_looking(patch: pytest.MonkeyPatch, times: float) -> None:
    """Have the worker look for what is in doubt for a fraction of the usual time."""
    for name in ("_LOOK_FIRST_S", "_LOOK_MAX_S", "_LOOK_UNTIL_S", "_TELL_AFTER_S"):
        patch.setattr(reconciliation, name, getattr(reconciliation, name) / times)


@asynccontextmanager
async def looking_less(speed: float) -> AsyncIterator[None]:
    """Have the worker look once a second, however fast its clock is, for what it is seldom told of."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in (
            (improving, "_IDLE_S"),
            (worker_module, "_INTAKE_S"),
            (worker_module, "_SHARED_INTAKE_S"),
            (alerts, "_LOOK_S"),
            (watch, "_LOOK_S"),
            (balance, "ASK_EVERY_S"),
            (cleanup, "_INTERVAL_S"),
            (retirement, "_CHECK_EVERY_S"),
        ):
            patch.setattr(module, name, max(getattr(module, name), speed))
        yield


@asynccontextmanager
async def open_stand_in(options: StandInOptions) -> AsyncIterator[StandIn]:
    """A stand-in that makes its films once on a machine."""
    async with StandIn(dataclasses.replace(options, fast_films=True)) as stand_in:
        show_one_film(stand_in)
        with reading_once():
            yield stand_in


@asynccontextmanager
async def open_harness(
    database: Database,
    data_dir: Path,
    *,
    options: StandInOptions | None = None,
    stand_in: StandIn | None = None,
    speed: float = 1.0,
    rpm: int = 60,
    api_url: str | None = None,
    notifier: RecordingNotifier | None = None,
    balance_floor_micros: int = 0,
    is_running: bool = True,
    clock: Clock | None = None,
) -> AsyncIterator[WorkerHarness]:
    """A running worker; give `stand_in` to keep Segmind while the worker is stopped and started again."""
    if stand_in is None:
        options = options or StandInOptions(latency_s=0.1, sigma=0.05)
        async with (
            open_stand_in(options) as new,
            open_harness(
                database,
                data_dir,
                stand_in=new,
                speed=speed,
                rpm=rpm,
                api_url=api_url,
                notifier=notifier,
                balance_floor_micros=balance_floor_micros,
                is_running=is_running,
                clock=clock,
            ) as harness,
        ):
            yield harness
        return
    clock = clock or Clock(speed)
    notifier = notifier or RecordingNotifier()
    url = stand_in.url
    async with (
        looking_less(clock.speed),
        SegmindClient(
            api_url=api_url or url,
            storage_url=url,
            history_url=url,
            api_key=stand_in.api_key,
            allow_private_urls=True,
            clock=clock.now,
            on_balance=lambda micros: worker.note_balance(micros),  # noqa: PLW0108 - the worker comes later
        ) as segmind,
    ):
        worker = Worker(
            database=database,
            segmind=segmind,
            notifier=notifier,
            clock=clock,
            requests_per_minute=rpm,
            data_dir=data_dir,
            archive=(archive := PostedMessages()),
            models_in_service=ModelsInService(database, copy(CATALOGUE), clock),
            image_sandbox=InProcessSandbox(limits=DEFAULT_LIMITS),
            medians_s={slug: median_s * speed for slug, median_s in stand_in.medians_s.items()},
            balance_floor_micros=balance_floor_micros,
        )
        worker._alerts.gather_s = 0.0  # what waits for others of its kind is tested elsewhere
        harness = WorkerHarness(worker, database, stand_in, notifier, clock, data_dir, archive)
        if not is_running:
            yield harness
            return
        running = asyncio.create_task(worker.run())
        try:
            yield harness
        finally:
            await worker.stop()
            await asyncio.wait_for(running, 60)
