"""How jobs end for people and operators, also when the process ends first: told once, shown, closed, tidied up."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.alerts import AlertKind
from bot.domain.jobs import Doubt, FailureReason, Job, JobState
from bot.presentation.cards.card import describe_progress
from bot.services.ports import DeliveryDelayed, DeliveryImpossible
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.worker.cleanup import EVENTS_KEPT, Janitor
from sandbox.faults import Fault, FaultKind
from sandbox.segmind import StandIn, StandInOptions
from tests.support.jobs import make_job
from tests.support.worker_harness import NoteBook, Workshop, open_workshop


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    async with Database.open(sqlite_url) as database:
        yield database


async def wait_closed(workshop: Workshop, job: Job) -> Job:
    """Wait until people have been shown how the job ended."""
    async with asyncio.timeout(60):
        while (stored := await workshop.read(job)).closed_at is None:
            await asyncio.sleep(0.01)
    return stored


@pytest.mark.parametrize("kind", [None, FaultKind.RAI])
async def test_a_job_is_closed_when_its_end_was_shown(
    database: Database, tmp_path: Path, kind: FaultKind | None
) -> None:
    async with open_workshop(database, tmp_path, speed=20) as workshop:
        if kind is not None:
            workshop.stand_in.faults.add(Fault("submit", kind))
        job = await workshop.order()
        closed = await wait_closed(workshop, job)
        assert workshop.courier.states(job.id)[-1] is closed.state
        assert len(workshop.courier.failures) == (kind is not None)


async def test_a_failure_that_nobody_was_told_of_is_told_after_the_restart(database: Database, tmp_path: Path) -> None:
    async with StandIn(StandInOptions(latency_s=0.2, fast_films=True)) as stand_in:
        stand_in.faults.add(Fault("submit", FaultKind.RAI))
        away = NoteBook(failure_troubles=[DeliveryDelayed("away") for _ in range(1000)])
        async with open_workshop(database, tmp_path, stand_in=stand_in, speed=20, courier=away) as workshop:
            job = await workshop.order()
            await workshop.wait(job, JobState.FAILED)
        assert away.failures == []
        back = NoteBook()
        async with open_workshop(database, tmp_path, stand_in=stand_in, speed=20, courier=back) as workshop:
            closed = await wait_closed(workshop, job)
        assert [told.id for told in back.failures] == [job.id]
        assert closed.failure is FailureReason.CONTENT_BLOCKED
        silent = NoteBook()
        async with open_workshop(database, tmp_path, stand_in=stand_in, speed=20, courier=silent):
            await asyncio.sleep(0.3)
        assert silent.failures == []
        assert silent.cards == []


async def test_a_failure_that_reaches_nobody_is_closed_all_the_same(database: Database, tmp_path: Path) -> None:
    courier = NoteBook(failure_troubles=[DeliveryDelayed("busy", 0.5), DeliveryImpossible("gone")])
    async with open_workshop(database, tmp_path, speed=20, courier=courier) as workshop:
        workshop.stand_in.faults.add(Fault("submit", FaultKind.FAIL))
        job = await workshop.order()
        await wait_closed(workshop, job)
        assert courier.failures == []


async def test_a_lost_order_alerts_operators_once_even_over_restarts(database: Database, tmp_path: Path) -> None:
    async with StandIn(StandInOptions(latency_s=0.2, fast_films=True)) as stand_in:
        stand_in.faults.add(Fault("submit", FaultKind.DROP_AFTER))
        stand_in.faults.add(Fault("submit", FaultKind.HIDDEN))
        away = NoteBook(alert_troubles=[DeliveryDelayed("away") for _ in range(1000)])
        async with open_workshop(database, tmp_path, stand_in=stand_in, speed=300, courier=away) as workshop:
            job = await workshop.order()
            lost = await workshop.wait(job, JobState.FAILED)
        assert lost.failure is FailureReason.SUBMISSION_LOST
        assert away.alerts == []
        heard = []
        for _ in range(2):
            courier = NoteBook()
            async with open_workshop(database, tmp_path, stand_in=stand_in, speed=300, courier=courier):
                await asyncio.sleep(0.4)
            heard += courier.alerts
        [alert] = heard
        assert (alert.kind, alert.job_id) == (AlertKind.SUBMISSION_LOST, job.id)


async def test_a_pause_alerts_once_and_again_when_it_comes_again(database: Database, tmp_path: Path) -> None:
    async with open_workshop(database, tmp_path, speed=100) as workshop:
        for _ in range(2):
            workshop.stand_in.faults.add(Fault("submit", FaultKind.ERROR, status=401, error="bad key", times=3))
            job = await workshop.order()
            assert (await workshop.wait(job)).state is JobState.DELIVERED
            await asyncio.sleep(0.3)
        assert [alert.kind for alert in workshop.courier.alerts] == [AlertKind.SUBMISSION_PAUSED] * 2
        assert all("API key" in alert.detail for alert in workshop.courier.alerts)


async def test_a_late_video_is_announced_as_late_and_still_delivered(database: Database, tmp_path: Path) -> None:
    options = StandInOptions(latency_s=0.1, sigma=0.0)
    async with open_workshop(database, tmp_path, options=options, speed=400) as workshop:
        workshop.stand_in.faults.add(Fault("submit", FaultKind.LATE, delay_s=4.0))
        job = await workshop.order()
        done = await workshop.wait(job)
        assert done.state is JobState.DELIVERED
        generating = [
            (shown, outlook) for shown, outlook in workshop.courier.cards if shown.state is JobState.GENERATING
        ]
        late = [describe_progress(shown, outlook) for shown, outlook in generating if outlook.is_late]
        early = [outlook for shown, outlook in generating if not outlook.is_late]
        assert late
        assert all("even if it comes late" in text for text in late)
        # 400 simulated seconds are one real one, so a busy machine needs some room.
        assert all((outlook.at - job.created_at).total_seconds() < 1_500 for outlook in early)
        # An ever rarer look: 1,600 s would have room for 800 looks every two seconds.
        assert workshop.stand_in.count(call="status") < 120


async def test_a_video_that_never_comes_is_looked_for_beyond_its_hour(database: Database, tmp_path: Path) -> None:
    options = StandInOptions(latency_s=0.05, sigma=0.0, expiry_s=1.0)
    async with open_workshop(database, tmp_path, options=options, speed=3600) as workshop:
        workshop.stand_in.faults.add(Fault("submit", FaultKind.NEVER))
        job = await workshop.order()
        async with asyncio.timeout(60):
            while workshop.stand_in.count(call="history_item") < 3:
                await asyncio.sleep(0.01)
        assert (await workshop.read(job)).state is JobState.GENERATING
        edits = len(workshop.courier.cards)
        hours = (workshop.clock.now() - job.created_at).total_seconds() / 3600
        # Every 5 s for 5 minutes, then whenever it is a 60th older: 60 and 150 edits in the first hour; unslowed, 720.
        assert edits < 220 + 4 * hours, "an old card is edited ever more rarely"


# -- the janitor ----------------------------------------------------------------------------------


async def store(database: Database, **changes: object) -> Job:
    """Store a job as it is."""
    job = make_job(**changes)
    async with database.write() as connection:
        await jobs.insert_job(connection, job)
    return job


async def test_videos_go_when_their_time_is_over_and_pending_ones_stay(
    workshop_parts: tuple[Workshop, Janitor],
) -> None:
    workshop, janitor = workshop_parts
    now = workshop.clock.now()
    folder = workshop.data_dir / "videos"
    folder.mkdir()
    old, young = now - timedelta(days=8), now - timedelta(days=6)
    states = {
        "old": await store(workshop.database, state=JobState.DELIVERED, changed_at=old, closed_at=old),
        "young": await store(workshop.database, state=JobState.UNDELIVERABLE, changed_at=young, closed_at=young),
        "pending": await store(workshop.database, state=JobState.DELIVERING, changed_at=old),
    }
    for job in states.values():
        for name in (f"{job.id}.mp4", f"{job.id}.9000.mp4", f"{job.id}.mp4.part"):
            (folder / name).write_bytes(b"x")
            os.utime(folder / name, (time.time() - 7200,) * 2)
    (folder / "nobody.mp4").write_bytes(b"x")
    os.utime(folder / "nobody.mp4", (time.time() - 7200,) * 2)
    (folder / f"{states['young'].id}.1.mp4").write_bytes(b"just being posted")
    assert await janitor.tidy() == 6
    kept = {path.name for path in folder.iterdir()}
    assert kept == {
        *(f"{states['pending'].id}{ending}" for ending in (".mp4", ".9000.mp4", ".mp4.part")),
        *(f"{states['young'].id}{ending}" for ending in (".mp4", ".1.mp4")),
    }
    assert await janitor.tidy() == 0


async def test_pictures_that_a_crash_left_behind_go_and_those_of_pending_jobs_stay(
    workshop_parts: tuple[Workshop, Janitor],
) -> None:
    workshop, janitor = workshop_parts
    folder = workshop.data_dir / "pictures"
    folder.mkdir()
    pending = await store(workshop.database, image_path="pictures/pending.jpg")
    await store(workshop.database, state=JobState.DELIVERED, image_path="pictures/ended.jpg")
    for name in ("pending.jpg", "ended.jpg", "nobody.jpg", "nobody.partial", "young.jpg"):
        (folder / name).write_bytes(b"x")
        if name != "young.jpg":
            os.utime(folder / name, (time.time() - 7200,) * 2)
    assert await janitor.tidy() == 3
    assert {path.name for path in folder.iterdir()} == {"pending.jpg", "young.jpg"}
    assert pending.is_pending


async def test_details_are_forgotten_and_jobs_stay(workshop_parts: tuple[Workshop, Janitor]) -> None:
    workshop, janitor = workshop_parts
    now = workshop.clock.now()
    details = {"interaction_token": "token", "video_path": "videos/x.mp4", "state": JobState.DELIVERED}
    ancient = now - EVENTS_KEPT - timedelta(days=1)
    old = await store(workshop.database, closed_at=now - timedelta(days=8), **details)
    older = await store(workshop.database, closed_at=ancient, **details)
    young = await store(workshop.database, closed_at=now - timedelta(days=6), **details)
    await janitor.tidy()
    stored = [await workshop.read(job) for job in (old, older, young)]
    assert [job.interaction_token for job in stored] == [None, None, "token"]
    assert [job.video_path for job in stored] == [None, None, "videos/x.mp4"]
    assert [len(await workshop.steps(job)) for job in (old, older, young)] == [1, 0, 1]


@pytest.fixture
async def workshop_parts(database: Database, tmp_path: Path) -> AsyncIterator[tuple[Workshop, Janitor]]:
    async with open_workshop(database, tmp_path, is_running=False) as workshop:
        yield workshop, Janitor(database, tmp_path, workshop.clock, timedelta(days=7))


async def test_a_job_in_doubt_from_long_ago_is_settled_at_the_start(database: Database, tmp_path: Path) -> None:
    async with open_workshop(database, tmp_path, speed=50, is_running=False) as workshop:
        past = workshop.clock.now() - timedelta(hours=1)
        job = await workshop.order(
            state=JobState.UNKNOWN, doubt=Doubt.NO_ANSWER, created_at=past, submitted_at=past, changed_at=past
        )
        async with database.write() as connection:
            await connection.exec_driver_sql('UPDATE jobs SET payload = \'{"seed": 1, "prompt": "x"}\'')
        running = asyncio.create_task(workshop.worker.run())
        failed = await workshop.wait(job)
        assert failed.failure is FailureReason.SUBMISSION_LOST
        assert workshop.stand_in.count(call="history") == 1
        await workshop.worker.stop()
        await running
