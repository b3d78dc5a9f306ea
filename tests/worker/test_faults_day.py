"""A day of mixed faults at eight orders a minute: nothing lost, nothing doubled, every cent accounted for.

Time is compressed: the worker, the stand-in for Segmind and the mail all live by one clock that runs fast. In the
usual suite the day has five minutes; `make soak` (VEO_SOAK above 1) has all 24 hours, 11,520 orders.
"""

import asyncio
import hashlib
import os
import random
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from bot.domain.alerts import Alert, AlertBundle
from bot.domain.clock import Clock
from bot.domain.jobs import FINAL, FailureReason, Job, JobState
from bot.errors import DatabaseUnavailable
from bot.media.picture_checks import DEFAULT_LIMITS
from bot.media.videos import VideoInfo, read_video
from bot.segmind.client import SegmindClient, Timeouts
from bot.segmind.transport import CallTimeouts
from bot.services.admin.ledger_command import prove
from bot.services.catalogue import ModelsInService
from bot.services.jobs.requests import RequestOrigin
from bot.services.jobs.service import JobService
from bot.services.ports import DeliveryDelayed, DeliveryImpossible, Posted, ProgressEstimate
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.storage.jobs.jobs import StaleJob
from bot.worker import fetching
from bot.worker.worker import Worker
from sandbox import account
from sandbox.faults import Call, Fault, FaultKind
from sandbox.segmind import StandIn, StandInOptions
from tests.support.in_process_sandbox import InProcessSandbox
from tests.support.jobs import anew, make_request
from tests.support.models import CATALOGUE
from tests.support.money import UNLIMITED, open_money
from tests.support.shared_film import show_one_film
from tests.support.skipped_waits import LoopTime
from tests.support.soak import IS_SOAK
from tests.support.worker_harness import PostedMessages, looking_less

DAY_S = float(os.environ.get("VEO_DAY_S", "86400" if IS_SOAK else "300"))
SPEED = float(os.environ.get("VEO_DAY_SPEED", "60" if IS_SOAK else "150"))
TIME = LoopTime()
#: After the last order there is little to do.
SPEED_AFTER = 600.0
EVERY_S = 60 / 8
RESTART_EVERY_S = (80.0, 240.0) if not IS_SOAK else (300.0, 3000.0)
#: In real seconds: the stand-in is either quick or silent.
PATIENCE = CallTimeouts(connect_s=2, read_s=3, total_s=4)
DOWNLOAD_PATIENCE = CallTimeouts(connect_s=2, read_s=3, total_s=15)
TIMEOUTS = Timeouts(PATIENCE, PATIENCE, PATIENCE, upload=PATIENCE, download=DOWNLOAD_PATIENCE)
NONCE_S = 180.0
ORIGIN = RequestOrigin(
    request_key="interaction:1",
    user_id=1,
    guild_id=2,
    channel_id=3,
    interaction_token="t",
    upload_limit_bytes=10**7,
    locale="en-US",
)
K, R = FaultKind, FailureReason
MakeFault: TypeAlias = partial[Fault]


def submit(kind: FaultKind, **more: Any) -> MakeFault:
    """Something that goes wrong with an order."""
    return partial(Fault, "submit", kind, **more)


def read(call: Call, kind: FaultKind, **more: Any) -> MakeFault:
    """Something that goes wrong after the order is accepted."""
    return partial(Fault, call, kind, **more)


