"""The limits that were set."""

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.limits import WHOLE_BOT, Field, Scope, StoredLimit
from bot.storage.tables.rules import limits


async def list_limits(connection: AsyncConnection, guild_id: int) -> list[StoredLimit]:
    """Read all limits of a server, and those for everywhere."""
    query = select(limits).where(limits.c.guild_id.in_({WHOLE_BOT, guild_id}))
    query = query.order_by(limits.c.guild_id, limits.c.scope, limits.c.subject_id, limits.c.field)
    return [
        StoredLimit(
            guild_id=row.guild_id,
            scope=Scope(row.scope),
            subject_id=row.subject_id,
            field=Field(row.field),
            value=row.value,
        )
        for row in await connection.execute(query)
    ]


async def set_limit(connection: AsyncConnection, limit: StoredLimit) -> StoredLimit | None:
    """Set a limit; returns the one that it replaces."""
    before = await clear_limit(connection, limit)
    values = {
        "guild_id": limit.guild_id,
        "scope": limit.scope,
        "subject_id": limit.subject_id,
        "field": limit.field,
        "value": limit.value,
    }
    await connection.execute(insert(limits), values)
    return before


async def clear_limit(connection: AsyncConnection, limit: StoredLimit) -> StoredLimit | None:
    """Remove a limit, whatever its value; returns the removed one."""
    key = (
        limits.c.guild_id == limit.guild_id,
        limits.c.scope == limit.scope,
        limits.c.subject_id == limit.subject_id,
        limits.c.field == limit.field,
    )
    row = (await connection.execute(select(limits).where(*key))).one_or_none()
    await connection.execute(delete(limits).where(*key))
    if row is None:
        return None
    return StoredLimit(
        guild_id=row.guild_id,
        scope=Scope(row.scope),
        subject_id=row.subject_id,
        field=Field(row.field),
        value=row.value,
    )
