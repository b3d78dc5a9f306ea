"""The audit: who changed what, from what to what. Append-only."""

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.reports import AuditRecord
from bot.storage.core.tables import audit


async def record(connection: AsyncConnection, entry: AuditRecord) -> None:
    """Append to the audit."""
    values = {column.name: getattr(entry, column.name) for column in audit.c if column.name != "id"}
    await connection.execute(insert(audit), values)


async def list_records(
    connection: AsyncConnection, guild_id: int, *, before_id: int | None = None, limit: int = 50
) -> list[AuditRecord]:
    """Read the latest records of a server (WHOLE_BOT: of the bot), newest first; older than one of them to go on."""
    query = select(audit).where(audit.c.guild_id == guild_id).order_by(audit.c.id.desc()).limit(limit)
    if before_id is not None:
        query = query.where(audit.c.id < before_id)
    return [AuditRecord(**row._mapping) for row in await connection.execute(query)]  # noqa: SLF001 - a row's names
