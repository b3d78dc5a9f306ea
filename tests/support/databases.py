"""What makes databases quick in tests: files that are copied, writes that are heard of, statements compiled once."""

import asyncio
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.core import database as database_module
from bot.storage.core.database import Database, _migrate


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


class Writes:
    """Hears of what this process writes, so that nobody who waits for it has to read again and again."""

    def __init__(self, database: Database) -> None:
        self._count = 0
        event.listen(database.engine.sync_engine, "before_cursor_execute", self._hear)

    def _hear(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        self._count += not statement.startswith(("SELECT", "BEGIN"))

    async def wait(self) -> None:
        """Return soon after the next write, or else after a tenth of a second."""
        count = self._count
        for _ in range(10):
            await asyncio.sleep(0.01)
            if self._count != count:
                return


class _CompiledOnce(dict[tuple[Any, ...], Any]):
    """Compiled statements of all databases of one kind; SQLAlchemy would compile them for each database anew."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        return super().get((type(key[0]), *key[1:]), default)

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        super().__setitem__((type(key[0]), *key[1:]), compiled)


_COMPILED = _CompiledOnce()
create_engine_plainly = database_module.make_engine
prepare_sqlite_plainly = database_module._prepare_sqlite


def hurry_databases(patch: pytest.MonkeyPatch) -> None:
    """Have no SQLite file of this process wait for its disk, and each statement be compiled once.

    No test takes the power away from this machine, and those that kill the bot do so to processes of its own.
    """

    def create(url: str | URL, **options: float | None) -> AsyncEngine:
        engine = create_engine_plainly(url, **options)
        engine.sync_engine._compiled_cache = _COMPILED
        return engine

    def prepare(engine: Engine, path: Path | None) -> None:
        prepare_sqlite_plainly(engine, path)
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF").close())

    patch.setattr(database_module, "make_engine", create)
    patch.setattr(database_module, "_prepare_sqlite", prepare)
