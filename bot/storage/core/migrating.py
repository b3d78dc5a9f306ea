"""Applying migrations with Alembic; imported only when there is something to apply."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def migrate(connection: Connection, migrations: Path) -> None:
    """Apply all migrations of a folder that are missing, in the transaction of the connection."""
    config = Config()
    config.set_main_option("script_location", str(migrations))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
