"""Copies all tables from one database into another one, of either kind, as they are stored."""

import hashlib
import importlib
import pkgutil
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import LargeBinary, Table, TypeDecorator, column, func, inspect, select, table, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.expression import TableClause

from bot.storage.core.database import StorageError
from bot.storage.tables import columns
from bot.storage.tables.columns import metadata

#: How many rows are in memory at once; rows with pictures or files are much larger.
_BATCH = 500
_BATCH_OF_FILES = 10
_DIGEST_BYTES = 16
#: The table of the migrations, which each database already has.
_VERSION_TABLE = "alembic_version"


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a table: equal contents have equal rows, in any order."""

    row_count: int = 0
    #: The sum of the rows' digests.
    digest: int = 0

    def __add__(self, other: "Content") -> "Content":
        return Content(self.row_count + other.row_count, (self.digest + other.digest) % 256**_DIGEST_BYTES)


async def copy_tables(
    source: AsyncConnection, target: AsyncConnection, note: Callable[[str, int], None]
) -> dict[str, Content]:
    """Copy all rows of all tables within the two open transactions, and check that they arrived unchanged.

    `note` is called with each table and its number of rows. Returns what is in each table. Raises StorageError if the
    target isn't empty or differs afterwards; nothing is committed here.
    """
    known = await _list_tables(source)
    await _require_empty(target, known)
    copied = {}
    for one in known:
        plain, content = _plain(one), Content()
        try:
            async for rows in _read(source, plain):
                await target.execute(plain.insert(), rows)
                content += _digest(rows)
        except SQLAlchemyError as error:
            cause = str(getattr(error, "orig", None) or error)
            raise StorageError(f"The table {one.name} couldn't be copied: {cause}. Nothing was changed.") from error
        await _set_sequence(target, one)
        if await read_content(target, one) != content:
            raise StorageError(f"The table {one.name} isn't the same after copying. Nothing was changed.")
        note(one.name, content.row_count)
        copied[one.name] = content
    return copied


async def read_content(connection: AsyncConnection, one: Table) -> Content:
    """Read a whole table, a batch at a time."""
    content = Content()
    async for rows in _read(connection, _plain(one)):
        content += _digest(rows)
    return content


async def suspend_timeouts(connection: AsyncConnection) -> None:
    """Let this transaction's statements take as long as they need, and let it idle while another database works."""
    if connection.dialect.name == "postgresql":
        for name in ("statement_timeout", "idle_in_transaction_session_timeout"):
            await connection.execute(text(f"SET LOCAL {name} = 0"))


async def _list_tables(connection: AsyncConnection) -> list[Table]:
    """List all tables, those that others refer to first."""
    for module in pkgutil.iter_modules([str(Path(columns.__file__).parent)], f"{columns.__package__}."):
        importlib.import_module(module.name)  # a table is in the metadata once its module is imported
    names = set(await connection.run_sync(lambda sync: inspect(sync).get_table_names())) - {_VERSION_TABLE}
    unknown = names ^ set(metadata.tables)
    if unknown:
        raise StorageError(f"The database has other tables than this version: {', '.join(sorted(unknown))}.")
    return list(metadata.sorted_tables)


async def _require_empty(connection: AsyncConnection, known: list[Table]) -> None:
    if connection.dialect.name == "postgresql":
        # Nothing may be written into an empty table while others are copied; reading is allowed.
        await connection.execute(text(f"LOCK TABLE {', '.join(one.name for one in known)} IN EXCLUSIVE MODE"))
    for one in known:
        if (await connection.execute(select(text("1")).select_from(one).limit(1))).first() is not None:
            raise StorageError(
                f"The target already has data (table {one.name}). Copy into a new, empty database, or delete that one."
            )


def _plain(one: Table) -> TableClause:
    """The same table with its storage types, so that values are copied without being converted."""
    columns = (
        column(each.name, each.type.impl_instance if isinstance(each.type, TypeDecorator) else each.type)
        for each in one.columns
    )
    return table(one.name, *columns)


async def _read(connection: AsyncConnection, plain: TableClause) -> AsyncIterator[list[dict[str, Any]]]:
    has_files = any(isinstance(each.type, LargeBinary) for each in plain.columns)
    size = _BATCH_OF_FILES if has_files else _BATCH
    async with connection.stream(select(plain).execution_options(yield_per=size)) as result:
        async for rows in result.mappings().partitions(size):
            yield [dict(row) for row in rows]


def _digest(rows: list[dict[str, Any]]) -> Content:
    content = Content()
    for row in rows:
        said = repr([bytes(value) if isinstance(value, memoryview) else value for value in row.values()])
        hashed = hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).digest()
        content += Content(1, int.from_bytes(hashed))
    return content


async def _set_sequence(connection: AsyncConnection, one: Table) -> None:
    """Make PostgreSQL continue after the highest id; SQLite does so by itself."""
    counted = one.autoincrement_column
    if connection.dialect.name != "postgresql" or counted is None:
        return
    sequence = func.pg_get_serial_sequence(one.name, counted.name)
    if (await connection.execute(select(sequence))).scalar() is not None:
        highest = select(func.max(counted)).scalar_subquery()
        await connection.execute(select(func.setval(sequence, func.coalesce(highest, 1), highest.is_not(None))))
