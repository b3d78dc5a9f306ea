"""Exports and deletes one person's data from the command line, whether or not the bot is running."""

import tempfile
from pathlib import Path

from bot.domain.clock import Clock
from bot.domain.limits import ID_MAX
from bot.errors import UserError, VeoBotError
from bot.services.privacy.deletion import Deleted, PersonalDeletions
from bot.services.privacy.export import PersonalExports
from bot.storage.core.database import Database, has_database, redact


class PrivacyCommandError(VeoBotError):
    """The data can't be exported or deleted; nothing was changed."""


def read_user(text: str) -> int:
    """Read a person's Discord ID. Raises PrivacyCommandError if it isn't one."""
    if not text.isascii() or not text.isdecimal() or not 0 < int(text[:20]) <= ID_MAX:
        raise PrivacyCommandError(f"{text[:40]!r} isn't a Discord ID. It's a number such as 123456789012345678.")
    return int(text)


async def export(database_address: str, data_dir: Path, user_id: int, target: Path) -> int:
    """Write everything about a person into one zip file, atomically; returns its size in bytes."""
    _require_database(database_address)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as folder:
            async with Database.open(database_address) as database:
                exported = await PersonalExports(database, Clock(), data_dir).write(user_id, Path(folder))
            [part] = exported.parts
            size_bytes = part.stat().st_size
            part.replace(target)
            return size_bytes
    except OSError as error:
        raise PrivacyCommandError(f"{target} can't be written: {error.strerror or error}.") from error
    except UserError as error:
        raise PrivacyCommandError(str(error)) from error


async def delete(database_address: str, user_id: int) -> Deleted:
    """Delete a person's data as if they had asked for it; the bot deletes messages and files when it runs."""
    _require_database(database_address)
    async with Database.open(database_address) as database:
        try:
            return await PersonalDeletions(database, Clock()).delete(user_id)
        except UserError as error:
            raise PrivacyCommandError(str(error)) from error


def _require_database(address: str) -> None:
    if not has_database(address):
        raise PrivacyCommandError(f"There is no database at {redact(address)}. Check DATA_DIR and DATABASE_URL.")
