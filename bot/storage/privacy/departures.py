"""The servers that the bot has left, and the deletion of their settings."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, union
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.limits import WHOLE_BOT, Scope
from bot.domain.reports import BOT_ITSELF
from bot.storage.tables.key_values import key_values
from bot.storage.tables.privacy import departures
from bot.storage.tables.rules import audit, blocks, choices, limits, model_rules, pauses, places, word_lists

_SETTINGS = (limits, blocks, pauses, places, choices, model_rules, word_lists)
_SERVERS = union(*(select(table.c.guild_id).where(table.c.guild_id != WHOLE_BOT) for table in _SETTINGS))
_DEPARTURES = select(departures)


def list_servers(connection: Connection) -> set[int]:
    """Read the ids of all servers that have settings."""
    return set(connection.execute(_SERVERS).scalars())


def read_departures(connection: Connection) -> dict[int, datetime]:
    """Read which servers the bot has left, and when that was noticed."""
    return {row.guild_id: row.left_at for row in connection.execute(_DEPARTURES)}


def note_departures(connection: Connection, guild_ids: Collection[int], at: datetime) -> None:
    """Record that the bot has left servers; earlier records of the same servers stay unchanged."""
    rows = [{"guild_id": one, "left_at": at} for one in sorted(set(guild_ids))]
    if rows:
        make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        # In one statement, since another process may notice the same at the same time.
        connection.execute(make(departures).on_conflict_do_nothing(), rows)


def forget_departures(connection: Connection, guild_ids: Collection[int]) -> None:
    """Delete the records of servers that the bot has rejoined."""
    connection.execute(delete(departures).where(departures.c.guild_id.in_(list(guild_ids))))


def forget_settings(connection: Connection, guild_id: int, at: datetime) -> None:
    """Delete the settings of a server, except what operators have set for it."""
    for table in _SETTINGS:
        where = [table.c.guild_id == guild_id]
        if table is limits:
            where.append(limits.c.scope != Scope.CEILING)
        connection.execute(delete(table).where(*where))
    names = (f"welcome:{guild_id}", f"uploads:{guild_id}")
    connection.execute(delete(key_values).where(key_values.c.name.in_(names)))
    forget_departures(connection, [guild_id])
    event = {"at": at, "guild_id": guild_id, "actor_id": BOT_ITSELF, "action": "privacy", "subject": "", "before": ""}
    connection.execute(insert(audit), event | {"after": "the settings of a server that the bot left were deleted"})
