"""Opens a database just to inspect it: nothing is created, migrated or written, whether or not the bot runs."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.storage.core.database import make_engine
from bot.storage.core.leadership import sqlite_file

_WAIT_S = 5


@asynccontextmanager
async def open_read_only(address: str) -> AsyncIterator[AsyncConnection]:
    """Open one consistent snapshot. Raises StorageError for an invalid address, SQLAlchemyError and OSError."""
    engine = _create_engine(address)
    try:
        async with engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                await connection.exec_driver_sql("BEGIN")  # otherwise each statement would see newer data
            else:
                await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
                # The caller has a timeout of its own, and pauses between statements.
                for name in ("statement_timeout", "idle_in_transaction_session_timeout"):
                    await connection.execute(text(f"SET LOCAL {name} = '60s'"))
            yield connection
    finally:
        await engine.dispose()


async def read_schema(connection: AsyncConnection) -> str | None:
    """Read the version of the tables; None if there are none."""
    if not await connection.run_sync(lambda sync: inspect(sync).has_table("alembic_version")):
        return None
    version: str | None = (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar()
    return version


async def describe_server(connection: AsyncConnection) -> str:
    """Read the name and version of the database software."""
    if connection.dialect.name == "sqlite":
        return f"SQLite {(await connection.execute(text('SELECT sqlite_version()'))).scalar_one()}"
    return f"PostgreSQL {(await connection.execute(text('SHOW server_version'))).scalar_one()}"


async def find_damage(connection: AsyncConnection) -> str | None:
    """Find what is wrong with a SQLite file; None if nothing is, and for PostgreSQL."""
    if connection.dialect.name != "sqlite":
        return None
    said = str((await connection.exec_driver_sql("PRAGMA quick_check(1)")).scalar_one())
    return None if said == "ok" else said


def _create_engine(address: str) -> AsyncEngine:
    path = sqlite_file(address)
    if path is None:
        return make_engine(address)
    # In a read-only folder SQLite can't create the files that it needs to share a database.
    is_alone = not os.access(path.parent, os.W_OK) and not Path(f"{path}-shm").exists()
    query = {"mode": "ro", "uri": "true"} | ({"immutable": "1"} if is_alone else {})
    url = make_url(address).set(database=path.absolute().as_uri(), query=query)
    return create_async_engine(url, connect_args={"timeout": _WAIT_S})
