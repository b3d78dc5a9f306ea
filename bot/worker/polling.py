"""Checks generating jobs: their status, and their result once they are completed."""

from collections.abc import Callable

from bot.domain.clock import Clock
from bot.domain.jobs import OUTPUT_LIFE, Doubt, FailureReason, Job, JobState
from bot.segmind.client import SegmindClient
from bot.segmind.error_mapping import is_content_block
from bot.segmind.errors import NotFound
from bot.segmind.responses import HistoryRow, RemoteState, Result
from bot.worker.pending_jobs import PendingJobs
from bot.worker.reconciliation import Reconciliation

#: The history may show a job as completed some time before it shows the video.
_OUTPUT_LATE_S = 600.0
_DETAIL_MAX_CHARS = 500


class Polling:
    """Checks generating jobs, with one request to Segmind per call."""

    def __init__(
        self, pending_jobs: PendingJobs, client: SegmindClient, reconciliation: Reconciliation, clock: Clock
    ) -> None:
        self._pending_jobs = pending_jobs
        self._client = client
        self._reconciliation = reconciliation
        self._clock = clock
        #: When each job was last seen unfinished, in seconds after its acceptance.
        self._seen_pending_s: dict[str, float] = {}
        #: Since when the history has shown each job as completed without a video.
        self._outputless_from: dict[str, float] = {}
        #: Called with the account's balance in millionths of a USD at the time a video was charged.
        self.on_balance: Callable[[int], None] = lambda _balance_micros: None
        #: Called with a job that Segmind says has failed, and the seconds that it took.
        self.on_failure: Callable[[Job, float], None] = lambda _job, _took_s: None

    def age_s(self, job: Job) -> float:
        """How long ago Segmind accepted the job."""
        return self._pending_jobs.elapsed.age_s(job.id, job.accepted_at or job.changed_at)

    async def look(self, job: Job) -> bool:
        """Request the status; returns whether the job is completed and its result must still be read.

        Raises NotFound if Segmind no longer has it, Transient or AccountProblem if there is no proper answer.
        """
        if job.request_id is None:
            raise ValueError(f"job {job.id} is generating without a request id")
        age_s = self.age_s(job)
        status = await self._client.status(job.request_id)
        if status.state is RemoteState.FAILED:
            await self._take_in_failure(job, status)
        elif status.state is not RemoteState.COMPLETED:
            self._seen_pending_s[job.id] = age_s
        elif status.output_url is not None and status.metrics.cost_said is not None:
            await self._take_in(job, status)  # the result wouldn't add anything
        else:
            return True
        return False

    async def read_result(self, job: Job) -> None:
        """Read the result of a completed job and store the video's address and the cost.

        Raises the same as `look`, and also NotFound for a result without a video.
        """
        if job.request_id is None:
            raise ValueError(f"job {job.id} is generating without a request id")
        result = await self._client.result(job.request_id)
        if result.state is RemoteState.FAILED:
            await self._take_in_failure(job, result)
        elif result.output_url is None:
            raise NotFound("the result names no video")
        else:
            await self._take_in(job, result)

    async def recover(self, job: Job) -> bool:
        """Look in the history for a job whose status Segmind no longer keeps; returns whether that settled it."""
        row = await self._reconciliation.find_output(job)
        if row is not None and row.generation_url is not None:
            await self._complete(job, row.generation_url, row.cost_said, _seconds(row))
        elif row is not None and row.state is RemoteState.FAILED:
            await self._fail(job, row.error, row.cost_said, doubt=None if row.cost_said is not None else Doubt.COST)
        elif row is not None and row.state is RemoteState.COMPLETED and self._is_output_late(job):
            await self._pending_jobs.move(
                job,
                JobState.FAILED,
                failure=FailureReason.VIDEO_LOST,
                cost_said=row.cost_said,
                detail={"why": "completed without an output"},
            )
        elif self.age_s(job) >= OUTPUT_LIFE.total_seconds():
            reason = FailureReason.TIMED_OUT if row is None else FailureReason.VIDEO_LOST
            await self._pending_jobs.move(job, JobState.FAILED, failure=reason)
        else:
            return False
        return True

    def forget(self, job_id: str) -> None:
        """Clear what was remembered about a job that is no longer generating."""
        self._seen_pending_s.pop(job_id, None)
        self._outputless_from.pop(job_id, None)

    def _is_output_late(self, job: Job) -> bool:
        """Whether the history has shown the job as completed for a long time without a video."""
        now = self._clock.monotonic()
        return now - self._outputless_from.setdefault(job.id, now) >= _OUTPUT_LATE_S

    async def _take_in(self, job: Job, result: Result) -> None:
        """Store what is known about a completed job."""
        if result.metrics.remaining_credits_micros is not None:
            self.on_balance(result.metrics.remaining_credits_micros)
        await self._complete(job, result.output_url or "", result.metrics.cost_said, result.metrics.total_time_s)

    async def _complete(self, job: Job, output_url: str, cost_said: str | None, total_time_s: float | None) -> None:
        took_s = self._took_s(job, total_time_s)
        latency_s = (took_s, took_s) if took_s else (self._seen_pending_s.get(job.id, 0.0), self.age_s(job))
        moving = self._pending_jobs.move(
            job,
            JobState.FETCHING,
            output_url=output_url,
            cost_said=cost_said,
            completed_at=self._clock.now(),
            latency_min_s=latency_s[0],
            latency_max_s=latency_s[1],
            detail={"took_s": round(latency_s[1], 3)},
        )
        await self._pending_jobs.carry_out(moving)

    async def _take_in_failure(self, job: Job, result: Result) -> None:
        """Record a failed generation, and report how long it took."""
        took_s = self._took_s(job, result.metrics.total_time_s) or self.age_s(job)
        await self._fail(job, result.error, result.metrics.cost_said, doubt=Doubt.COST, took_s=took_s)
        self.on_failure(job, took_s)

    def _took_s(self, job: Job, said_s: float | None) -> float | None:
        """How long a job took according to Segmind; None if that can't be right."""
        return said_s if said_s is not None and 0 < said_s <= self.age_s(job) + 5 else None

    async def _fail(
        self, job: Job, error: str | None, cost_said: str | None, *, doubt: Doubt | None, took_s: float | None = None
    ) -> None:
        """Record a failed generation. A `doubt` about its cost lasts until the history shows it."""
        reason = FailureReason.CONTENT_BLOCKED if is_content_block(error) else FailureReason.GENERATION_FAILED
        await self._pending_jobs.move(
            job,
            JobState.FAILED,
            failure=reason,
            failure_detail=error[:_DETAIL_MAX_CHARS] if error else None,
            cost_said=cost_said,
            doubt=doubt,
            latency_min_s=took_s,
            latency_max_s=took_s,
            detail={"said": error},
        )


def _seconds(row: HistoryRow) -> float | None:
    return None if row.latency_ms is None else row.latency_ms / 1000
