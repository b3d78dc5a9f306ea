"""Checks the ledger and exports it as CSV for the command line, whether or not the bot is running."""

import csv
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from sqlalchemy import func, select

from bot.errors import VeoBotError
from bot.storage.core.database import Database, has_database, redact
from bot.storage.money import ledger_audit
from bot.storage.tables.jobs import jobs
from bot.storage.tables.money import ledger


class LedgerCommandError(VeoBotError):
    """The ledger can't be read or exported."""


@dataclass(frozen=True, slots=True)
class Findings:
    """The result of checking the ledger."""

    #: A sentence for each problem.
    wrong: list[str]
    job_count: int
    entry_count: int


async def prove(database_address: str) -> Findings:
    """Check a consistent snapshot of the ledger. Raises LedgerCommandError or StorageError if it can't be read."""
    _require_database(database_address)
    async with Database.open(database_address) as database:
        wrong = await ledger_audit.check(database)
        async with database.read() as connection:
            job_count = (await connection.execute(select(func.count()).select_from(jobs))).scalar_one()
            entry_count = (await connection.execute(select(func.count()).select_from(ledger))).scalar_one()
    return Findings(wrong, job_count, entry_count)


async def export(database_address: str, target: Path | TextIO) -> int:
    """Write the whole ledger as CSV to a stream, or atomically to a file.

    Returns the number of entries. Raises LedgerCommandError or StorageError.
    """
    _require_database(database_address)
    async with Database.open(database_address) as database:
        if not isinstance(target, Path):
            return await _write(database, target)
        try:
            with _whole_file(target) as stream:
                return await _write(database, stream)
        except OSError as error:
            raise LedgerCommandError(f"{target} can't be written: {error.strerror or error}.") from error


@contextmanager
def _whole_file(path: Path) -> Iterator[TextIO]:
    """Open a temporary file, which replaces the path when the block ends without an error."""
    with ExitStack() as stack:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        stack.callback(Path(name).unlink, missing_ok=True)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
            yield stream
        Path(name).replace(path)


async def _write(database: Database, stream: TextIO) -> int:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(ledger_audit.EXPORT_HEADER)
    count = 0
    async with database.read() as connection:
        async for row in ledger_audit.export_rows(connection):
            writer.writerow(row)
            count += 1
    return count


def _require_database(address: str) -> None:
    """Refuse a database that doesn't exist: opening it would create an empty one, whose ledger is correct."""
    if not has_database(address):
        raise LedgerCommandError(f"There is no database at {redact(address)}. Check DATA_DIR and DATABASE_URL.")
