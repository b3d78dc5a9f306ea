"""Looks up jobs in Segmind's history: those in doubt, and those whose results are gone from its API."""

from collections.abc import Callable

from bot.domain.clock import Clock
from bot.domain.jobs import Job, JobState
from bot.observability import get_logger
from bot.segmind.errors import RateLimited, SegmindError
from bot.worker.delay_queue import DelayQueue
from bot.worker.pending_jobs import PendingJobs
from bot.worker.polling import Polling
from bot.worker.reconciliation import Reconciliation

log = get_logger(__name__)

_WIDTH = 2
#: How long to wait if the history or another host gave no proper answer.
_RETRY_S = 30.0


class Lookups:
    """Keeps looking until it is known what happened to each job."""

    def __init__(
        self, pending_jobs: PendingJobs, reconciliation: Reconciliation, polling: Polling, clock: Clock
    ) -> None:
        self._pending_jobs = pending_jobs
        self._reconciliation = reconciliation
        self._polling = polling
        self._clock = clock
        #: Whether a job is being submitted in this process, so that it isn't in doubt yet.
        self.is_under_way: Callable[[str], bool] = lambda _job_id: False
        #: Called when there may be an alert to send.
        self.on_alert: Callable[[], None] = lambda: None
        self._doubtful = DelayQueue("lookup", self._look_up, width=_WIDTH, clock=clock)
        self._expired = DelayQueue("recovery", self._recover, width=_WIDTH, clock=clock)
        #: Failed jobs that are still looked up.
        self._sought: dict[str, Job] = {}
        self.delay_queues = (self._doubtful, self._expired)

    def doubt(self, job_id: str) -> None:
        """Look up a job that may or may not have been accepted."""
        self._doubtful.put(job_id)

    def expire(self, job_id: str) -> None:
        """Look up a job whose status or result Segmind no longer has."""
        self._expired.put(job_id)

    def follow(self, job: Job) -> None:
        """Look up a job if its state says so; stop if it doesn't any more."""
        match job.state:
            case JobState.SUBMITTING if not self.is_under_way(job.id):
                self._doubtful.put(job.id)
            case JobState.UNKNOWN:
                self._doubtful.put(job.id, self._reconciliation.next_look_s(job))
        self.seek(job)

    def seek(self, job: Job) -> None:
        """Continue or stop looking up a failed job."""
        if job.state is JobState.FAILED and job.doubt is not None:
            self._sought[job.id] = job
            self._doubtful.put(job.id, self._reconciliation.next_look_s(job))
        else:
            self._sought.pop(job.id, None)

    async def _look_up(self, job_id: str) -> float | None:
        job = self._pending_jobs.get(job_id, JobState.SUBMITTING, JobState.UNKNOWN) or self._sought.get(job_id)
        if job is None:
            return None
        if self.is_under_way(job_id):
            return self._reconciliation.next_look_s(job)  # its submission is about to end
        try:
            if job.state is JobState.SUBMITTING:
                await self._reconciliation.resume(job)
                return None
            delay_s = await self._reconciliation.look(job)
        except SegmindError as error:
            log.warning("history not read", job_id=job_id, why=type(error).__name__, said=error.detail)
            return self._retry_s(error)
        if delay_s is None:
            self._sought.pop(job_id, None)
            self.on_alert()
        return delay_s

    async def _recover(self, job_id: str) -> float | None:
        job = self._pending_jobs.get(job_id, JobState.GENERATING)
        if job is None:
            return None
        try:
            is_settled = await self._polling.recover(job)
        except SegmindError as error:
            log.warning("history not read", job_id=job_id, why=type(error).__name__, said=error.detail)
            is_settled = False
        return None if is_settled else max(_RETRY_S, self._polling.age_s(job) / 60)

    def _retry_s(self, error: SegmindError) -> float:
        if isinstance(error, RateLimited):
            return max(_RETRY_S, (error.retry_at - self._clock.now()).total_seconds())
        return _RETRY_S
