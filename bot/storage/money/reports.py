"""Sums for reports, of the jobs accepted in a period in one server or (None) in all, and of their ledger entries."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import BigInteger as Big
from sqlalchemy import ColumnElement, Integer, cast, distinct, func, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.jobs import FailureReason, JobState
from bot.domain.ledger import EntryKind
from bot.domain.reports import Outcome, Spending
from bot.storage.tables.jobs import jobs
from bot.storage.tables.money import improvements, ledger
from bot.storage.tables.rules import refusals

_DAY_MICROS = timedelta(days=1) // timedelta(microseconds=1)
_EPOCH_DAY = date(1970, 1, 1)
#: How many of the latest jobs count for the waiting times; more would hardly change them.
_WAITING_JOBS = 5_000


_SUMS = (
    cast(func.coalesce(func.sum(ledger.c.micros), 0), Big),
    cast(func.coalesce(func.sum(ledger.c.seconds + ledger.c.granted_seconds), 0), Big),
    func.count(distinct(ledger.c.job_id)),
)


async def list_days(
    connection: AsyncConnection, guild_id: int | None, since: datetime, until: datetime
) -> list[tuple[date, Spending]]:
    """Read the usage of each day (UTC), oldest first; days without any job are left out."""
    # The column type hides that instants are whole microseconds, which can be divided into days.
    day = type_coerce(ledger.c.counts_at, Big).op("/", return_type=Integer())(_DAY_MICROS)
    query = select(day, *_SUMS).where(*_booked(guild_id, since, until)).group_by(day).order_by(day)
    return [(_EPOCH_DAY + timedelta(days=row[0]), Spending(*row[1:])) for row in await connection.execute(query)]


async def sum_up(connection: AsyncConnection, guild_id: int | None, since: datetime, until: datetime) -> Spending:
    """Read the usage of a whole period."""
    row = (await connection.execute(select(*_SUMS).where(*_booked(guild_id, since, until)))).one()
    return Spending(*row)


async def list_members(
    connection: AsyncConnection, guild_id: int | None, since: datetime, until: datetime, limit: int
) -> list[tuple[int, Spending]]:
    """Read who used the most money; those with equal amounts are sorted by id."""
    query = select(ledger.c.user_id, *_SUMS).where(*_booked(guild_id, since, until)).group_by(ledger.c.user_id)
    query = query.order_by(_SUMS[0].desc(), ledger.c.user_id).limit(limit)
    return [(row[0], Spending(*row[1:])) for row in await connection.execute(query)]


async def list_models(
    connection: AsyncConnection, guild_id: int | None, since: datetime, until: datetime
) -> list[tuple[str, Spending]]:
    """Read how much each model was used, by slug, including those that improve prompts."""
    found: list[tuple[str, Spending]] = []
    for table, owner in ((jobs, ledger.c.job_id), (improvements, ledger.c.improvement_id)):
        query = select(table.c.model, *_SUMS).join_from(ledger, table, table.c.id == owner)
        query = query.where(*_booked(guild_id, since, until)).group_by(table.c.model).order_by(table.c.model)
        found += [(row[0], Spending(*row[1:])) for row in await connection.execute(query)]
    return found


async def list_outcomes(
    connection: AsyncConnection, guild_id: int | None, since: datetime, until: datetime
) -> list[Outcome]:
    """Count the jobs by state and failure, the most frequent first."""
    count = func.count()
    query = select(jobs.c.state, jobs.c.failure, count).where(*_accepted(guild_id, since, until))
    query = query.group_by(jobs.c.state, jobs.c.failure).order_by(count.desc(), jobs.c.state, jobs.c.failure)
    return [
        Outcome(JobState(state), None if failure is None else FailureReason(failure), number)
        for state, failure, number in await connection.execute(query)
    ]


async def list_waits(
    connection: AsyncConnection, guild_id: int | None, since: datetime, until: datetime
) -> Sequence[float]:
    """Read how many seconds people waited for the latest delivered videos, in ascending order."""
    query = select(jobs.c.created_at, jobs.c.changed_at).where(*_accepted(guild_id, since, until))
    query = query.where(jobs.c.state == JobState.DELIVERED).order_by(jobs.c.created_at.desc()).limit(_WAITING_JOBS)
    return sorted((changed - created).total_seconds() for created, changed in await connection.execute(query))


async def count_refusals(connection: AsyncConnection, guild_id: int | None, since: datetime, until: datetime) -> int:
    """Count the requests refused by a budget."""
    query = select(func.coalesce(func.sum(refusals.c.count), 0))
    query = query.where(refusals.c.at >= since, refusals.c.at < until)
    if guild_id is not None:
        query = query.where(refusals.c.guild_id == guild_id)
    return int((await connection.execute(query)).scalar_one())


def _booked(guild_id: int | None, since: datetime, until: datetime) -> list[ColumnElement[bool]]:
    where = [ledger.c.kind != EntryKind.GRANT, ledger.c.counts_at >= since, ledger.c.counts_at < until]
    return where if guild_id is None else [*where, ledger.c.guild_id == guild_id]


def _accepted(guild_id: int | None, since: datetime, until: datetime) -> list[ColumnElement[bool]]:
    where = [jobs.c.created_at >= since, jobs.c.created_at < until]
    return where if guild_id is None else [*where, jobs.c.guild_id == guild_id]
