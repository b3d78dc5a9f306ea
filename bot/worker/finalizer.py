"""Closes jobs: tells the requester about a failure, waits until the card shows the end, then closes the job."""

from datetime import datetime

from bot.domain.backoff import Backoff
from bot.domain.clock import Clock
from bot.domain.jobs import Job, JobState
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
        #: Failures that someone may have been told about before.
        self._doubtful: set[str] = set()
        self._told: set[str] = set()
        self._shown: set[str] = set()
        self._tries: dict[str, int] = {}
        self.delay_queue = DelayQueue("ending", self._end, width=_WIDTH, clock=clock)

    def __contains__(self, job_id: str) -> bool:
        """Whether the job has ended but isn't closed yet."""
        return job_id in self._jobs

    def ended(self, job: Job, *, is_old: bool = False) -> None:
        """Start closing an ended job; `is_old` if it ended before this process started. Safe to repeat."""
        if job.closed_at is not None or job.id in self._jobs:
            return
        self._jobs[job.id] = job
        if is_old:
            self._doubtful.add(job.id)
        self.delay_queue.put(job.id)

    def shown(self, job: Job) -> None:
        """Record that the card shows the end, or never will."""
        if job.id in self._jobs:
            self._shown.add(job.id)
            self.delay_queue.put(job.id)

    def forget(self, job_id: str) -> None:
        """Stop closing a job that goes on after all."""
        self._jobs.pop(job_id, None)
        self.delay_queue.drop(job_id)
        for known in (self._doubtful, self._told, self._shown):
            known.discard(job_id)
        self._tries.pop(job_id, None)

    async def _end(self, job_id: str) -> None:
        job = self._jobs.get(job_id)
        if job is None:
            return
        if job.state is JobState.FAILED and job_id not in self._told:
            delay_s = await self._tell(job)
            if delay_s is not None:
                self.delay_queue.put(job_id, delay_s)
                return
            self._told.add(job_id)
        if job_id in self._shown:
            await self._close(job, self._clock.now())
            self.forget(job_id)

    async def _tell(self, job: Job) -> float | None:
        """Try once to tell the requester about a failure; returns the seconds until the next try, None if done."""
        try:
            await self._notifier.tell_failure(job, look_first=job.id in self._doubtful)
        except DeliveryDelayed as error:
            self._doubtful.add(job.id)
            tries = self._tries[job.id] = self._tries.get(job.id, 0) + 1
            return error.retry_after_s or _RETRIES.pause_s(tries)
        except DeliveryImpossible as error:
            log.warning("failure not told", job_id=job.id, why=str(error))
        return None

    async def _close(self, job: Job, at: datetime) -> None:
        try:
            async with self._database.write() as connection:
                await jobs.amend(connection, job, closed_at=at)
        except StaleJob:
            log.info("job goes on", job_id=job.id)