#: What goes wrong with how many of a thousand orders; the others go well as far as Segmind is concerned.
FATES: list[tuple[int, list[MakeFault]]] = [
    (30, [submit(K.ERROR, status=500)]),
    (20, [submit(K.ERROR, status=503, times=2)]),
    (10, [submit(K.ERROR, status=502, times=3)]),
    (30, [submit(K.ERROR_AFTER, status=502)]),
    (15, [submit(K.DROP)]),
    (25, [submit(K.DROP_AFTER)]),
    (10, [submit(K.TRUNCATED)]),
    (10, [submit(K.GARBAGE)]),
    (3, [submit(K.SLOW)]),
    (5, [submit(K.DROP_AFTER), submit(K.HIDDEN)]),
    (15, [submit(K.ERROR, status=429, headers={"Retry-After": "9"})]),
    (10, [submit(K.ERROR, status=400, error="no such thing")]),
    (2, [submit(K.ERROR, status=401, error="bad key")]),
    (25, [submit(K.RAI)]),
    (20, [submit(K.FAIL)]),
    (4, [submit(K.NEVER)]),
    (8, [submit(K.LATE, delay_s=1_500.0)]),
    (20, [read("status", K.ERROR, status=502, times=2)]),
    (15, [read("status", K.DROP)]),
    (10, [read("status", K.ERROR, status=404)]),
    (5, [read("status", K.ERROR, status=429, headers={"Retry-After": "5"})]),
    (15, [read("result", K.GARBAGE), read("result", K.DROP)]),
    (10, [read("result", K.NO_OUTPUT)]),
    (15, [read("download", K.ERROR, status=404)]),
    (15, [read("download", K.ERROR, status=503, times=2)]),
    (20, [read("download", K.TRUNCATED, times=2)]),
    (15, [read("download", K.DROP)]),
    (10, [read("download", K.NOT_VIDEO)]),
    (3, [read("download", K.STALLED)]),
    (4, [read("download", K.NOT_VIDEO, times=None)]),
]
#: Why something that was paid may have brought no video; operators hear of each.
EXCUSED = {R.SUBMISSION_LOST, R.VIDEO_LOST, R.TIMED_OUT}


class DayClock(Clock):
    """A clock whose speed can be changed while it runs, and that can jump."""

    def __init__(self, speed: float) -> None:
        super().__init__(speed)
        self._wall_start = super().now()

    def go(self, speed: float, *, jump: timedelta = timedelta()) -> None:
        """From now on go at this speed, a jump later."""
        wall, monotonic = self.now() + jump, self.monotonic() + jump.total_seconds()
        self.speed = speed
        self._wall_start = wall
        self._began, self._base = TIME.monotonic(), monotonic

    def now(self) -> datetime:
        return self._wall_start + timedelta(seconds=self._elapsed_s())

    def monotonic(self) -> float:
        return getattr(self, "_base", self._start) + self._elapsed_s()

    def _elapsed_s(self) -> float:
        return (TIME.monotonic() - getattr(self, "_began", self._start)) * self.speed


