"""Sends alerts to operators: each one once, even across restarts."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeAlias

from bot.domain.alerts import PAUSED_PREFIX, Alert, AlertKind
from bot.domain.clock import Clock
from bot.observability import get_logger
from bot.services.ports import DeliveryDelayed, DeliveryImpossible, Notifier
from bot.storage.core.database import Database
from bot.storage.jobs import alerts, jobs

log = get_logger(__name__)

#: Alerts of this process are sent at once; this is how often those stored by others are read.
_LOOK_S = 30.0
_RETRY_S = 30.0
#: Finishes a change even if the caller is cancelled.
CarryOut: TypeAlias = Callable[[Coroutine[Any, Any, None]], Awaitable[None]]


class Alerts:
    """Sends stored alerts that weren't sent yet; anyone with a database connection may store one."""

    def __init__(self, database: Database, notifier: Notifier, clock: Clock, carry_out: CarryOut) -> None:
        self._database = database
        self._carry_out = carry_out
        self._notifier = notifier
        self._clock = clock
        self._woken = asyncio.Event()
        #: Why submission is paused, if that isn't stored yet; an empty reason ends a pause.
        self._pauses: list[tuple[str, str]] = []

    def wake(self) -> None:
        """Check for new alerts soon. Returns at once; may be called from any callback."""
        self._woken.set()

    def pause(self, name: str, reason: str) -> None:
        """Tell operators, once, that nothing is submitted for a reason that only they can fix."""
        self._pauses.append((name, reason))
        self.wake()

    def resume(self) -> None:
        """Record that submission works again, so the next pause raises a new alert."""
        self._pauses.append(("", ""))
        self.wake()

    async def run(self) -> None:
        """Run until cancelled, with retries while the database or Discord doesn't respond."""
        delay_s = 0.0
        while True:
            await self._clock.wait(self._woken, delay_s)
            self._woken.clear()
            try:
                await self._store_pauses()
                delay_s = await self._send_all()
            except Exception:  # one failing alert must not stop the others
                log.exception("alerts not sent yet")
                delay_s = _RETRY_S

    async def _store_pauses(self) -> None:
        while self._pauses:
            name, reason = self._pauses[0]
            async with self._database.write() as connection:
                if not name:
                    await alerts.clear_alerts(connection, PAUSED_PREFIX)
                else:
                    alert = Alert(
                        name=f"{PAUSED_PREFIX}{name}",
                        kind=AlertKind.SUBMISSION_PAUSED,
                        detail=reason,
                        raised_at=self._clock.now(),
                    )
                    await alerts.raise_alert(connection, alert)
            del self._pauses[0]

    async def _send_all(self) -> float:
        """Send the unsent alerts; returns the seconds until the next check."""
        async with self._database.read() as connection:
            unsent = await alerts.list_unsent(connection)
        delay_s = _LOOK_S
        for alert in unsent:
            async with self._database.read() as connection:
                job = None if alert.job_id is None else await jobs.get_job(connection, alert.job_id)
            try:
                await self._notifier.alert(alert, job)
            except DeliveryDelayed as error:
                log.warning("alert delayed", alert=alert.name, why=str(error))
                delay_s = min(delay_s, error.retry_after_s or _RETRY_S)
                continue
            except DeliveryImpossible as error:
                log.error("alert reaches nobody", alert=alert.name, detail=alert.detail, why=str(error))
            await self._carry_out(self._mark_sent(alert))
        return delay_s

    async def _mark_sent(self, alert: Alert) -> None:
        async with self._database.write() as connection:
            await alerts.mark_sent(connection, alert.name, self._clock.now())
