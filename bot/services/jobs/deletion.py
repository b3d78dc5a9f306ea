"""Deletes a video: all that people see and everything on disk; its cost stays on record.

The deletion is recorded in the same transaction that removes what the video was about. The process that started it or
the worker then carries it out, even after a crash. A deleted job is only closed when nothing more can be done.
"""

import asyncio
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.domain.clock import Clock
from bot.domain.jobs import Job, JobEvent, JobState
from bot.errors import DatabaseUnavailable
from bot.observability import get_logger
from bot.sentences import Sentence
from bot.services.jobs.access import ActionNotPossible, JobActor, read_job
from bot.storage.core.database import DATABASE_FAILURES, Database
from bot.storage.jobs import jobs

log = get_logger(__name__)

_FOLDERS = ("videos", "pictures")


class Deletions:
    """Deletes jobs' videos, except for their messages."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        data_dir: Path,
        wake: Callable[[str], None] = lambda _job_id: None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._data_dir = data_dir
        #: Called with the id of each job whose deletion the worker must continue.
        self.wake = wake

    async def find(self, job_id: str, actor: JobActor) -> Job:
        """Read a job whose video someone wants to delete or has already deleted.

        Raises ActionNotPossible and DatabaseUnavailable.
        """
        job = await read_job(self._database, job_id)
        if job is None:
            raise ActionNotPossible(Sentence("job-unknown"))
        if not actor.may_change(job):
            raise ActionNotPossible(Sentence("delete-not-yours"))
        if job.state is not JobState.DELIVERED or job.result_message_id is None:
            raise ActionNotPossible(Sentence("delete-nothing"))
        return job

    async def begin(self, job: Job, actor: JobActor) -> Sequence[Job]:
        """Remove what a job was about and record its deletion; returns the changed jobs.

        For a film these are all of its scenes. Raises ActionNotPossible if someone else was first or a film is still
        being made, and DatabaseUnavailable if nothing was deleted.
        """
        now = self._clock.now()
        detail: dict[str, str | int | float | None] = {"why": "result deleted", "user_id": actor.user_id}
        erased: list[Job] = []
        try:
            async with self._database.write() as connection:
                known = await jobs.list_group(connection, job.card_key) if job.is_scene else [job]
                if any(one.is_pending for one in known):
                    raise ActionNotPossible(Sentence("story-delete-pending"))
                for one in known:
                    # A scene that may still turn up at Segmind is kept, like any failed job.
                    if one.id == job.id or (one.deleted_at is None and one.doubt is None):
                        erased.append(await jobs.erase(connection, one, at=now))
                        event = JobEvent(job_id=one.id, at=now, source=one.state, target=one.state, detail=detail)
                        await jobs.record_event(connection, event)
        except jobs.StaleJob as error:
            raise ActionNotPossible(Sentence("delete-already")) from error
        except DATABASE_FAILURES as error:
            log.exception("deletion not written down", job_id=job.id)
            raise DatabaseUnavailable(Sentence("delete-not-begun")) from error
        log.info("video is deleted", job_id=job.id, user_id=actor.user_id)
        return erased

    async def remove_files(self, job: Job) -> bool:
        """Remove the files of a deleted job; returns whether that was possible. Safe to repeat."""
        try:
            await asyncio.to_thread(self._remove_files, job.id)
        except OSError as error:
            log.warning("files of a deleted video stay", job_id=job.id, why=repr(error))
            return False
        return True

    async def finish(self, job: Job) -> None:
        """Remove the files of a deleted job whose messages are gone, and close it. Safe to repeat.

        Raises what the database raises, and OSError.
        """
        await asyncio.to_thread(self._remove_files, job.id)
        async with self._database.write() as connection:
            await jobs.close_deleted(connection, job.id, at=self._clock.now())

    def _remove_files(self, job_id: str) -> None:
        """Remove the video, its film, the converted versions of both, and the picture. Blocks."""
        for folder in _FOLDERS:
            for path in (self._data_dir / folder).glob(f"*{job_id}*"):
                if path.is_dir():
                    shutil.rmtree(path)
                else:
                    path.unlink(missing_ok=True)
