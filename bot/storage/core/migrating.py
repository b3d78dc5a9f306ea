"""Applies migrations with Alembic; imported only if there are any to apply."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text


def migrate(connection: Connection, migrations: Path, compatible_column: str) -> None:
    """Apply all missing migrations of a folder in the transaction of the connection.

    `compatible_column` is the column of `alembic_version` for the oldest schema whose code works with the tables.
    """
    config = Config()
    config.set_main_option("script_location", str(migrations))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    oldest = max(compatible_from(script.module) for script in ScriptDirectory(str(migrations)).walk_revisions())
    if all(column["name"] != compatible_column for column in inspect(connection).get_columns("alembic_version")):
        connection.execute(text(f"ALTER TABLE alembic_version ADD COLUMN {compatible_column} VARCHAR(32)"))
    connection.execute(text(f"UPDATE alembic_version SET {compatible_column} = :oldest"), {"oldest": oldest})  # noqa: S608 - a constant


def compatible_from(migration: object) -> str:
    """The oldest schema whose code works with the tables after a migration: its own unless it names another."""
    return str(getattr(migration, "compatible_from", None) or getattr(migration, "revision", None))
