"""Checks that the ledger agrees with the jobs and totals, and exports it."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.improvements import UNDER_WAY, UNPAID, ImprovementState
from bot.domain.jobs import Doubt, JobState
from bot.domain.ledger import SURELY_UNPAID, remaining_grants
from bot.domain.limits import WHOLE_BOT, Window
from bot.domain.money import MICROS_PER_USD, format_usd
from bot.domain.quota import UsageKind
from bot.storage.core.database import Database
from bot.storage.money.ledger import parse_entry
from bot.storage.tables.money import ledger

_MADE = frozenset({JobState.FETCHING, JobState.DELIVERING, JobState.DELIVERED, JobState.UNDELIVERABLE})
_OVER = frozenset({JobState.FAILED, JobState.CANCELLED})
_PAGE = 2_000

_JOBS = text(
    "SELECT j.id, j.state, j.failure, j.doubt, j.user_id, j.guild_id, j.duration_s, j.estimate_micros, j.cost_micros, "
    "j.completed_at IS NOT NULL AS is_completed, "
    "coalesce(a.reserves, 0) AS reserves, coalesce(a.releases, 0) AS releases, "
    "coalesce(a.settles, 0) AS settles, coalesce(a.refunds, 0) AS refunds, "
    "a.reserved, a.micros, a.seconds, a.granted, a.strangers, a.instants, "
    # The steps of old jobs aren't kept, and jobs from before has_failed_before only have their steps.
    "(j.has_failed_before OR EXISTS (SELECT 1 FROM job_events e WHERE e.job_id = j.id AND e.source = 'failed')) "
    "AS is_found "
    "FROM jobs j LEFT JOIN ("
    "SELECT l.job_id, sum(CASE WHEN l.kind = 'reserve' THEN 1 ELSE 0 END) AS reserves, "
    "sum(CASE WHEN l.kind = 'release' THEN 1 ELSE 0 END) AS releases, "
    "sum(CASE WHEN l.kind = 'settle' THEN 1 ELSE 0 END) AS settles, "
    "sum(CASE WHEN l.kind = 'refund' THEN 1 ELSE 0 END) AS refunds, "
    "sum(CASE WHEN l.kind IN ('reserve', 'release') THEN l.micros ELSE 0 END) AS reserved, "
    "sum(l.micros) AS micros, sum(l.seconds) AS seconds, sum(l.granted_seconds) AS granted, "
    # Requests from outside a server don't count against it.
    "sum(CASE WHEN l.user_id = o.user_id AND coalesce(l.guild_id, 0) = "
    "coalesce(CASE WHEN o.is_outside THEN NULL ELSE o.guild_id END, 0) THEN 0 ELSE 1 END) "
    "AS strangers, count(DISTINCT l.counts_at) AS instants "
    "FROM ledger l LEFT JOIN jobs o ON o.id = l.job_id WHERE l.job_id IS NOT NULL GROUP BY l.job_id"
    ") a ON a.job_id = j.id ORDER BY j.id"
)
_ORPHANS = text(
    "SELECT DISTINCT job_id FROM ledger l WHERE job_id IS NOT NULL "
    "AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.id = l.job_id) ORDER BY job_id"
)

_CALLS = text(
    "SELECT i.id, i.state, i.problem, i.estimate_micros, i.cost_micros, "
    "coalesce(a.reserves, 0) AS reserves, coalesce(a.ends, 0) AS ends, coalesce(a.refunds, 0) AS refunds, "
    "coalesce(a.micros, 0) AS micros, coalesce(a.seconds, 0) AS seconds, coalesce(a.strangers, 0) AS strangers "
    "FROM improvements i LEFT JOIN ("
    "SELECT l.improvement_id, sum(CASE WHEN l.kind = 'reserve' THEN 1 ELSE 0 END) AS reserves, "
    "sum(CASE WHEN l.kind IN ('settle', 'refund') THEN 1 ELSE 0 END) AS ends, "
    "sum(CASE WHEN l.kind = 'refund' THEN 1 ELSE 0 END) AS refunds, "
    "sum(l.micros) AS micros, sum(l.seconds + l.granted_seconds) AS seconds, "
    "sum(CASE WHEN l.user_id = o.user_id AND coalesce(l.guild_id, 0) = coalesce(o.guild_id, 0) "
    "AND l.counts_at = o.created_at THEN 0 ELSE 1 END) AS strangers "
    "FROM ledger l JOIN improvements o ON o.id = l.improvement_id GROUP BY l.improvement_id"
    ") a ON a.improvement_id = i.id ORDER BY i.id"
)


async def check(database: Database) -> list[str]:
    """Check a consistent snapshot of the ledger, even while the bot runs. Returns a sentence for each problem."""
    async with database.read() as connection:
        if not database.is_sqlite:  # a SQLite transaction reads one snapshot anyway
            await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        return await check_books(connection)


async def check_books(connection: AsyncConnection) -> list[str]:
    """Check that the ledger, the jobs and the totals agree. Returns a sentence for each problem.

    The transaction must read one consistent snapshot, as in `check`.
    """
    wrong = [
        f"The ledger has entries of job {row[0]}, which doesn't exist." for row in await connection.execute(_ORPHANS)
    ]
    async with connection.stream(_JOBS, execution_options={"yield_per": _PAGE}) as rows:
        async for row in rows:
            wrong += [f"Job {row.id}: {problem}." for problem in _check_job(row)]
    for row in await connection.execute(_CALLS):
        wrong += [f"Improvement {row.id}: {problem}." for problem in _check_call(row)]
    for kind, amount, subject in (
        (UsageKind.BOT, "micros", str(WHOLE_BOT)),
        (UsageKind.SERVER, "micros", "l.guild_id"),
        (UsageKind.USER_SECONDS, "seconds", "l.user_id"),
        (UsageKind.USER_USD, "micros", "l.user_id"),
    ):
        wrong += [problem async for problem in _check_totals(connection, kind, amount, subject)]
    return wrong + [problem async for problem in _check_grants(connection)]


def _check_job(row: Any) -> Iterator[str]:
    state = JobState(row.state)
    if row.reserves != 1 + row.releases:
        yield f"it has {row.reserves} reserve entries instead of {1 + row.releases if row.releases else 'one'}"
        return
    if row.strangers:
        yield "an entry has a different person or server"
    if row.instants > row.reserves:
        yield "its entries count at different times"
    if row.reserved != row.estimate_micros:
        yield f"{format_usd(row.reserved)} was reserved instead of {format_usd(row.estimate_micros)}"
    is_made = state in _MADE or bool(row.is_completed)
    if is_made and not row.settles:
        yield f"it is {state} but not settled"
    if not is_made and row.settles and state is not JobState.FAILED:
        yield f"it is {state} but already settled"
    # A lost job that an operator adopted keeps its refund.
    is_refunded = state in _OVER or bool(row.is_found)
    if (row.refunds == 1) is not is_refunded:
        yield f"it is {state} and has {row.refunds} refunds"
    seconds = 0 if is_refunded else row.duration_s
    if row.seconds + row.granted != seconds or row.seconds < 0 or row.granted < 0:
        yield f"it counts {row.seconds} s and {row.granted} extra s instead of {seconds} s"
    charged = _expected_charge(row, state)
    if row.micros < 0 or (charged is not None and row.micros != charged):
        yield f"it charges {format_usd(row.micros)} instead of {format_usd(charged or 0)}"


def _check_call(row: Any) -> Iterator[str]:
    """Check a call to the language model."""
    is_over = ImprovementState(row.state) not in UNDER_WAY
    if row.reserves != 1 or row.ends != (1 if is_over else 0):
        yield f"it is {row.state} and has {row.reserves} reserves and {row.ends} ends"
    if row.strangers or row.seconds:
        yield "an entry has a different person, server or time, or seconds"
    charged = row.estimate_micros if row.cost_micros is None else row.cost_micros
    if row.problem in UNPAID:
        charged = 0
    if bool(row.refunds) is not (row.problem in UNPAID) or row.micros != charged:
        yield f"it charges {format_usd(row.micros)} instead of {format_usd(charged)}"


def _expected_charge(row: Any, state: JobState) -> int | None:
    """The final cost that a job must have; None if it was settled late, by the history or by an operator."""
    if state is JobState.FAILED and row.settles and not row.is_completed:
        return None
    if row.cost_micros is not None and (row.settles or state in _OVER):
        return int(row.cost_micros)
    if row.doubt == Doubt.COST:
        return int(row.estimate_micros)
    if state is JobState.CANCELLED or (row.failure in SURELY_UNPAID and not row.is_completed):
        return 0
    return int(row.estimate_micros)


async def _check_totals(connection: AsyncConnection, kind: UsageKind, amount: str, subject: str) -> AsyncIterator[str]:
    owner = "" if kind is UsageKind.BOT else f"{subject} = t.subject_id AND "
    sums = ", ".join(
        f"t.{window}, coalesce((SELECT sum(l.{amount}) FROM ledger l WHERE {owner}l.counts_at > t.{window}_from), 0)"  # noqa: S608 - constants
        for window in Window
    )
    query = text(f"SELECT t.subject_id, {sums} FROM window_totals t WHERE t.scope = '{kind}' ORDER BY t.subject_id")  # noqa: S608 - constants
    for subject_id, *pairs in await connection.execute(query):
        for window, kept, summed in zip(Window, pairs[::2], pairs[1::2], strict=True):
            if kept != summed or kept < 0:
                yield f"The total of {kind} {subject_id} per {window} is {kept}, but the ledger says {summed}."
    missing = text(
        f"SELECT DISTINCT {subject} FROM ledger l WHERE l.kind <> 'grant' AND {subject} IS NOT NULL EXCEPT "  # noqa: S608 - constants
        f"SELECT subject_id FROM window_totals WHERE scope = '{kind}'"
    )
    for (subject_id,) in await connection.execute(missing):
        yield f"The ledger has entries of {kind} {subject_id}, but there is no total for them."


async def _check_grants(connection: AsyncConnection) -> AsyncIterator[str]:
    query = select(ledger).where(text("granted_seconds <> 0")).order_by(ledger.c.user_id, ledger.c.id)
    entries = [parse_entry(row) for row in await connection.execute(query)]
    for user_id, own in groupby(entries, key=lambda entry: entry.user_id):
        try:
            remaining_grants(own)
        except ValueError as error:
            yield f"Grants of user {user_id}: {error}."


EXPORT_HEADER = (
    "id",
    "recorded_at",
    "counts_at",
    "kind",
    "job_id",
    "user_id",
    "server_id",
    "seconds",
    "granted_seconds",
    "usd",
    "expires_at",
    "actor_id",
    "reason",
    "improvement_id",
)


async def export_rows(
    connection: AsyncConnection,
    guild_id: int | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> AsyncIterator[tuple[str, ...]]:
    """Yield the ledger as rows of text under EXPORT_HEADER, oldest first; None means no restriction."""
    query = select(ledger).order_by(ledger.c.id).limit(_PAGE)
    if guild_id is not None:
        query = query.where(ledger.c.guild_id == guild_id)
    if since is not None:
        query = query.where(ledger.c.recorded_at >= since)
    if until is not None:
        query = query.where(ledger.c.recorded_at < until)
    last_id = 0
    while True:
        rows = (await connection.execute(query.where(ledger.c.id > last_id))).all()
        for row in rows:
            yield _to_texts(row)
        if len(rows) < _PAGE:
            return
        last_id = rows[-1].id


def _to_texts(row: Any) -> tuple[str, ...]:
    usd = f"{'-' if row.micros < 0 else ''}{abs(row.micros) // MICROS_PER_USD}.{abs(row.micros) % MICROS_PER_USD:06d}"
    values = (
        row.id,
        _to_text(row.recorded_at),
        _to_text(row.counts_at),
        row.kind,
        row.job_id,
        row.user_id,
        row.guild_id,
        row.seconds,
        row.granted_seconds,
        usd,
        _to_text(row.expires_at),
        row.actor_id,
        _harmless(row.reason or ""),
        row.improvement_id,
    )
    return tuple("" if value is None else str(value) for value in values)


def _to_text(at: datetime | None) -> str:
    return "" if at is None else at.astimezone(UTC).isoformat(timespec="microseconds")


def _harmless(reason: str) -> str:
    """Escape a reason that spreadsheets would run as a formula."""
    return f"'{reason}" if reason.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else reason
