"""Finishes deletions that were requested but couldn't be finished at once."""

from bot.domain.clock import Backoff, Clock
from bot.domain.jobs import Job
from bot.observability import get_logger
from bot.services.jobs.deletion import Deletions
from bot.services.ports import DeliveryDelayed, DeliveryImpossible, Notifier
from bot.worker.delay_queue import DelayQueue

log = get_logger(__name__)

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
