"""The pictures of jobs: in the database until their job is closed, so that every process can read them.

Earlier versions kept start pictures as files in DATA_DIR. Those are still read, and taken over into the database.
"""

import asyncio
from pathlib import Path

from bot.domain.jobs import NO_PICTURES, Job, Pictures
from bot.domain.uploads import PICTURE_MAX_BYTES
from bot.observability import get_logger
from bot.services.unavailable import reading_in_time
from bot.storage.core.database import Database
from bot.storage.jobs import pictures

log = get_logger(__name__)


class JobPictures:
    """Reads jobs' pictures."""

    def __init__(self, database: Database, data_dir: Path) -> None:
        self._database = database
        self._data_dir = data_dir

    async def read(self, job: Job) -> Pictures:
        """Read a job's pictures; empty if it has none (any more). Raises DatabaseUnavailable."""
        if job.image_path is None:
            return NO_PICTURES
        async with reading_in_time(self._database, "picture not read", job_id=job.id) as connection:
            found = await pictures.read_pictures(connection, job.id)
        if found.first is not None:
            return found
        return Pictures(await asyncio.to_thread(self._read_file, job.image_path))

    async def take_over(self) -> list[str]:
        """Store the pictures that an earlier version left as files in this DATA_DIR.

        Returns the names of those whose jobs aren't closed. Raises what the database raises. Safe to repeat.
        """
        async with self._database.read() as connection:
            files = await pictures.list_files(connection)
        for file in files:
            if file.is_stored or not (data := await asyncio.to_thread(self._read_file, file.image_path)):
                continue
            async with self._database.write() as connection:
                await pictures.take_over(connection, file.job_id, data)
            log.info("picture taken over", job_id=file.job_id, size_bytes=len(data))
        return [file.image_path for file in files]

    def _read_file(self, image_path: str) -> bytes | None:
        """Read a file of an earlier version; None if it isn't here, or is too large to be the bot's."""
        path = self._data_dir / image_path
        try:
            return path.read_bytes() if path.stat().st_size <= PICTURE_MAX_BYTES else None
        except OSError as error:
            if not isinstance(error, FileNotFoundError):
                log.warning("picture of an earlier version not read", image_path=image_path, why=str(error))
            return None
