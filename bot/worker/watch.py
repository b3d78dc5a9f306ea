"""Raises alerts for problems that last too long, and clears them when they are over."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.alerts import Alert, AlertKind
from bot.domain.clock import Clock
from bot.domain.jobs import JobState
from bot.domain.request_budget import RequestBudget
from bot.observability import get_logger
from bot.sentences import Sentence
from bot.storage.core.database import Database
from bot.storage.jobs import alerts
from bot.worker.pending_jobs import PendingJobs
from bot.worker.submission_gate import SubmissionGate

log = get_logger(__name__)

_LOOK_S = 30.0
#: How long each problem must last before it raises an alert.
RATE_LIMITED_S = 600.0
SEGMIND_DOWN_S = 900.0
BACKLOG = timedelta(minutes=30)
#: Refusals still count as going on if the last one was within this time.
_REFUSED_LATELY_S = 120.0


@dataclass(slots=True)
class _Condition:
    """A problem that may last too long."""

    kind: AlertKind
    after_s: float
    #: Tells whether it is the case now.
    is_so: Callable[[], bool]
    #: Describes it, given the seconds that it has lasted.
    describe: Callable[[float], Sentence]
    since: float | None = None
    #: Whether its alert is stored, perhaps by a process before this one.
    is_raised: bool = False


class Watch:
    """Checks the worker's state every half minute."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        budget: RequestBudget,
        submission_gate: SubmissionGate,
        pending_jobs: PendingJobs,
        on_alert: Callable[[], None],
    ) -> None:
        self._database = database
        self._clock = clock
        self._budget = budget
        self._submission_gate = submission_gate
        self._pending_jobs = pending_jobs
        self._on_alert = on_alert
        self._is_new = True
        self._conditions = (
            _Condition(AlertKind.RATE_LIMITED, RATE_LIMITED_S, self._is_rate_limited, self._describe_rate),
            _Condition(AlertKind.SEGMIND_DOWN, SEGMIND_DOWN_S, self._is_down, self._describe_down),
            _Condition(AlertKind.BACKLOG_LONG, 0.0, self._is_long, self._describe_backlog),
        )

    async def run(self) -> None:
        """Check regularly until cancelled."""
        while True:
            try:
                await self.look()
            except Exception:  # the next look may succeed
                log.exception("conditions not looked at")
            await self._clock.sleep(_LOOK_S)

    async def look(self) -> None:
        """Raise or clear alerts as needed. Raises what the database raises."""
        if self._is_new:
            async with self._database.read() as connection:
                for condition in self._conditions:
                    condition.is_raised = await alerts.is_raised(connection, condition.kind)
            self._is_new = False
        for condition in self._conditions:
            now = self._clock.monotonic()
            if not condition.is_so():
                condition.since = None
                await self._store(condition, None)
                continue
            if condition.since is None:
                condition.since = now
            lasted_s = now - condition.since
            if lasted_s >= condition.after_s:
                await self._store(condition, condition.describe(lasted_s))

    async def _store(self, condition: _Condition, said: Sentence | None) -> None:
        is_raised = said is not None
        if condition.is_raised is is_raised:
            return
        async with self._database.write() as connection:
            if said is None:
                await alerts.clear_alerts(connection, condition.kind)
            else:
                alert = Alert(name=condition.kind, kind=condition.kind, sentences=(said,), raised_at=self._clock.now())
                await alerts.raise_alert(connection, alert)
        condition.is_raised = is_raised
        if is_raised:
            log.warning("alert raised", kind=condition.kind, said=str(said))
            self._on_alert()

    def _is_rate_limited(self) -> bool:
        return self._clock.monotonic() - self._budget.refused_at < _REFUSED_LATELY_S

    def _describe_rate(self, lasted_s: float) -> Sentence:
        return Sentence("alert-rate-said", minutes=int(lasted_s // 60), rpm=self._budget.limit_per_minute)

    def _is_down(self) -> bool:
        return self._submission_gate.is_offline

    def _describe_down(self, lasted_s: float) -> Sentence:
        return Sentence("alert-down-said", minutes=int(lasted_s // 60))

    def _waiting(self) -> tuple[int, timedelta]:
        """How many jobs are queued though they may be submitted, and how long the oldest has waited."""
        now = self._clock.now()
        due = [
            now - job.not_before_at
            for job in self._pending_jobs
            if job.state is JobState.QUEUED
            and not job.awaits_scene
            and job.not_before_at <= now
            and self._submission_gate.reason_for(job.request.model) is None
        ]
        return len(due), max(due, default=timedelta(0))

    def _is_long(self) -> bool:
        return self._waiting()[1] >= BACKLOG

    def _describe_backlog(self, _lasted_s: float) -> Sentence:
        count, oldest = self._waiting()
        return Sentence("alert-backlog-said", count=count, minutes=int(oldest.total_seconds() // 60))
