"""Alerts at the moment the worker stops."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.domain.alerts import Alert, AlertKind
from bot.domain.clock import Clock
from bot.domain.jobs import Job
from bot.storage.core.database import Database
from bot.storage.jobs import alerts
from bot.worker.alerts import Alerts
from bot.worker.pending_jobs import PendingJobs
from tests.support.worker_harness import RecordingNotifier


async def test_an_alert_that_was_sent_as_the_worker_stops_is_not_sent_again(
    database: Database, clock: Callable[[], datetime]
) -> None:
    class Stopping(RecordingNotifier):
        """Stops the work right after each alert."""

        async def alert(self, alert: Alert, job: Job | None) -> None:
            await super().alert(alert, job)
            work.cancel()

    async with database.write() as connection:
        await alerts.raise_alert(
            connection, Alert(name="balance", kind=AlertKind.BALANCE_LOW, detail="2 USD are left", raised_at=clock())
        )
    pending_jobs, notifier = PendingJobs(database, Clock()), Stopping()
    for _ in range(2):
        work = asyncio.create_task(Alerts(database, notifier, Clock(), pending_jobs.carry_out).run())
        await asyncio.wait([work], timeout=0.3)
        work.cancel()
        await pending_jobs.settle()
    assert len(notifier.alerts) == 1
