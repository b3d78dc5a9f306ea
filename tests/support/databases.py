"""SQLite files with all tables, which are copied: each of them to be migrated takes longer than many a test."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine

from bot.storage.core.database import _migrate


def lay_database(path: Path) -> None:
    """Put a database with all tables and nothing in them at a path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_make_database())


@cache
def _make_database() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "veo.db")
        engine = create_engine(f"sqlite:///{path}")
        with engine.begin() as connection:
            _migrate(connection)
        engine.dispose()
        return path.read_bytes()
