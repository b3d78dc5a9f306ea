"""The audit: changes, which nobody can edit, and counts of requests that budgets refused."""

import heapq
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.reports import REFUSED, AuditRecord
from bot.storage.tables.rules import audit, refusals

_HOUR = timedelta(hours=1)
_KEY = (refusals.c.guild_id, refusals.c.actor_id, refusals.c.subject, refusals.c.hour)


async def record(connection: AsyncConnection, entry: AuditRecord) -> None:
    """Append a record to the audit."""
    values = {column.name: getattr(entry, column.name) for column in audit.c if column.name != "id"}
    await connection.execute(insert(audit), values)


async def count_refusals(connection: AsyncConnection, entry: AuditRecord) -> bool:
    """Add refused requests to the count for the same person, limit and hour.

    Returns whether they are the first. The stored entry takes the values of the latest.
    """
    values = {column.name: getattr(entry, column.name) for column in refusals.c if column.name != "hour"}
    values["hour"] = entry.at - (entry.at - datetime.fromtimestamp(0, entry.at.tzinfo)) % _HOUR
    add = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = add(refusals).values(values)
    latest = {name: statement.excluded[name] for name in ("at", "before", "after")}
    counted = statement.on_conflict_do_update(
        index_elements=_KEY, set_=latest | {"count": refusals.c.count + statement.excluded["count"]}
    ).returning(refusals.c.count)
    return bool((await connection.execute(counted)).scalar_one() == entry.count)


async def list_records(connection: AsyncConnection, guild_id: int, *, limit: int = 50) -> list[AuditRecord]:
    """Read the latest records of a server (WHOLE_BOT: of the bot), including refusals, newest first."""
    changes = select(audit).where(audit.c.guild_id == guild_id).order_by(audit.c.id.desc()).limit(limit)
    refused = select(*(one for one in refusals.c if one.name != "hour")).where(refusals.c.guild_id == guild_id)
    refused = refused.order_by(refusals.c.at.desc()).limit(limit)
    found = [
        [AuditRecord(**row._mapping) for row in await connection.execute(changes)],  # noqa: SLF001 - a row's names
        [AuditRecord(action=REFUSED, **row._mapping) for row in await connection.execute(refused)],  # noqa: SLF001
    ]
    return list(heapq.merge(*found, key=lambda one: one.at, reverse=True))[:limit]


async def forget_records(connection: AsyncConnection, before: datetime) -> None:
    """Delete records from before then."""
    for table in (audit, refusals):
        await connection.execute(delete(table).where(table.c.at < before))
