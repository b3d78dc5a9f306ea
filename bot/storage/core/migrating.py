"""Applies migrations with Alembic; only imported when there are any to apply."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from bot.storage.core.database import COMPATIBLE_FROM


def migrate(connection: Connection, migrations: Path) -> None:
    """Apply all missing migrations of a folder in the transaction of the connection."""
    config = Config()
    config.set_main_option("script_location", str(migrations))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    oldest = max(compatible_from(script.module) for script in ScriptDirectory(str(migrations)).walk_revisions())
    if all(column["name"] != COMPATIBLE_FROM for column in inspect(connection).get_columns("alembic_version")):
        connection.execute(text(f"ALTER TABLE alembic_version ADD COLUMN {COMPATIBLE_FROM} VARCHAR(32)"))
    connection.execute(text(f"UPDATE alembic_version SET {COMPATIBLE_FROM} = :oldest"), {"oldest": oldest})  # noqa: S608 - a constant


def compatible_from(migration: object) -> str:
    """The oldest schema whose code works with the tables after a migration: its own unless it says otherwise."""
    return str(getattr(migration, "compatible_from", None) or getattr(migration, "revision", None))
