"""Removes videos, leftovers and old records that are no longer needed."""

import asyncio
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.clock import Clock
from bot.domain.elapsed import Elapsed
from bot.domain.jobs import Job, is_job_id
from bot.domain.stories import job_of_file, name_film
from bot.media.film_files import FilmFiles
from bot.media.picture_files import PictureFiles
from bot.observability import get_logger
from bot.storage.core.database import Database
from bot.storage.jobs import jobs, lineage
from bot.storage.rules import audit

log = get_logger(__name__)

_INTERVAL_S = 3600.0
#: How long files without a job, or made only for posting, may still be in use.
_LEFTOVER_AGE_S = 3600.0
#: The steps of a job are kept longer than its video, to answer questions; its cost is kept forever.
EVENTS_KEPT = timedelta(days=90)
#: Changes and refusals by budgets are kept as long as usage can be shown.
AUDIT_KEPT = timedelta(days=366)
_CHUNK = 500


class Cleanup:
    """Keeps DATA_DIR and the database from growing forever. Never touches jobs that aren't closed."""

    def __init__(self, database: Database, data_dir: Path, clock: Clock, retention: timedelta) -> None:
        self._database = database
        self._folder = data_dir / "videos"
        self._films = FilmFiles(data_dir)
        self._pictures = PictureFiles(data_dir)
        self._clock = clock
        #: Ages are measured so that a clock that jumps ahead doesn't make everything old.
        self._elapsed = Elapsed(clock)
        #: Counted from the end of a job; see VIDEO_RETENTION_DAYS.
        self._retention = retention

    async def run(self) -> None:
        """Clean up now and every hour, until cancelled."""
        while True:
            try:
                await self.tidy()
            except Exception:  # the next run tries again, and nothing depends on it
                log.exception("not tidied up")
            await self._clock.sleep(_INTERVAL_S)

    async def tidy(self) -> int:
        """Remove what has expired; returns the number of files. Safe to repeat."""
        now = self._clock.now()
        async with self._database.write() as connection:
            await jobs.forget_details(connection, now - self._retention)
            await jobs.forget_events(connection, now - max(EVENTS_KEPT, self._retention))
            await audit.forget_records(connection, now - AUDIT_KEPT)
            needed = await lineage.list_films(connection)
            needing = [*await jobs.list_jobs(connection), *await jobs.list_unclosed(connection)]
            pictures = [job.image_path for job in needing if job.image_path is not None]
        files = await asyncio.to_thread(self._list_files)
        count = await asyncio.to_thread(self._films.sweep, needed)
        count += await asyncio.to_thread(self._pictures.sweep, pictures)
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
        try:
            written_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            return self._elapsed.age_s(path.name, written_at) > _LEFTOVER_AGE_S
        except FileNotFoundError:
            return False


def _remove(paths: list[Path]) -> None:
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
