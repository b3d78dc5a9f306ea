"""Removes old records, old files in this process's DATA_DIR, and messages that couldn't be deleted at once."""

import asyncio
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Self

from bot.domain.clock import Backoff, Clock, Elapsed
from bot.domain.jobs import Job, is_job_id
from bot.domain.stories import job_of_file, name_film
from bot.media import picture_files
from bot.media.film_files import FilmFiles
from bot.observability import get_logger
from bot.services.jobs.deletion import Deletions
from bot.services.jobs.pictures import JobPictures
from bot.services.ports import DeliveryDelayed, DeliveryImpossible, Notifier
from bot.services.privacy.deletion import PersonalDeletions
from bot.settings import Settings
from bot.storage.core.database import Database
from bot.storage.jobs import jobs, pictures, stories
from bot.storage.money import improvements
from bot.storage.rules import audit
from bot.worker.delay_queue import DelayQueue

log = get_logger(__name__)

_INTERVAL_S = 3600.0
#: A job's events are kept longer than its video, to answer questions; its cost is kept forever.
EVENTS_KEPT = timedelta(days=90)
#: Suggested prompts can be used for this long.
SUGGESTIONS_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long things are kept, counted from the end of their job; None means until someone deletes them."""

    #: See VIDEO_RETENTION_DAYS, PROMPT_RETENTION_DAYS and AUDIT_RETENTION_DAYS.
    videos: timedelta = timedelta(days=7)
    prompts: timedelta | None = None
    #: Records of changes, and of refusals by budgets.
    audit: timedelta = timedelta(days=366)

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Read the operator's settings."""
        prompt_days = settings.prompt_retention_days
        return cls(
            videos=timedelta(days=settings.video_retention_days),
            prompts=None if prompt_days is None else timedelta(days=prompt_days),
            audit=timedelta(days=settings.audit_retention_days),
        )


USUAL_RETENTION = Retention()


class Cleanup:
    """Keeps the database from growing forever. Never touches jobs that aren't closed."""

    def __init__(self, database: Database, clock: Clock, retention: Retention) -> None:
        self._database = database
        self._clock = clock
        self._retention = retention
        self._personal_deletions = PersonalDeletions(database, clock)

    async def run(self) -> None:
        """Clean up now and every hour, until cancelled."""
        while True:
            for step in (self.tidy, self._personal_deletions.finish_due):
                try:
                    await step()
                except Exception:  # the next run tries again, and nothing depends on it
                    log.exception("not tidied up")
            await self._clock.sleep(_INTERVAL_S)

    async def tidy(self) -> None:
        """Remove what has expired. Safe to repeat."""
        now, kept = self._clock.now(), self._retention
        async with self._database.write() as connection:
            await jobs.forget_details(connection, now - kept.videos)
            await jobs.forget_events(connection, now - max(EVENTS_KEPT, kept.videos))
            if kept.prompts is not None:
                # A video that is still kept may have to be posted again, with its prompt.
                await jobs.forget_contents(connection, now - max(kept.prompts, kept.videos), at=now)
            await audit.forget_records(connection, now - kept.audit)
            await pictures.forget_closed(connection)
        is_left = True
        while is_left:  # a few at a time, so that requests don't wait
            async with self._database.write() as connection:
                is_left = bool(await connection.run_sync(improvements.forget_texts, now - SUGGESTIONS_KEPT))


#: The pause after an error.
_RETRY_S = 60.0
#: How long files without a job, or made only for posting, may still be in use.
_LEFTOVER_AGE_S = 3600.0
#: Younger pictures may belong to a job that an older version of the bot is just storing.
_PICTURE_AGE_S = 600.0
_CHUNK = 500


class DiskCleanup:
    """Keeps DATA_DIR from growing forever. Never touches files of jobs that aren't closed.

    Each process may have its own DATA_DIR, so each one cleans up; several may safely clean up the same one.
    """

    def __init__(self, database: Database, data_dir: Path, clock: Clock, retention: timedelta) -> None:
        self._database = database
        self._folder = data_dir / "videos"
        self._pictures_folder = data_dir / picture_files.FOLDER
        self._films = FilmFiles(data_dir)
        self._pictures = JobPictures(database, data_dir)
        self._clock = clock
        #: Measures ages so that a clock that jumps ahead doesn't make everything look old.
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
        """Take over pictures of an earlier version and remove expired files; returns how many. Safe to repeat."""
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


_RETRIES = Backoff(first_s=2.0, max_s=300.0)
_WIDTH = 2


class UnfinishedDeletions:
    """Deletes messages until they are gone or certainly can't be deleted; then the files."""

    def __init__(self, deletions: Deletions, notifier: Notifier, clock: Clock) -> None:
        self._deletions = deletions
        self._notifier = notifier
        self._jobs: dict[str, Job] = {}
        self._tries: dict[str, int] = {}
        self.delay_queue = DelayQueue("deletion", self._delete, width=_WIDTH, clock=clock)

    def take_up(self, job: Job) -> None:
        """Continue the deletion of a job, unless it is finished. Safe to repeat."""
        if job.closed_at is None and job.id not in self._jobs:
            self._jobs[job.id] = job
            self.delay_queue.put(job.id)

    async def _delete(self, job_id: str) -> float | None:
        job = self._jobs[job_id]
        try:
            await self._notifier.erase(job)
        except DeliveryDelayed as error:
            tries = self._tries[job_id] = self._tries.get(job_id, 0) + 1
            return error.retry_after_s or _RETRIES.pause_s(tries)
        except DeliveryImpossible as error:
            log.warning("message of a deleted video stays", job_id=job_id, why=str(error))
        await self._deletions.finish(job)
        self._jobs.pop(job_id, None)
        self._tries.pop(job_id, None)
        log.info("deletion finished", job_id=job_id)
        return None
