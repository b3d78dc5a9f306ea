"""How alerts are sent: once, those of a kind together, and repeated ones an hour later."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

import pytest
from sqlalchemy import insert

from bot.domain.alerts import Alert, AlertBundle, AlertKind
from bot.domain.clock import Clock
from bot.domain.jobs import Job
from bot.sentences import Sentence
from bot.services.ports import DeliveryDelayed, Notifier
from bot.storage.core.database import Database
from bot.storage.jobs import alerts
from bot.storage.tables.jobs import alerts as alerts_table
from bot.worker.alerts import Alerts
from bot.worker.pending_jobs import PendingJobs
from tests.support.jobs import NOW, make_job, store_job
from tests.support.money import MovedClock
from tests.support.worker_harness import RecordingNotifier


@pytest.mark.on_both_databases
async def test_an_alert_that_was_sent_as_the_worker_stops_is_not_sent_again(
    database: Database, clock: Callable[[], datetime]
) -> None:
    class Stopping(RecordingNotifier):
        """Stops the work right after each alert."""

        async def alert(self, bundle: AlertBundle, jobs: Mapping[str, Job]) -> None:
            await super().alert(bundle, jobs)
            work.cancel()

    async with database.write() as connection:
        await alerts.raise_alert(
            connection, Alert(name="balance", kind=AlertKind.BALANCE_LOW, detail="2 USD are left", raised_at=clock())
        )
    pending_jobs, notifier = PendingJobs(database, Clock()), Stopping()
    for _ in range(2):
        sender = Alerts(database, notifier, Clock(), pending_jobs.carry_out)
        sender.gather_s = 0.0
        work = asyncio.create_task(sender.run())
        await asyncio.wait([work], timeout=0.3)
        work.cancel()
        await pending_jobs.settle()
    assert len(notifier.alerts) == 1


@dataclass
class Bundles:
    """A notifier that keeps what it is told, or can't tell it."""

    told: list[AlertBundle] = field(default_factory=list)
    jobs: list[str] = field(default_factory=list)
    is_away: bool = False

    async def alert(self, bundle: AlertBundle, jobs: Mapping[str, Job]) -> None:
        if self.is_away:
            raise DeliveryDelayed("away")
        self.told.append(bundle)
        self.jobs += jobs


async def carry_out(work: Coroutine[Any, Any, None]) -> None:
    await work


def open_alerts(database: Database, clock: MovedClock) -> tuple[Alerts, Bundles]:
    notifier = Bundles()
    return Alerts(database, cast("Notifier", notifier), clock, carry_out), notifier


async def lose(database: Database, clock: MovedClock, count: int) -> None:
    for _ in range(count):
        job = make_job()
        async with database.write() as connection:
            await store_job(connection, job)
            name = f"video_lost:{job.id}"
            alert = Alert(name=name, kind=AlertKind.VIDEO_LOST, job_id=job.id, raised_at=clock.now())
            await alerts.raise_alert(connection, alert)


async def test_several_lost_videos_are_one_message_and_more_of_them_another_an_hour_later(database: Database) -> None:
    clock = MovedClock(NOW)
    sender, notifier = open_alerts(database, clock)
    await lose(database, clock, 7)
    assert await sender._send_all() == 5.0
    clock.advance(seconds=5)
    notifier.is_away = True
    await sender._send_all()
    notifier.is_away = False
    await sender._send_all()
    assert [len(bundle.alerts) for bundle in notifier.told] == [7]
    assert len(notifier.jobs) == 5, "more aren't described"
    await lose(database, clock, 3)
    clock.advance(minutes=59)
    again, _ = open_alerts(database, clock)
    again._notifier = cast("Notifier", notifier)
    await again._send_all()
    assert len(notifier.told) == 1
    clock.advance(minutes=2)
    await again._send_all()
    assert [len(bundle.alerts) for bundle in notifier.told] == [7, 3]


async def test_a_pause_that_comes_and_goes_is_told_again_after_an_hour_with_its_count(database: Database) -> None:
    clock = MovedClock(NOW)
    sender, notifier = open_alerts(database, clock)
    sentence = Sentence("pause-key_rejected")
    for _ in range(3):
        sender.pause("key_rejected", sentence)
        await sender._store_pauses()
        clock.advance(minutes=1)
        await sender._send_all()
        sender.resume()
        await sender._store_pauses()
    sender.pause("key_rejected", sentence)
    clock.advance(hours=1)
    await sender._store_pauses()
    clock.advance(seconds=5)
    await sender._send_all()
    first, second = notifier.told
    assert first.first.sentences == (sentence,), "it can be said in any language"
    assert (first.repeats, second.repeats) == (0, 2)


async def test_a_pause_that_cannot_be_stored_is_told_all_the_same(database: Database) -> None:
    clock = MovedClock(NOW)
    sender, notifier = open_alerts(database, clock)
    sender.pause("database", Sentence("pause-database"))
    for _ in range(2):
        await sender._tell_unstored()
    assert [bundle.first.name for bundle in notifier.told] == ["paused:database"]


@pytest.mark.on_both_databases
async def test_an_alert_of_a_newer_version_does_not_keep_the_others_from_being_sent(database: Database) -> None:
    clock = MovedClock(NOW)
    sender, notifier = open_alerts(database, clock)
    await lose(database, clock, 1)
    async with database.write() as connection:
        await connection.execute(
            insert(alerts_table).values(name="new", kind="not_known_yet", detail="", raised_at=clock.now())
        )
    clock.advance(seconds=5)
    await sender._send_all()
    assert len(notifier.told) == 1
