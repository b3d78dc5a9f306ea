"""Backs up a SQLite database while the bot writes to it, and restores a backup."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot.storage.core.database import StorageError
from bot.storage.core.leadership import hold_alone, sqlite_file

#: Files that SQLite keeps beside a database, with changes that aren't merged into it yet.
_COMPANIONS = ("-wal", "-shm")
_NOT_SQLITE = "DATABASE_URL is not a SQLite file. For PostgreSQL, use pg_dump and pg_restore."


def back_up(database_url: str, target: Path) -> int:
    """Write a consistent copy of the database, even while the bot runs. Returns its size in bytes. Blocks.

    The copy is checked, synced to disk and written atomically; an older file of that name is replaced.
    Raises StorageError.
    """
    path = _require_file(database_url)
    if target.exists() and target.samefile(path):
        raise StorageError("The copy must not be the database itself. Name another file.")
    try:
        _copy(path, target)
    except (sqlite3.Error, OSError) as error:
        raise StorageError(f"The database {path} couldn't be copied to {target}: {error}.") from error
    return target.stat().st_size


def restore(database_url: str, source: Path, now: datetime, *, prepare: Callable[[str], object]) -> Path | None:
    """Replace the database with a copy. Returns the path of the old one, which is kept; None if there was none. Blocks.

    The bot must not be running. `prepare` is called with the address of the copy, to update it before it is used.
    If anything fails, the database stays as it was. Raises StorageError.
    """
    path = sqlite_file(database_url)
    if path is None:
        raise StorageError(_NOT_SQLITE)
    if not source.is_file():
        raise StorageError(f"There is no file {source}.")
    if path.exists() and source.samefile(path):
        raise StorageError("The copy must not be the database itself. Name another file.")
    with hold_alone(database_url):
        copy = path.with_name(f"{path.name}.restoring")
        try:
            _remove(copy)
            _copy(source, copy)
            prepare(f"sqlite+aiosqlite:///{copy}")
            _merge_companions(copy)
            kept = _keep_old(path, now)
            copy.replace(path)
            _sync_folder(path.parent)
        except (sqlite3.Error, OSError) as error:
            raise StorageError(f"The copy {source} can't be used: {error}. Nothing was changed.") from error
        finally:
            _remove(copy)
    return kept


def _require_file(database_url: str) -> Path:
    path = sqlite_file(database_url)
    if path is None:
        raise StorageError(_NOT_SQLITE)
    if not path.is_file():
        raise StorageError(f"There is no database {path}. Check DATA_DIR.")
    return path


def _copy(source: Path, target: Path) -> None:
    """Copy a consistent snapshot of a database, check it, and sync it to disk."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL, 0o600))  # it contains people's prompts
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as reading,
            closing(sqlite3.connect(part)) as writing,
        ):
            reading.backup(writing)
            writing.execute("PRAGMA journal_mode=DELETE")
            [verdict] = writing.execute("PRAGMA integrity_check(1)").fetchone()
            if verdict != "ok":
                raise sqlite3.DatabaseError(verdict)
            if not writing.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
                raise sqlite3.DatabaseError("it is not a Veo Bot database")
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(target)
        _sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)


def _keep_old(path: Path, now: datetime) -> Path | None:
    """Keep the current database under a second name, together with its unmerged changes."""
    if not path.exists():
        return None
    kept = path.with_name(f"{path.name}.before-{now:%Y%m%d-%H%M%S}")
    try:
        _merge_companions(path)
    except sqlite3.Error:
        # A damaged database is kept as it is.
        for suffix in _COMPANIONS:
            companion = path.with_name(f"{path.name}{suffix}")
            if companion.exists():
                companion.replace(kept.with_name(f"{kept.name}{suffix}"))
    kept.unlink(missing_ok=True)
    kept.hardlink_to(path)
    return kept


def _merge_companions(path: Path) -> None:
    """Merge all changes into the main file."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def _remove(path: Path) -> None:
    for suffix in ("", *_COMPANIONS):
        path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
