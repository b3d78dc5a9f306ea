"""Removes files that are no longer needed from this process's DATA_DIR, whether or not it runs the worker."""

import asyncio
import shutil
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath

from bot.domain.clock import Clock, Elapsed
from bot.domain.jobs import Job, is_job_id
from bot.domain.stories import job_of_file, name_film
from bot.media import picture_files
from bot.media.film_files import FilmFiles
from bot.observability import get_logger
from bot.services.jobs.pictures import JobPictures
from bot.storage.core.database import Database
from bot.storage.jobs import jobs, stories

log = get_logger(__name__)

_INTERVAL_S = 3600.0
#: The pause after an error.
_RETRY_S = 60.0
#: How long files without a job, or made only for posting, may still be in use.
_LEFTOVER_AGE_S = 3600.0
#: Younger pictures may belong to a job that an older version of the bot is just storing.
_PICTURE_AGE_S = 600.0
_CHUNK = 500


class DiskCleanup:
    """Keeps DATA_DIR from growing forever. Never touches files of jobs that aren't closed.

    Every process has a DATA_DIR of its own, perhaps, so each one cleans up; several may clean up the same one.
    """

    def __init__(self, database: Database, data_dir: Path, clock: Clock, retention: timedelta) -> None:
        self._database = database
        self._folder = data_dir / "videos"
        self._pictures_folder = data_dir / picture_files.FOLDER
        self._films = FilmFiles(data_dir)
        self._pictures = JobPictures(database, data_dir)
        self._clock = clock
        #: Ages are measured so that a clock that jumps ahead doesn't make everything old.
        self._elapsed = Elapsed(clock)
        #: Counted from the end of a job; see VIDEO_RETENTION_DAYS.
        self._retention = retention

    async def run(self) -> None:
        """Clean up now and every hour, until cancelled."""
        while True:
            pause_s = _INTERVAL_S
            try:
                await self.tidy()
            except Exception:  # nothing depends on it
                log.exception("files not tidied up", retry_in_s=_RETRY_S)
                pause_s = _RETRY_S
            await self._clock.sleep(pause_s)

    async def tidy(self) -> int:
        """Take over what an earlier version left, and remove what has expired; returns how many files. Repeatable."""
        pictures = await self._pictures.take_over()
        async with self._database.read() as connection:
            films = await stories.list_films(connection)
        count = await asyncio.to_thread(self._films.sweep, films)
        count += await asyncio.to_thread(self._sweep_pictures, pictures)
        files = await asyncio.to_thread(self._list_files)
        names = sorted(files)
        for start in range(0, len(names), _CHUNK):
            chunk = names[start : start + _CHUNK]
            async with self._database.read() as connection:
                known = await jobs.get_jobs(connection, [name for name in chunk if is_job_id(name)])
            over = [
                path
                for name in chunk
                for path in files[name]
                if self._is_over(path, known.get(name)) or self._is_left_over(path, known.get(name))
            ]
            await asyncio.to_thread(_remove, over)
            count += len(over)
        if count:
            log.info("files removed", count=count)
        return count

    def _sweep_pictures(self, needed: Collection[str]) -> int:
        """Remove the pictures of earlier versions whose job is closed. Blocks."""
        kept = {PurePosixPath(path).name for path in needed}
        over = [
            path
            for path in (self._pictures_folder.iterdir() if self._pictures_folder.is_dir() else ())
            if path.name not in kept and self._is_older(path, _PICTURE_AGE_S)
        ]
        _remove(over)
        return len(over)

    def _list_files(self) -> dict[str, list[Path]]:
        """List the files by the job that they may belong to. Blocks."""
        found: dict[str, list[Path]] = {}
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            found.setdefault(job_of_file(path.name), []).append(path)
        return found

    def _is_over(self, path: Path, job: Job | None) -> bool:
        """Whether it is the video or film of a job that ended long ago or was deleted."""
        if job is None or job.is_pending or not path.name.endswith(".mp4"):
            return False
        age_s = self._elapsed.age_s(job.id, job.changed_at)
        return job.deleted_at is not None or age_s >= self._retention.total_seconds()

    def _is_left_over(self, path: Path, job: Job | None) -> bool:
        """Whether it is unused: a version made for posting, a partial download, or a file without a job."""
        if job is not None and (job.is_pending or path.name in {f"{job.id}.mp4", name_film(job.id)}):
            return False
        return self._is_older(path, _LEFTOVER_AGE_S)

    def _is_older(self, path: Path, age_s: float) -> bool:
        try:
            written_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        except FileNotFoundError:
            return False
        return self._elapsed.age_s(path.name, written_at) > age_s


def _remove(paths: list[Path]) -> None:
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
