"""Sends alerts to operators: each one once, even across restarts, and those of one kind together."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeAlias

from bot.domain.alerts import GATHER_S, JOBS_SHOWN, PAUSED_PREFIX, REPEAT_AFTER, Alert, AlertBundle, AlertKind, gather
from bot.domain.clock import Clock
from bot.domain.jobs import Job
from bot.observability import get_logger
from bot.sentences import Sentence
from bot.services.ports import DeliveryDelayed, DeliveryError, DeliveryImpossible, Notifier
from bot.storage.core.database import Database
from bot.storage.jobs import alerts, jobs

log = get_logger(__name__)

#: This process's alerts are sent at once; this is how often those of other processes are read.
_LOOK_S = 30.0
_RETRY_S = 30.0
#: How long storing alerts may fail before operators are told of a pause anyway.
_UNSTORED_S = 60.0
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
        #: How long an alert waits for others of its kind.
        self.gather_s = GATHER_S
        #: Pauses of submission that aren't stored yet, as name and reason; an empty name ends the pause.
        self._pauses: list[tuple[str, Sentence | str]] = []
        self._unstored_told_at = -math.inf

    def wake(self) -> None:
        """Check for new alerts soon. Returns at once; may be called from any callback."""
        self._woken.set()

    def pause(self, name: str, reason: Sentence | str) -> None:
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
        failing_since: float | None = None
        while True:
            await self._clock.wait(self._woken, delay_s)
            self._woken.clear()
            try:
                await self._store_pauses()
                delay_s = await self._send_all()
                failing_since = None
            except Exception:  # one failing alert must not stop the others
                log.exception("alerts not sent yet")
                delay_s = _RETRY_S
                now = self._clock.monotonic()
                failing_since = now if failing_since is None else failing_since
                if now - failing_since >= _UNSTORED_S:
                    await self._tell_unstored()

    async def _store_pauses(self) -> None:
        while self._pauses:
            name, reason = self._pauses[0]
            async with self._database.write() as connection:
                if not name:
                    await alerts.clear_alerts(connection, PAUSED_PREFIX)
                else:
                    await alerts.raise_alert(connection, self._make_pause(name, reason))
            del self._pauses[0]

    def _make_pause(self, name: str, reason: Sentence | str) -> Alert:
        return Alert(
            name=f"{PAUSED_PREFIX}{name}",
            kind=AlertKind.SUBMISSION_PAUSED,
            sentences=(reason,) if isinstance(reason, Sentence) else (),
            detail=str(reason),
            raised_at=self._clock.now(),
        )

    async def _tell_unstored(self) -> None:
        """Tell operators about a pause that can't be stored, perhaps because the disk is full; at most once an hour."""
        now = self._clock.monotonic()
        pauses = [pause for pause in self._pauses if pause[0]]
        if not pauses or now - self._unstored_told_at < REPEAT_AFTER.total_seconds():
            return
        try:
            await self._notifier.alert(AlertBundle((self._make_pause(*pauses[0]),)), {})
        except DeliveryError as error:
            log.error("pause not told", why=str(error))
        else:
            self._unstored_told_at = now

    async def _send_all(self) -> float:
        """Send what is due; returns the seconds until the next check."""
        async with self._database.read() as connection:
            unsent = await alerts.list_unsent(connection)
            tellings = await alerts.read_tellings(connection, (alert.topic for alert in unsent))
        bundles, wait_s = gather(unsent, tellings, self._clock.now(), gather_s=self.gather_s)
        delay_s = _LOOK_S if wait_s is None else min(_LOOK_S, wait_s)
        for bundle in bundles:
            try:
                await self._notifier.alert(bundle, await self._read_jobs(bundle))
            except DeliveryDelayed as error:
                log.warning("alert delayed", alert=bundle.first.name, why=str(error))
                delay_s = min(delay_s, error.retry_after_s or _RETRY_S)
                continue
            except DeliveryImpossible as error:
                log.error("alert reaches nobody", alert=bundle.first.name, detail=bundle.first.detail, why=str(error))
            await self._carry_out(self._mark_sent(bundle))
        return delay_s

    async def _read_jobs(self, bundle: AlertBundle) -> dict[str, Job]:
        job_ids = [alert.job_id for alert in bundle.alerts if alert.job_id is not None]
        if not job_ids:
            return {}
        async with self._database.read() as connection:
            return await jobs.get_jobs(connection, job_ids[:JOBS_SHOWN])

    async def _mark_sent(self, bundle: AlertBundle) -> None:
        async with self._database.write() as connection:
            await alerts.mark_sent(connection, bundle.alerts, self._clock.now())
