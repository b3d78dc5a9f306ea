"""Writes and reads the ledger.

Every write here must be in the same transaction as the job's own step. Transactions that book money run one at a time:
on SQLite because all writes do, on PostgreSQL because they hold a lock until they end.
"""

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import BigInteger, Connection, Row, Select, bindparam, delete, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.jobs import Job
from bot.domain.ledger import Entry, EntryKind, follow, release, reserve, settle_late, step_kind
from bot.domain.strikes import STRIKE_WINDOW, Strike, StrikeKind, strike_kind, tally
from bot.storage.core.database import note_wait
from bot.storage.money import window_totals as totals
from bot.storage.tables.money import ledger, strikes

#: An arbitrary constant: the lock that a transaction takes to book money on PostgreSQL.
_MONEY_LOCK = 0x7EB07002
_COLUMNS = tuple(ledger.c)
_NAMES = tuple(column.name for column in ledger.c if column.name != "id")
_read_entry = attrgetter(*_NAMES)


@dataclass(frozen=True, slots=True)
class Booking:
    """What a job's step booked."""

    entry: Entry
    #: How many strikes of its kind the person has now, including this one; 0 if it wasn't a strike.
    strikes: int = 0


def lock(connection: Connection) -> None:
    """Wait for the lock to book money, which is held until the transaction ends.

    To move several jobs in one transaction, call this first; otherwise two such transactions could deadlock.
    """
    if connection.dialect.name == "postgresql":
        with note_wait(connection):
            connection.execute(_LOCK, {"key": _MONEY_LOCK})


_LOCK = text("SELECT pg_advisory_xact_lock(:key)").bindparams(bindparam("key", type_=BigInteger))


async def book(connection: AsyncConnection, before: Job, after: Job, at: datetime) -> Booking | None:
    """Book a job's step: completed, failed or cancelled.

    Returns None if there is nothing to book, or if it is already booked: repeating a step changes nothing.
    """
    if step_kind(before, after) is None:
        return None
    await connection.run_sync(lock)
    entry = follow(before, after, await list_entries(connection, after.id), at)
    count = await _strike(connection, after, at)
    if entry is None:
        return None
    await connection.run_sync(append, entry)
    return Booking(entry, count)


async def book_late_cost(connection: AsyncConnection, job: Job, cost_micros: int, at: datetime) -> Entry | None:
    """Book the real cost of a lost or failed job (0: nothing); None if it is already booked."""
    await connection.run_sync(lock)
    entry = settle_late(job, cost_micros, await list_entries(connection, job.id), at)
    if entry is not None:
        await connection.run_sync(append, entry)
    return entry


def book_reserve(
    connection: Connection, job: Job, totals_by_kind: totals.WindowTotals, *, granted_s: int, at: datetime
) -> None:
    """Reserve a job's estimate and seconds, this many of them from grants. The caller holds the lock."""
    write_reserve(connection, reserve(job, granted_s=granted_s, at=at), totals_by_kind, at)


def write_reserve(connection: Connection, entry: Entry, totals_by_kind: totals.WindowTotals, at: datetime) -> None:
    """Write a reserve, and count it. The caller holds the lock and has read the totals in this transaction."""
    connection.execute(insert(ledger), _read_values(entry))
    totals.move_totals(connection, totals_by_kind, entry, at)


def book_release(connection: Connection, job: Job, at: datetime) -> None:
    """Give back everything a queued job reserved. The caller holds the lock and reserves anew in this transaction."""
    query = select(*_COLUMNS).where(ledger.c.job_id == job.id).order_by(ledger.c.id)
    append(connection, release(job, [parse_entry(row) for row in connection.execute(query)], at))


def append(connection: Connection, entry: Entry) -> None:
    """Write a later entry, and count it at the instant of its reserve. The caller holds the lock."""
    connection.execute(insert(ledger), _read_values(entry))
    totals.add_to_totals(connection, entry)


def _read_values(entry: Entry) -> dict[str, Any]:
    return dict(zip(_NAMES, _read_entry(entry), strict=True))


def read_granted(connection: Connection, user_id: int) -> list[Entry]:
    """Read all entries that gave a person extra seconds or used them, oldest first."""
    query = select(*_COLUMNS).where(ledger.c.user_id == user_id, text("granted_seconds <> 0")).order_by(ledger.c.id)
    return [parse_entry(row) for row in connection.execute(query)]


def take_back(connection: Connection, withdrawal: Entry) -> None:
    """Write an entry that takes back what is left of a grant. The caller holds the lock."""
    connection.execute(insert(ledger), _read_values(withdrawal))


async def write_grant(connection: AsyncConnection, grant: Entry) -> None:
    """Write the entry of a grant."""
    await connection.execute(insert(ledger), _read_values(grant))


async def list_entries(connection: AsyncConnection, job_id: str) -> list[Entry]:
    """Read a job's entries, oldest first."""
    return await _read(connection, select(*_COLUMNS).where(ledger.c.job_id == job_id))


async def list_granted(connection: AsyncConnection, user_id: int) -> list[Entry]:
    """Read all entries that gave a person extra seconds or used them, oldest first."""
    return await connection.run_sync(read_granted, user_id)


async def list_strikes(connection: AsyncConnection, user_id: int, now: datetime) -> list[Strike]:
    """Read a person's strikes that still matter, oldest first."""
    query = select(strikes.c.kind, strikes.c.at).where(strikes.c.user_id == user_id)
    query = query.where(strikes.c.at > now - 2 * STRIKE_WINDOW).order_by(strikes.c.at)
    return [Strike(StrikeKind(kind), at) for kind, at in await connection.execute(query)]


async def clear_strikes(connection: AsyncConnection, user_id: int) -> int:
    """Delete a person's strikes; returns how many there were."""
    return (await connection.execute(delete(strikes).where(strikes.c.user_id == user_id))).rowcount


async def _read(connection: AsyncConnection, query: Select[Any]) -> list[Entry]:
    return [parse_entry(row) for row in await connection.execute(query.order_by(ledger.c.id))]


def parse_entry(row: Row[Any]) -> Entry:
    """Convert a row of the ledger."""
    values = dict(row._mapping)  # noqa: SLF001 - the documented way to a row's names
    return Entry(**values | {"kind": EntryKind(values["kind"])})


async def _strike(connection: AsyncConnection, job: Job, at: datetime) -> int:
    """Count an ended job as a strike if it is one, once; returns the person's strikes of that kind."""
    kind = strike_kind(job)
    if kind is None:
        return 0
    if (await connection.execute(select(strikes.c.job_id).where(strikes.c.job_id == job.id))).first() is None:
        await connection.execute(insert(strikes), {"job_id": job.id, "user_id": job.user_id, "at": at, "kind": kind})
    return tally(await list_strikes(connection, job.user_id, at), kind, 0, at).count