class SharedTime(account.Clock):
    """The same time, for the stand-in."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def now_s(self) -> float:
        return self._clock.monotonic()

    def now_at(self) -> datetime:
        return self._clock.now()


@dataclass
class Mail:
    """A notifier like Discord: it is away at times, loses answers, and forgets nonces after a while."""

    clock: Clock
    chance: random.Random
    #: What was posted about each job's end, and when.
    posted: dict[str, list[tuple[str, float]]] = field(default_factory=dict)
    alerts: list[Alert] = field(default_factory=list)
    #: Jobs whose requester cannot be reached in any way.
    closed: set[str] = field(default_factory=set)
    delays: int = 0

    async def show(self, job: Job, progress: ProgressEstimate) -> None:
        if self.chance.random() < 0.02:
            raise DeliveryDelayed("away")

    async def deliver(self, job: Job, video: Path, *, look_first: bool, **_: object) -> Posted:
        assert await asyncio.to_thread(video.is_file)
        if self.chance.random() < 0.02:
            self.closed.add(job.id)
        return Posted(message_id=await self._post(job, "video", look_first=look_first))

    async def find(self, job: Job) -> Posted | None:
        raise AssertionError("no video is lost")

    async def remove_card(self, job: Job) -> None:
        if self.chance.random() < 0.02:
            raise DeliveryDelayed("away")

    async def tell_failure(self, job: Job, *, look_first: bool) -> int:
        return await self._post(job, "failure", look_first=look_first)

    async def tell_directly(self, job: Job, message_id: int | None) -> None:
        if self.chance.random() < 0.02:
            raise DeliveryDelayed("away")

    async def erase(self, job: Job) -> None:
        raise AssertionError("nobody deletes anything")

    async def alert(self, bundle: AlertBundle, jobs: Mapping[str, Job]) -> None:
        if self.chance.random() < 0.1:
            raise DeliveryDelayed("away")
        self.alerts += bundle.alerts

    async def _post(self, job: Job, what: str, *, look_first: bool) -> int:
        there = self.posted.setdefault(job.id, [])
        if job.id in self.closed and not there:
            raise DeliveryImpossible("nobody can be reached")
        fate = self.chance.random()
        if fate < 0.06:
            self.delays += 1
            raise DeliveryDelayed("away", self.chance.choice([None, 3.0, 200.0]))
        now = self.clock.monotonic()
        is_known = any(kind == what and (look_first or now - at < NONCE_S) for kind, at in there)
        if not is_known:
            there.append((what, now))
        if fate < 0.10:
            self.delays += 1
            raise DeliveryDelayed("the answer was lost", self.chance.choice([None, 200.0]))
        return 9_000 + len(self.posted)


@dataclass
class Day:
    """Everything that lasts all day; workers come and go."""

    database: Database
    url: str
    folder: Path
    clock: DayClock
    stand_in: StandIn
    mail: Mail
    job_service: JobService
    chance: random.Random
    ordered: list[Job] = field(default_factory=list)
    starts: int = 0
    _woken: Worker | None = None

    @asynccontextmanager
    async def work(self) -> AsyncIterator[None]:
        """A worker in a new process, as far as that matters here; it is stopped in order, or cut off."""
        url, clock = self.stand_in.url, self.clock
        async with SegmindClient(
            api_url=url,
            storage_url=url,
            history_url=url,
            api_key=self.stand_in.api_key,
            allow_private_urls=True,
            clock=clock.now,
            timeouts=TIMEOUTS,
        ) as segmind:
            worker = Worker(
                database=self.database,
                segmind=segmind,
                notifier=self.mail,
                clock=clock,
                requests_per_minute=50,
                data_dir=self.folder,
                archive=PostedMessages(),
                models_in_service=ModelsInService(self.database, copy(CATALOGUE), clock),
                image_sandbox=InProcessSandbox(limits=DEFAULT_LIMITS),
            )
            self.starts += 1
            self.job_service.wake = worker.wake
            running = asyncio.create_task(worker.run())
            try:
                yield
            finally:
                if self.chance.random() < 0.5:
                    await worker.stop()
                else:
                    running.cancel()
                await asyncio.wait([running])
                if not running.cancelled():
                    running.result()

    async def order_all(self) -> None:
        """Orders come in at random, eight a minute on average, until the day is over."""
        end = self.clock.monotonic() + DAY_S
        due = self.clock.monotonic()
        while (due := due + self.chance.expovariate(1 / EVERY_S)) < end:
            await self.clock.sleep(due - self.clock.monotonic())
            seed = len(self.ordered) + 1
            prompt = f"order {seed}."
            [makes] = self.chance.choices([[], *(fate for _, fate in FATES)], [CALM, *(often for often, _ in FATES)])
            for make in makes:
                self.stand_in.faults.add(make(match=prompt))
            request = make_request(prompt=prompt, seed=seed, duration_s=self.chance.choice([5, 5, 6, 8]))
            # Each is somebody else's: whoever is blocked for their words too often would be made to pause.
            try:
                job = await self.job_service.request(anew(ORIGIN, user_id=1_000 + seed), request)
            except DatabaseUnavailable:
                continue
            self.ordered.append(job)
            if self.chance.random() < 0.05:
                try:
                    await self.job_service.cancel(job, why="changed their mind")
                except StaleJob:
                    continue

    async def list_open(self) -> list[Job]:
        """The jobs that have not ended, or whose end was not shown, except those that Segmind never ends."""
        never = {one.seed for one in self.stand_in.accepted if one.total_s == float("inf")}
        async with self.database.read() as connection:
            stored = await jobs.list_jobs(connection, JobState)
        is_open = [job for job in stored if job.state not in FINAL or job.closed_at is None]
        return [job for job in is_open if job.request.seed not in never or job.state is not JobState.GENERATING]


CALM = 1000 - sum(often for often, _ in FATES)


@pytest.fixture
async def day(tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Day]:
    monkeypatch.setattr(fetching, "recall_video", remembering())
    clock = DayClock(SPEED)
    chance = random.Random(20_260_301)
    stand_in = StandIn(StandInOptions(latency_s=39.85, history_lag_s=3.0, fast_films=True, balance_usd=10**6))
    stand_in.clock = stand_in.account.clock = SharedTime(clock)
    async with (
        looking_less(1.0 if IS_SOAK else SPEED_AFTER),
        stand_in,
        Database.open(sqlite_url) as database,
        open_money(database, UNLIMITED, clock) as money,
    ):
        show_one_film(stand_in)
        job_service = JobService(database, clock, quota_service=money.quota_service, undo_window_s=3)
        yield Day(database, sqlite_url, tmp_path, clock, stand_in, Mail(clock, chance), job_service, chance)
        await job_service.close()


def remembering() -> Any:
    """The real reader of videos, once for each content: all films of one length are the same here."""
    known: dict[str, VideoInfo] = {}

    async def read(path: Path) -> VideoInfo:
        key = hashlib.sha256(await asyncio.to_thread(path.read_bytes)).hexdigest()
        if key not in known:
            known[key] = await read_video(path)
        return known[key]

    return read


@pytest.mark.timeout(3 * DAY_S / SPEED + 240)
async def test_a_day_of_mixed_faults(day: Day) -> None:
    ordering = asyncio.create_task(day.order_all())
    while not ordering.done():
        async with day.work():
            rest_s = day.chance.uniform(*RESTART_EVERY_S)
            await asyncio.wait({ordering}, timeout=rest_s / day.clock.speed)
        await day.clock.sleep(day.chance.uniform(0, 20))
    await ordering
    day.clock.go(SPEED_AFTER)
    async with day.work(), asyncio.timeout(120 + DAY_S / SPEED / 2):
        while open_jobs := await day.list_open():
            await asyncio.sleep(0.1 + len(open_jobs) / 100)
    # What Segmind never ends is given up after a week, also if the bot was away for it.
    day.clock.go(SPEED_AFTER, jump=timedelta(days=7))
    async with day.work(), asyncio.timeout(60):
        while [job for job in await read_all(day) if job.state not in FINAL or job.closed_at is None]:
            await asyncio.sleep(0.05)
        lost = [job for job in await read_all(day) if job.failure in EXCUSED]
        while {job.id for job in lost} - {alert.job_id for alert in day.mail.alerts}:
            await asyncio.sleep(0.05)
    await check(day)


async def check(day: Day) -> None:
    """Every order has one end, told once; each cent that was spent brought a video, or operators know why not."""
    ordered = {job.id for job in day.ordered}
    # A commit that came too late to be an acceptance is taken back; its person was told that nothing is ordered.
    stored = [job for job in await read_all(day) if job.id in ordered or job.state is not JobState.CANCELLED]
    assert [job.id for job in stored] == [job.id for job in day.ordered], "an order is lost"
    accepted = Counter(one.seed for one in day.stand_in.accepted)
    assert max(accepted.values()) == 1, f"paid twice: {accepted.most_common(3)}"
    paid = {one.seed: one for one in day.stand_in.accepted if one.error is None}
    told = {job.id: [kind for kind, _ in day.mail.posted.get(job.id, [])] for job in stored}
    wrong = []
    for job in stored:
        spent = paid.get(job.request.seed)
        wanted = {
            JobState.DELIVERED: ["video"],
            JobState.FAILED: ["failure"],
            JobState.CANCELLED: [],
            JobState.UNDELIVERABLE: [],
        }[job.state]
        is_right = told[job.id] == wanted
        if job.state in {JobState.DELIVERED, JobState.UNDELIVERABLE}:
            is_right &= spent is not None and job.cost_micros == round(spent.cost_usd * 1_000_000)
        elif spent is not None:
            is_right &= job.failure in EXCUSED
        if not is_right:
            wrong.append((job.request.prompt, job.state, job.failure, told[job.id], spent))
    assert wrong == []
    findings = await prove(day.url)
    assert findings.wrong == []
    states = Counter(job.state for job in stored)
    kept = {f"{job.id}.mp4" for job in stored if job.state is JobState.UNDELIVERABLE}
    videos = await asyncio.to_thread(lambda: {path.name for path in (day.folder / "videos").iterdir()})
    assert kept <= videos | {f"{job.id}.mp4" for job in stored}
    faults = Counter(f"{fault.call} {fault.kind}" for fault in day.stand_in.faults.fired)
    print(
        f"{len(stored)} orders, {day.starts} workers: {dict(states)}; faults {dict(faults)}; delays {day.mail.delays}"
    )
    assert day.starts >= 3
    assert faults.total() > len(stored) / 5
    assert states[JobState.DELIVERED] > len(stored) / 2


async def read_all(day: Day) -> list[Job]:
    """All jobs, oldest first."""
    async with day.database.read() as connection:
        return await jobs.list_jobs(connection, JobState)
