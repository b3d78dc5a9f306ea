"""The metrics of what all processes share, read from the database on request. Only the leader has them.

So a sum over all processes is right.
"""

import asyncio
import time
from collections.abc import Iterator, Mapping

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from bot.domain.clock import Clock
from bot.domain.jobs import FINAL, JobState
from bot.domain.limits import WHOLE_BOT, Defaults, Window, resolve
from bot.domain.money import MICROS_PER_USD
from bot.domain.quota import UsageKind
from bot.models import Catalogue
from bot.monitoring.metrics import Metrics
from bot.observability import get_logger
from bot.storage.core.database import DATABASE_FAILURES, Database
from bot.storage.jobs import metrics as queries
from bot.storage.money.window_totals import read_totals
from bot.storage.rules.limits import list_limits

log = get_logger(__name__)

#: How long values are served again without another query.
FRESH_S = 5.0
_TIMEOUT_S = 5.0
#: Steps may be committed in another order than that of their ids, so this many are read again.
_OVERLAP = 500


class StoredMetrics(Collector):
    """Reads the shared values, and counts in `metrics` what has happened since the last time."""

    def __init__(
        self, database: Database, metrics: Metrics, clock: Clock, catalogue: Catalogue, defaults: Defaults
    ) -> None:
        self._database = database
        self._metrics = metrics
        self._clock = clock
        self._catalogue = catalogue
        self._defaults = defaults
        self._turn = asyncio.Lock()
        self._read_at = -FRESH_S
        #: None if this process isn't the leader, or couldn't read them.
        self._families: tuple[GaugeMetricFamily, ...] = ()
        #: The last step before those that count (None before the first read), and the last one that was seen.
        self._from_id: int | None = None
        self._last_id = 0
        self._seen: set[int] = set()
        self._balance_micros: int | None = None
        metrics.registry.register(self)

    def note_balance(self, balance_micros: int) -> None:
        """Remember the balance from an answer of Segmind."""
        self._balance_micros = balance_micros

    def collect(self) -> Iterator[Metric]:
        """What the last `refresh` read."""
        yield from self._families

    async def start(self) -> None:
        """Count from now on; earlier steps were counted by processes before this one. Never raises."""
        await self.refresh(is_leader=False)
        self._read_at = -FRESH_S

    async def refresh(self, *, is_leader: bool) -> None:
        """Read everything again unless it is fresh. Never raises: without the database, there is nothing to show."""
        async with self._turn:
            if time.monotonic() - self._read_at < FRESH_S:
                return
            self._families = ()
            try:
                async with asyncio.timeout(_TIMEOUT_S):
                    await self._read(is_leader=is_leader)
            except DATABASE_FAILURES as error:
                log.warning("metrics not read", why=type(error).__name__)
            self._read_at = time.monotonic()

    async def _read(self, *, is_leader: bool) -> None:
        async with self._database.read() as connection:
            if self._from_id is None or not is_leader:
                self._from_id = self._last_id = await queries.last_step(connection)
                self._seen.clear()
                if not is_leader:
                    return
            now = self._clock.now()
            steps = await queries.list_steps(connection, max(self._from_id, self._last_id - _OVERLAP))
            counts = await queries.count_jobs(connection)
            totals = await connection.run_sync(read_totals, 0, None, now)
            limits = resolve(await list_limits(connection, WHOLE_BOT), self._defaults, user_id=None, guild_id=None)
        self._count(steps)
        budgets = {window: limit.value for window, limit in limits.bot.items()}
        self._families = (
            *self._describe_jobs(counts),
            *_describe_money(totals[UsageKind.BOT].spent, budgets),
            *self._describe_segmind(),
        )

    def _count(self, steps: list[queries.Step]) -> None:
        for step in steps:
            if step.id in self._seen:
                continue
            if step.source is None:
                self._metrics.job_accepted(step.model)
            if step.cost_micros is not None:
                self._metrics.cost_booked(step.model, step.cost_micros / MICROS_PER_USD)
            if step.target not in FINAL or step.source is step.target:
                continue
            outcome = step.failure if step.target is JobState.FAILED and step.failure else step.target.value
            self._metrics.job_ended(step.model, outcome)
            if step.target is JobState.DELIVERED:
                ready_s = None if step.completed_at is None else (step.at - step.completed_at).total_seconds()
                since_request_s = (step.at - step.requested_at).total_seconds()
                self._metrics.video_posted(step.model, since_request_s=since_request_s, since_ready_s=ready_s)
        if steps:
            self._last_id = max(self._last_id, steps[-1].id)
            self._seen |= {step.id for step in steps}
            self._seen = {step_id for step_id in self._seen if step_id > self._last_id - _OVERLAP}

    def _describe_jobs(self, counts: list[queries.JobCount]) -> Iterator[GaugeMetricFamily]:
        jobs = GaugeMetricFamily(
            "veo_jobs", "Jobs that haven't ended, and videos that couldn't be posted", labels=["state", "model"]
        )
        by_label: dict[tuple[str, str], int] = {}
        for one in counts:
            label = (one.state.value, self._metrics.name_model(one.model))
            by_label[label] = by_label.get(label, 0) + one.count
        for label, count in by_label.items():
            jobs.add_metric(label, count)
        yield jobs
        queued = [one.oldest_at for one in counts if one.state is JobState.QUEUED and one.oldest_at is not None]
        oldest_s = max(0.0, (self._clock.now() - min(queued)).total_seconds()) if queued else 0.0
        yield GaugeMetricFamily(
            "veo_oldest_queued_seconds", "How long the oldest queued job has waited", value=oldest_s
        )
        reserved = sum(one.reserved_micros for one in counts) / MICROS_PER_USD
        yield GaugeMetricFamily("veo_reserved_usd", "Reserved for jobs whose cost isn't known", value=reserved)

    def _describe_segmind(self) -> Iterator[GaugeMetricFamily]:
        if self._balance_micros is not None:
            balance = self._balance_micros / MICROS_PER_USD
            yield GaugeMetricFamily("veo_balance_usd", "The account's balance at Segmind", value=balance)
        in_service = GaugeMetricFamily("veo_model_in_service", "1, or 0 if Segmind no longer has it", labels=["model"])
        for slug in sorted({slug for spec in self._catalogue.on for slug in spec.slugs}):
            in_service.add_metric([slug], float(slug not in self._catalogue.out_of_service))
        yield in_service


def _describe_money(spent: Mapping[Window, int], budgets: Mapping[Window, int | None]) -> Iterator[GaugeMetricFamily]:
    used = GaugeMetricFamily("veo_budget_used_usd", "What counts against the bot's budgets", labels=["window"])
    budget = GaugeMetricFamily(
        "veo_budget_usd", "The bot's budgets; one that is unlimited is absent", labels=["window"]
    )
    for window in Window:
        used.add_metric([window.value], spent[window] / MICROS_PER_USD)
        limit = budgets.get(window)
        if limit is not None:
            budget.add_metric([window.value], limit / MICROS_PER_USD)
    yield used
    yield budget
