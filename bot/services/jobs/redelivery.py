"""Sends a video again that couldn't be delivered, as long as its file is available."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from bot.domain.clock import Clock
from bot.domain.jobs import OUTPUT_LIFE, Job, JobState
from bot.errors import UserError
from bot.observability import get_logger
from bot.sentences import Sentence
from bot.services.jobs import lifecycle
from bot.services.jobs.access import read_job
from bot.storage.core.database import DATABASE_FAILURES, Database
from bot.storage.jobs import jobs

log = get_logger(__name__)


class RedeliveryRefused(UserError):
    """The video can't be sent again; the sentence says why. Nothing was changed."""


class Redelivery:
    """Returns undeliverable videos to the worker, with one more way to reach their owner."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        data_dir: Path,
        retention: timedelta,
        wake: Callable[[str], None] = lambda _job_id: None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._data_dir = data_dir
        #: How long the worker keeps videos; see VIDEO_RETENTION_DAYS.
        self._retention = retention
        #: Called with the id of each changed job, for a worker in this process.
        self.wake = wake

    async def find(self, job_id: str, user_id: int) -> Job:
        """Read a job whose owner wants the video sent again.

        Raises RedeliveryRefused if that isn't possible, and DatabaseUnavailable.
        """
        job = await read_job(self._database, job_id)
        if job is None or job.user_id != user_id:
            raise RedeliveryRefused(Sentence("resend-not-yours"))
        if job.deleted_at is not None:
            raise RedeliveryRefused(Sentence("job-deleted"))
        if job.state is not JobState.UNDELIVERABLE:
            raise RedeliveryRefused(_why_not(job))
        if not self.is_there(job):
            raise RedeliveryRefused(Sentence("resend-gone"))
        return job

    def is_there(self, job: Job) -> bool:
        """Whether a job's video may still be available from Segmind or on a disk, perhaps another process's."""
        age = self._clock.now() - (job.completed_at or job.changed_at)
        if job.output_url is not None and age < OUTPUT_LIFE:
            return True
        if not self._database.is_sqlite and age < self._retention:
            return True  # the process with the worker tries, and reports if it isn't on its disk
        return (self._data_dir / _path_of(job)).is_file()

    async def send(self, job: Job, *, token: str, message_id: int, at: datetime, upload_limit_bytes: int) -> Job:
        """Have the worker deliver an undeliverable job, once even if requested several times.

        `token` gives access to `message_id`, the private answer to the owner's request at `at`. The video is posted
        there if the channel is still closed. Raises RedeliveryRefused if the job is no longer undeliverable, or if the
        database fails.
        """
        try:
            async with self._database.write() as connection:
                moved = await lifecycle.move(
                    connection,
                    job,
                    JobState.DELIVERING,
                    at=self._clock.now(),
                    detail={"why": "sent again"},
                    # If the path was cleared together with the file, the worker downloads it to the same place.
                    video_path=_path_of(job),
                    interaction_token=token,
                    interaction_at=at,
                    answer_message_id=message_id,
                    upload_limit_bytes=min(job.upload_limit_bytes, upload_limit_bytes),
                )
        except jobs.StaleJob as error:
            raise RedeliveryRefused(Sentence("resend-under-way")) from error
        except DATABASE_FAILURES as error:
            log.exception("job not sent again", job_id=job.id)
            raise RedeliveryRefused(Sentence("jobs-unreadable")) from error
        log.info("video is sent again", job_id=job.id, user_id=job.user_id)
        self.wake(job.id)
        return moved


def _path_of(job: Job) -> str:
    return job.video_path or str(Path("videos") / f"{job.id}.mp4")


def _why_not(job: Job) -> Sentence:
    if job.state is JobState.DELIVERING:
        return Sentence("resend-under-way")
    return Sentence("resend-done" if job.state is JobState.DELIVERED else "resend-nothing")
