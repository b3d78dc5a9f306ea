"""Reports on usage: for admins about their server, and for operators about everything."""

import csv
import io
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.domain.clock import Clock
from bot.domain.jobs import Job, JobEvent
from bot.domain.ledger import Entry
from bot.domain.limits import WHOLE_BOT, Defaults, Limit, Window, resolve
from bot.domain.money import share_of
from bot.domain.reports import Outcome, Spending
from bot.sentences import Sentence
from bot.services.admin.changes import AdminActor, InvalidChange, authorize, reading
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.storage.money import ledger, ledger_audit, reports
from bot.storage.rules import limits

PERIOD_MAX = timedelta(days=366)
_TOP_MEMBERS = 10
#: The forecast for the month uses the average of this many days.
_TREND = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageReport:
    """Usage in a period, of one server or of the whole bot."""

    since: datetime
    until: datetime
    total: Spending
    #: Every day (UTC) of the period, oldest first.
    days: Sequence[tuple[date, Spending]]
    #: The current budgets.
    budgets: Mapping[Window, Limit]
    #: This calendar month (UTC): its cost so far, and its expected cost at the rate of the last seven days.
    month_micros: int
    forecast_micros: int
    #: The members who used most, and how much.
    top_members: Sequence[tuple[int, Spending]]
    #: How much each model was used, by its name.
    models: Sequence[tuple[str, Spending]]
    outcomes: Sequence[Outcome]
    #: The longest wait of the fastest half, and of the fastest 90 %; None without any video.
    wait_median_s: float | None
    wait_90_percent_s: float | None
    #: Requests refused by a budget.
    refusals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JobHistory:
    """Everything that is known about a job."""

    job: Job
    events: Sequence[JobEvent]
    entries: Sequence[Entry]


class Reports:
    """Reads reports; raises Forbidden or InvalidChange for anything that can't be shown."""

    def __init__(
        self, database: Database, defaults: Defaults, clock: Clock, name_model: Callable[[str], str] = str
    ) -> None:
        self._database = database
        #: Returns a model's name for its slug.
        self._name_model = name_model
        self._defaults = defaults
        self._clock = clock

    async def usage(self, actor: AdminActor, guild_id: int, since: datetime, until: datetime) -> UsageReport:
        """Report on a period of a server (WHOLE_BOT: of everything)."""
        authorize(actor, guild_id)
        if not since < until:
            raise InvalidChange(Sentence("change-period-order"))
        if until - since > PERIOD_MAX:
            raise InvalidChange(Sentence("change-period-long", days=PERIOD_MAX.days))
        now = self._clock.now()
        here = None if guild_id == WHOLE_BOT else guild_id
        async with reading(self._database) as connection:
            stored = await limits.list_limits(connection, guild_id)
            resolved = resolve(stored, self._defaults, user_id=None, guild_id=here)
            waits = await reports.list_waits(connection, here, since, until)
            present = now + timedelta(microseconds=1)
            month = await reports.sum_up(connection, here, _month_start(now), present)
            trend = await reports.sum_up(connection, here, present - _TREND, present)
            return UsageReport(
                since=since,
                until=until,
                total=await reports.sum_up(connection, here, since, until),
                days=_fill_days(await reports.list_days(connection, here, since, until), since, until),
                budgets=resolved.bot if here is None else resolved.server,
                month_micros=month.micros,
                forecast_micros=forecast_micros(month.micros, trend.micros, now),
                top_members=await reports.list_members(connection, here, since, until, _TOP_MEMBERS),
                models=self._merge(await reports.list_models(connection, here, since, until)),
                outcomes=await reports.list_outcomes(connection, here, since, until),
                wait_median_s=_quantile(waits, 0.5),
                wait_90_percent_s=_quantile(waits, 0.9),
                refusals=await reports.count_refusals(connection, here, since, until),
            )

    def _merge(self, by_slug: Sequence[tuple[str, Spending]]) -> Sequence[tuple[str, Spending]]:
        """Add up what the slugs of each model used; the most expensive model comes first."""
        known: dict[str, Spending] = {}
        for slug, one in by_slug:
            name = self._name_model(slug)
            same = known.get(name, Spending(0, 0, 0))
            known[name] = Spending(same.micros + one.micros, same.seconds + one.seconds, same.jobs + one.jobs)
        return sorted(known.items(), key=lambda one: (-one[1].micros, one[0]))

    async def history(self, actor: AdminActor, guild_id: int, named: str | int) -> JobHistory:
        """Read the events and entries of a job, named by its id or by its card's or result's message id.

        Admins only see jobs of their server. Raises InvalidChange if there is no such job.
        """
        authorize(actor, guild_id)
        async with reading(self._database) as connection:
            if isinstance(named, str):
                job = await jobs.get_job(connection, named)
            else:
                job = await jobs.find_by_message(connection, named)
            if job is None or (job.budget_guild_id != guild_id and not actor.is_operator):
                raise InvalidChange(Sentence("change-no-video"))
            return JobHistory(
                job=job,
                events=await jobs.list_events(connection, job.id),
                entries=await ledger.list_entries(connection, job.id),
            )

    async def export(self, actor: AdminActor, guild_id: int, since: datetime, until: datetime) -> AsyncIterator[str]:
        """Yield the ledger of a period as lines of a CSV file, starting with its header."""
        authorize(actor, guild_id)
        yield _csv_line(ledger_audit.EXPORT_HEADER)
        async with reading(self._database) as connection:
            here = None if guild_id == WHOLE_BOT else guild_id
            async for row in ledger_audit.export_rows(connection, here, since, until):
                yield _csv_line(row)


def forecast_micros(month_micros: int, trend_micros: int, now: datetime) -> int:
    """The expected cost of this calendar month (UTC) at the rate of the last seven days."""
    now = now.astimezone(UTC)
    next_month = (_month_start(now) + timedelta(days=32)).replace(day=1)
    return month_micros + share_of(trend_micros, next_month - now, _TREND)


def _month_start(now: datetime) -> datetime:
    return now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _fill_days(
    days: Sequence[tuple[date, Spending]], since: datetime, until: datetime
) -> Sequence[tuple[date, Spending]]:
    known = dict(days)
    first, last = since.astimezone(UTC).date(), (until - timedelta(microseconds=1)).astimezone(UTC).date()
    every = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    return [(day, known.get(day, Spending(0, 0, 0))) for day in every]


def _quantile(ordered: Sequence[float], share: float) -> float | None:
    """The smallest value that this share of the values doesn't exceed."""
    return ordered[max(0, -(-len(ordered) * int(share * 100) // 100) - 1)] if ordered else None


def _csv_line(values: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(values)
    return line.getvalue()
