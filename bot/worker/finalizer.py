"""Closes jobs: tells the requester about a failure, waits until the card is gone, then closes the job."""

from collections.abc import Callable
from datetime import datetime

from bot.domain.clock import Backoff, Clock
from bot.domain.jobs import Job, JobState
from bot.errors import DatabaseUnavailable
from bot.observability import get_logger
from bot.services.ports import DeliveryDelayed, DeliveryImpossible, Notifier
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.storage.jobs.jobs import StaleJob
from bot.worker.delay_queue import DelayQueue

log = get_logger(__name__)

_RETRIES = Backoff(first_s=2.0, max_s=300.0)
_WIDTH = 4


class Finalizer:
    """Closes ended jobs. A job that isn't closed is picked up again by the next start."""

    def __init__(self, database: Database, notifier: Notifier, clock: Clock) -> None:
        self._database = database
        self._notifier = notifier
        self._clock = clock
        self._jobs: dict[str, Job] = {}
        #: Failures that may have been reported before.
        self._doubtful: set[str] = set()
        #: Jobs whose requester knows how they ended, with whether the card may be deleted.
        self._told: dict[str, bool] = {}
        #: The failure messages, and the jobs whose requester got a direct message, if they wanted one.
        self._notices: dict[str, int] = {}
        self._told_directly: set[str] = set()
        #: Jobs whose card is gone or shows the end, or never will.
        self._shown: set[str] = set()
        #: Called with each job as soon as its requester was told, and with whether its card may be deleted.
        self.on_told: Callable[[Job, bool], None] = lambda _job, _is_superseded: None
        self._tries: dict[str, int] = {}
        self.delay_queue = DelayQueue("ending", self._end, width=_WIDTH, clock=clock)

    def __contains__(self, job_id: str) -> bool:
        """Whether the job has ended but isn't closed yet."""
        return job_id in self._jobs

    def ended(self, job: Job, *, is_old: bool = False) -> None:
        """Start closing an ended job; `is_old` if it ended before this process started. Safe to repeat."""
        if job.closed_at is not None:
            return
        before = self._jobs.get(job.id)
        self._jobs[job.id] = job
        for other in self._jobs.values():
            # Failed variations are reported together, so others may have waited for this one.
            if other.group_id is not None and other.group_id == job.group_id and other.id not in self._told:
                self.delay_queue.put(other.id)
        if before is None:
            if is_old:
                self._doubtful.add(job.id)
            self.delay_queue.put(job.id)
        elif before.card_message_id != job.card_message_id and job.id in self._told:
            # Its card became known only now.
            self._shown.discard(job.id)
            self.on_told(job, self._told[job.id])

    def shown(self, job: Job) -> None:
        """Record that the card is gone or shows the end, or never will."""
        if job.id in self._jobs:
            self._shown.add(job.id)
            self.delay_queue.put(job.id)

    def forget(self, job_id: str) -> None:
        """Stop closing a job that goes on after all."""
        self._jobs.pop(job_id, None)
        self.delay_queue.drop(job_id)
        for known in (self._doubtful, self._told_directly, self._shown):
            known.discard(job_id)
        self._told.pop(job_id, None)
        self._notices.pop(job_id, None)
        self._tries.pop(job_id, None)

    async def _end(self, job_id: str) -> None:
        job = self._jobs.get(job_id)
        if job is None:
            return
        if job_id not in self._told:
            is_superseded = _is_superseded(job)
            if job.needs_notice:
                try:
                    message_id = await self._notifier.tell_failure(job, look_first=job_id in self._doubtful)
                    self._notices[job_id] = message_id
                    is_superseded = message_id != job.card_message_id
                except DeliveryDelayed as error:
                    self._doubtful.add(job_id)
                    tries = self._tries[job_id] = self._tries.get(job_id, 0) + 1
                    self.delay_queue.put(job_id, error.retry_after_s or _RETRIES.pause_s(tries))
                    return
                except DeliveryImpossible as error:
                    log.warning("failure not told", job_id=job_id, why=str(error))
            if job_id not in self._jobs:
                return  # it goes on after all
            self._told[job_id] = is_superseded
            self.on_told(self._jobs[job_id], is_superseded)
        if await self._tell_directly(job) and job_id in self._shown:
            await self._close(job, self._clock.now())
            if self._jobs.get(job_id) is job:
                self.forget(job_id)

    async def _tell_directly(self, job: Job) -> bool:
        """Tell the requester by direct message, once if that works; returns whether nothing is left to try."""
        is_video = job.state is JobState.DELIVERED
        if (
            job.id in self._told_directly
            or not (is_video or job.state is JobState.FAILED)
            or job.deleted_at is not None
            or self._goes_on(job)
        ):
            return True
        message_id = job.result_message_id if is_video else self._notices.get(job.id, job.card_message_id)
        try:
            await self._notifier.tell_directly(job, message_id)
        except (DeliveryDelayed, DatabaseUnavailable) as error:
            tries = self._tries[job.id] = self._tries.get(job.id, 0) + 1
            retry_s = error.retry_after_s if isinstance(error, DeliveryDelayed) else None
            self.delay_queue.put(job.id, retry_s or _RETRIES.pause_s(tries))
            return False
        except DeliveryImpossible as error:
            log.info("not told directly", job_id=job.id, why=str(error))
        if job.id not in self._jobs:
            return False  # it goes on after all
        self._told_directly.add(job.id)
        return True

    def _goes_on(self, job: Job) -> bool:
        """Whether the film doesn't end with this scene: more will follow, or their failure is reported instead."""
        if not job.is_scene or job.state is not JobState.DELIVERED or job.group_position == job.group_size:
            return False
        if job.has_failed_before:
            return False  # the others were cancelled then
        return not any(
            other.parent_id == job.id and other.state is JobState.CANCELLED and other.group_id == job.group_id
            for other in self._jobs.values()
        )

    async def _close(self, job: Job, at: datetime) -> None:
        try:
            async with self._database.write() as connection:
                await jobs.close(connection, job, at=at)
        except StaleJob:
            log.info("job goes on", job_id=job.id)


def _is_superseded(job: Job) -> bool:
    """Whether the card of a job without a notice may be deleted.

    It may if the video is another message, or if whoever cancelled the job got a private answer (a private card is that
    answer itself).
    """
    if job.state is JobState.CANCELLED:
        return not job.is_private and not job.needs_notice
    return job.state is JobState.DELIVERED and job.is_result_apart
