"""The balance guard: pauses submission while the Segmind credits are low, and resumes it automatically."""

import asyncio
import math
from collections.abc import Callable

from bot.domain.alerts import Alert, AlertKind
from bot.domain.clock import Clock
from bot.domain.money import format_usd
from bot.domain.request_budget import RequestBudget
from bot.models import Catalogue
from bot.observability import get_logger
from bot.segmind.client import SegmindClient
from bot.segmind.errors import RateLimited, SegmindError
from bot.sentences import Sentence
from bot.services.quota.quotes import estimate_micros
from bot.storage.core.database import Database
from bot.storage.jobs import alerts
from bot.worker.submission_gate import SubmissionGate

log = get_logger(__name__)

#: Shown to users while nothing is submitted.
RESTING = Sentence("pause-balance")
#: The name of the hold and of the alert. A successful submission ends neither.
BALANCE = "balance"
#: The guard asks for the balance if no answer contained it for this long; more often while submission is paused.
ASK_EVERY_S = 600.0
ASK_RESTING_S = 60.0
_ASK_AGAIN_S = 30.0
#: A result contains the balance at the time of the charge; anything newer takes precedence.
_FRESH_S = 60.0
#: How long to wait, at most, before checking the request budget for room again.
_LOOK_S = 1.0
_WRITE_RETRY_S = 5.0


class BalanceGuard:
    """Tracks the account's balance, holds the gate while it is too low, and tells the operators once."""

    def __init__(
        self,
        *,
        client: SegmindClient,
        budget: RequestBudget,
        submission_gate: SubmissionGate,
        database: Database,
        clock: Clock,
        floor_micros: int,
        catalogue: Catalogue,
        on_answered: Callable[[], None],
        on_alert: Callable[[], None],
    ) -> None:
        self._client = client
        self._budget = budget
        self._submission_gate = submission_gate
        self._database = database
        self._clock = clock
        self._floor_micros = floor_micros
        self._catalogue = catalogue
        #: Called after each request of the guard, because it used room in the budget that others may wait for.
        self._on_answered = on_answered
        #: Called when there is something to tell operators.
        self._on_alert = on_alert
        self._balance_micros: int | None = None
        self._heard_at = self._asked_at = -math.inf
        #: Whether operators have been told that the balance is low; None if this process doesn't know yet.
        self._is_told: bool | None = None
        self._changed = asyncio.Event()

    @property
    def is_low(self) -> bool:
        """Whether the balance is too low; an unknown one is not."""
        return self._balance_micros is not None and self._balance_micros < self._floor_micros

    def note(self, balance_micros: int) -> None:
        """Update the balance from an answer. Returns at once; may be called from any callback."""
        self._heard_at = self._clock.monotonic()
        self._take_in(balance_micros)

    def note_result(self, balance_micros: int) -> None:
        """Update the balance from a finished video; ignored if a newer one is known."""
        if self._clock.monotonic() - self._heard_at >= _FRESH_S:
            self._take_in(balance_micros)

    async def run(self) -> None:
        """Ask for the balance at the start and whenever it is old, until cancelled."""
        while True:
            self._changed.clear()
            try:
                wait_s = await self._advance()
            except Exception:  # the guard must go on, because nothing else ends the pause
                log.exception("balance not looked after")
                wait_s = _WRITE_RETRY_S
            await self._clock.wait(self._changed, wait_s)

    def _take_in(self, balance_micros: int) -> None:
        self._balance_micros = balance_micros
        if self.is_low:
            self._submission_gate.hold(BALANCE, RESTING)
        else:
            self._submission_gate.lift(BALANCE)
        self._changed.set()

    async def _advance(self) -> float:
        """Do what is due; returns the seconds until the next step, unless the balance changes before."""
        if self._balance_micros is not None and self._is_told is not self.is_low:
            await self._tell_operators(self._balance_micros)
        interval_s = ASK_RESTING_S if self.is_low else ASK_EVERY_S
        now = self._clock.monotonic()
        due = max(self._heard_at + interval_s, self._asked_at + _ASK_AGAIN_S)
        if due > now:
            return due - now
        free_at = self._budget.free_at(now)
        if free_at > now:
            return min(_LOOK_S, free_at - now)
        await self._ask()
        return 0.0

    async def _ask(self) -> None:
        """Send one request, counted in the budget like all others, and update the balance."""
        ticket = self._budget.take(self._clock.monotonic())
        self._asked_at = self._clock.monotonic()
        until: float | None = None
        try:
            self.note((await self._client.balance()).credits_micros)
        except RateLimited as error:
            until = self._clock.monotonic() + (error.retry_at - self._clock.now()).total_seconds()
        except SegmindError as error:
            log.warning("balance not read", why=type(error).__name__, said=error.detail)
        finally:
            now = self._clock.monotonic()
            if until is None:
                self._budget.answered(ticket, now)
            else:
                self._budget.throttled(ticket, now, until)
            self._on_answered()

    async def _tell_operators(self, balance_micros: int) -> None:
        """Raise the alert, once even across restarts, or clear it."""
        is_low = self.is_low
        if is_low:
            alert = await self._describe(balance_micros)
            async with self._database.write() as connection:
                await alerts.raise_alert(connection, alert)
            self._on_alert()
        else:
            async with self._database.write() as connection:
                await alerts.clear_alerts(connection, BALANCE)
        self._is_told = is_low

    async def _describe(self, balance_micros: int) -> Alert:
        """Describe how much is left, and about how many videos that buys."""
        spec = self._catalogue.usual
        request = spec.usual_request()
        async with self._database.read() as connection:
            price_micros = await connection.run_sync(estimate_micros, spec, request)
        clips = max(0, balance_micros) // price_micros
        left = Sentence(
            "alert-balance-left", balance=format_usd(balance_micros), clips=clips, seconds=request.duration_s
        )
        return Alert(name=BALANCE, kind=AlertKind.BALANCE_LOW, sentences=(left,), raised_at=self._clock.now())
