"""Queries on alerts. Each takes a connection, so the caller decides what belongs into a transaction."""

from datetime import datetime

from sqlalchemy import Row, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.alerts import Alert, AlertKind
from bot.storage.tables.jobs import alerts


async def raise_alert(connection: AsyncConnection, alert: Alert) -> None:
    """Store an alert, unless one of this name exists already, sent or not."""
    values = {name: getattr(alert, name) for name in alert.__dataclass_fields__}
    if connection.dialect.name == "postgresql":
        await connection.execute(postgresql.insert(alerts).values(values).on_conflict_do_nothing())
    else:
        await connection.execute(sqlite.insert(alerts).values(values).on_conflict_do_nothing())


async def list_unsent(connection: AsyncConnection) -> list[Alert]:
    """Read the alerts that weren't sent yet, oldest first."""
    query = select(alerts).where(alerts.c.sent_at.is_(None)).order_by(alerts.c.raised_at)
    return [_from_row(row) for row in await connection.execute(query)]


async def mark_sent(connection: AsyncConnection, name: str, at: datetime) -> None:
    """Mark an alert as sent."""
    await connection.execute(update(alerts).where(alerts.c.name == name).values(sent_at=at))


async def clear_alerts(connection: AsyncConnection, prefix: str) -> None:
    """Delete the alerts whose names start with this: they are over, and may be raised again."""
    await connection.execute(delete(alerts).where(alerts.c.name.startswith(prefix, autoescape=True)))


def _from_row(row: Row[tuple[object, ...]]) -> Alert:
    values = dict(row._mapping)  # noqa: SLF001 - the documented way to a row's names
    return Alert(**values | {"kind": AlertKind(values["kind"])})
