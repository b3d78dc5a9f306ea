"""How jobs end for people and operators, also when the process ends first: told once, shown, closed, tidied up."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.alerts import AlertKind
from bot.domain.jobs import Doubt, FailureReason, Job, JobState
from bot.errors import DatabaseUnavailable
from bot.media.film_files import FilmFiles
from bot.presentation.cards.card import describe_progress
from bot.sentences import Sentence
from bot.services.jobs.access import JobActor
from bot.services.ports import DeliveryDelayed, DeliveryImpossible
from bot.storage.core.database import Database
from bot.storage.jobs import alerts
from bot.worker.cleanup import EVENTS_KEPT, Cleanup, Retention
from sandbox.faults import Fault, FaultKind
from sandbox.segmind import StandInOptions
from tests.support.jobs import make_job, store_job
from tests.support.worker_harness import RecordingNotifier, open_harness, open_stand_in


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    async with Database.open(sqlite_url) as database:
        yield database


@pytest.mark.parametrize("kind", [None, FaultKind.RAI])
async def test_a_job_is_closed_when_its_end_was_shown(
    database: Database, tmp_path: Path, kind: FaultKind | None
) -> None:
    async with open_harness(database, tmp_path, speed=20) as harness:
        if kind is not None:
            harness.stand_in.faults.add(Fault("submit", kind))
        job = await harness.order()
        closed = await harness.wait_closed(job)
        assert harness.notifier.states(job.id)[-1] is closed.state
        assert len(harness.notifier.failures) == (kind is not None)
        assert harness.notifier.looked_first == [], "nothing can be there already"


async def test_a_failure_that_nobody_was_told_of_is_told_after_the_restart(database: Database, tmp_path: Path) -> None:
    async with open_stand_in(StandInOptions(latency_s=0.2)) as stand_in:
        stand_in.faults.add(Fault("submit", FaultKind.RAI))
        away = RecordingNotifier(failure_troubles=[DeliveryDelayed("away") for _ in range(1000)])
        async with open_harness(database, tmp_path, stand_in=stand_in, speed=20, notifier=away) as harness:
            job = await harness.order()
            await harness.wait(job, JobState.FAILED)
        assert away.failures == []
        back = RecordingNotifier()
        async with open_harness(database, tmp_path, stand_in=stand_in, speed=20, notifier=back) as harness:
            closed = await harness.wait_closed(job)
        assert [told.id for told in back.failures] == [job.id]
        assert back.looked_first == [job.id], "it may have been told before"
        assert closed.failure is FailureReason.CONTENT_BLOCKED
        silent = RecordingNotifier()
        async with open_harness(database, tmp_path, stand_in=stand_in, speed=20, notifier=silent):
            await asyncio.sleep(0.3)
        assert silent.failures == []
        assert silent.cards == []


async def test_a_failure_that_reaches_nobody_is_closed_all_the_same(database: Database, tmp_path: Path) -> None:
    notifier = RecordingNotifier(failure_troubles=[DeliveryDelayed("busy", 0.5), DeliveryImpossible("gone")])
    async with open_harness(database, tmp_path, speed=20, notifier=notifier) as harness:
        harness.stand_in.faults.add(Fault("submit", FaultKind.FAIL))
        job = await harness.order()
        await harness.wait_closed(job)
        assert notifier.failures == []
        assert notifier.looked_first == [job.id], "the first try may have got through"


async def test_what_was_made_to_post_a_video_goes_at_the_next_start_if_it_is_left(
    database: Database, tmp_path: Path
) -> None:
    films = FilmFiles(tmp_path)
    film_path = films.name()
    async with open_harness(database, tmp_path, is_running=False) as idle:
        job = await idle.order(
            state=JobState.DELIVERED, result_message_id=1, video_path="videos/one.mp4", film_path=film_path
        )
    for path in (tmp_path / "videos/one.mp4", tmp_path / "videos/one.9000.mp4", films.place(film_path)):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"film")
    async with open_harness(database, tmp_path) as harness:
        await harness.wait_closed(job)
    assert [path.name for path in (tmp_path / "videos").iterdir()] == ["one.mp4"]
    assert not films.place(film_path).exists()


async def test_a_lost_order_alerts_operators_once_even_over_restarts(database: Database, tmp_path: Path) -> None:
    async with open_stand_in(StandInOptions(latency_s=0.2)) as stand_in:
        stand_in.faults.add(Fault("submit", FaultKind.DROP_AFTER))
        stand_in.faults.add(Fault("submit", FaultKind.HIDDEN))
        away = RecordingNotifier(alert_troubles=[DeliveryDelayed("away") for _ in range(1000)])
        async with open_harness(database, tmp_path, stand_in=stand_in, speed=300, notifier=away) as harness:
            job = await harness.order()
            lost = await harness.wait(job, JobState.FAILED)
        assert lost.failure is FailureReason.SUBMISSION_LOST
        assert away.alerts == []
        heard = []
        for _ in range(2):
            notifier = RecordingNotifier()
            async with open_harness(database, tmp_path, stand_in=stand_in, speed=300, notifier=notifier):
                await asyncio.sleep(0.4)
            heard += notifier.alerts
        [alert] = heard
        assert (alert.kind, alert.job_id) == (AlertKind.SUBMISSION_LOST, job.id)


async def test_a_pause_that_comes_again_soon_is_only_counted(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, speed=100) as harness:
        for _ in range(2):
            harness.stand_in.faults.add(Fault("submit", FaultKind.ERROR, status=401, error="bad key", times=3))
            job = await harness.order()
            assert (await harness.wait(job)).state is JobState.DELIVERED
            await asyncio.sleep(0.3)
        [alert] = harness.notifier.alerts
        assert alert.kind is AlertKind.SUBMISSION_PAUSED
        assert "API key" in alert.detail
        async with database.read() as connection:
            told = await alerts.read_tellings(connection, [alert.topic])
        assert told[alert.topic].repeats == 1


async def test_a_late_video_is_announced_as_late_and_still_delivered(database: Database, tmp_path: Path) -> None:
    options = StandInOptions(latency_s=0.1, sigma=0.0)
    async with open_harness(database, tmp_path, options=options, speed=400) as harness:
        harness.stand_in.faults.add(Fault("submit", FaultKind.LATE, delay_s=3.0))
        job = await harness.order()
        done = await harness.wait(job)
        assert done.state is JobState.DELIVERED
        generating = [
            (shown, progress) for shown, progress in harness.notifier.cards if shown.state is JobState.GENERATING
        ]
        late = [describe_progress(shown, progress) for shown, progress in generating if progress.is_late]
        early = [progress for shown, progress in generating if not progress.is_late]
        assert late
        assert all("much longer than usual" in text for text in late)
        # 400 simulated seconds are one real one, so a busy machine needs some room.
        assert all((progress.at - job.created_at).total_seconds() < 1_500 for progress in early)
        # An ever rarer look: 1,200 s have room for 1,200 looks, at the one a second that a job may have at most.
        assert harness.stand_in.count(call="status") < 400


async def test_a_video_that_never_comes_is_looked_for_beyond_its_hour(database: Database, tmp_path: Path) -> None:
    options = StandInOptions(latency_s=0.05, sigma=0.0, expiry_s=1.0)
    async with open_harness(database, tmp_path, options=options, speed=3600) as harness:
        harness.stand_in.faults.add(Fault("submit", FaultKind.NEVER))
        job = await harness.order()
        async with asyncio.timeout(60):
            while harness.stand_in.count(call="history_item") < 3:
                await asyncio.sleep(0.1)
        assert (await harness.read(job)).state is JobState.GENERATING
        edits = len(harness.notifier.cards)
        hours = (harness.clock.now() - job.created_at).total_seconds() / 3600
        # Every 5 s for 5 minutes, then whenever it is a 60th older: 60 and 150 edits in the first hour; unslowed, 720.
        assert edits < 220 + 4 * hours, "an old card is edited ever more rarely"


# -- cleaning up ----------------------------------------------------------------------------------


async def store(database: Database, **changes: object) -> Job:
    """Store a job as it is."""
    job = make_job(**changes)
    async with database.write() as connection:
        await store_job(connection, job)
    return job


async def test_details_are_forgotten_and_jobs_stay(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, is_running=False) as harness:
        now = harness.clock.now()
        details = {"interaction_token": "token", "video_path": "videos/x.mp4", "state": JobState.DELIVERED}
        ancient = now - EVENTS_KEPT - timedelta(days=1)
        old = await store(database, closed_at=now - timedelta(days=8), **details)
        older = await store(database, closed_at=ancient, **details)
        young = await store(database, closed_at=now - timedelta(days=6), **details)
        await Cleanup(database, harness.clock, Retention()).tidy()
        stored = [await harness.read(job) for job in (old, older, young)]
        assert [job.interaction_token for job in stored] == [None, None, "token"]
        assert [job.video_path for job in stored] == [None, None, "videos/x.mp4"]
        assert [len(await harness.steps(job)) for job in (old, older, young)] == [1, 0, 1]


async def test_a_job_in_doubt_from_long_ago_is_settled_at_the_start(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, speed=50, is_running=False) as harness:
        past = harness.clock.now() - timedelta(hours=1)
        job = await harness.order(
            state=JobState.UNKNOWN, doubt=Doubt.NO_ANSWER, created_at=past, submitted_at=past, changed_at=past
        )
        async with database.write() as connection:
            await connection.exec_driver_sql('UPDATE jobs SET payload = \'{"seed": 1, "prompt": "x"}\'')
        running = asyncio.create_task(harness.worker.run())
        failed = await harness.wait(job)
        assert failed.failure is FailureReason.SUBMISSION_LOST
        assert harness.stand_in.count(call="history") == 1
        await harness.worker.stop()
        await running


@pytest.mark.parametrize("kind", [None, FaultKind.RAI])
async def test_people_are_told_directly_once_even_if_discord_is_away_at_first(
    database: Database, tmp_path: Path, kind: FaultKind | None
) -> None:
    away = [DeliveryDelayed("away", 0.5), DatabaseUnavailable(Sentence("error-database"))]
    notifier = RecordingNotifier(direct_troubles=[*away])
    async with open_harness(database, tmp_path, speed=20, notifier=notifier) as harness:
        if kind is not None:
            harness.stand_in.faults.add(Fault("submit", kind))
        job = await harness.order()
        closed = await harness.wait_closed(job)
        assert notifier.told_directly == [(job.id, closed.result_message_id or 8001)]


async def test_people_are_told_directly_after_a_restart_and_closed_messages_end_it(
    database: Database, tmp_path: Path
) -> None:
    async with open_stand_in(StandInOptions(latency_s=0.2)) as stand_in:
        away = RecordingNotifier(direct_troubles=[DeliveryDelayed("away") for _ in range(1000)])
        async with open_harness(database, tmp_path, stand_in=stand_in, speed=20, notifier=away) as harness:
            job = await harness.order()
            done = await harness.wait(job, JobState.DELIVERED)
        back = RecordingNotifier()
        async with open_harness(database, tmp_path, stand_in=stand_in, speed=20, notifier=back) as harness:
            await harness.wait_closed(job)
            assert back.told_directly == [(job.id, done.result_message_id)]
            back.direct_troubles.append(DeliveryImpossible("closed"))
            await harness.wait_closed(await harness.order())


async def test_prompts_are_forgotten_with_their_videos_at_the_earliest(database: Database, tmp_path: Path) -> None:
    async with open_harness(database, tmp_path, is_running=False) as harness:
        now = harness.clock.now()
        old = await store(database, closed_at=now - timedelta(days=31), state=JobState.DELIVERED, prompt="a panda")
        young = await store(database, closed_at=now - timedelta(days=8), state=JobState.DELIVERED, prompt="a panda")
        await Cleanup(database, harness.clock, Retention()).tidy()
        assert (await harness.read(old)).request.prompt == "a panda", "for good, unless an operator says otherwise"
        kept = Retention(videos=timedelta(days=30), prompts=timedelta(days=1))
        await Cleanup(database, harness.clock, kept).tidy()
        forgotten, stored = await harness.read(old), await harness.read(young)
        assert (forgotten.request.prompt, stored.request.prompt) == ("", "a panda")
        assert forgotten.forgotten_at is not None
        refused = JobActor(user_id=old.user_id, guild_id=old.guild_id).refuse_use(forgotten)
        assert refused == Sentence("job-forgotten")
        assert JobActor(user_id=old.user_id).refuse_use(stored) is None
