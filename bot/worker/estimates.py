"""Honest estimates of when a job starts and ends."""

from bot.domain.clock import Clock
from bot.domain.jobs import Job, JobState
from bot.domain.latency import LatencyKey, LatencyModel
from bot.domain.pacing import Pacer
from bot.services.ports import ProgressEstimate
from bot.worker.polling import Polling
from bot.worker.submission_gate import SubmissionGate
from bot.worker.uploading import Uploading


class Estimates:
    """Estimates how jobs are doing, for their cards."""

    def __init__(
        self,
        *,
        latency_model: LatencyModel,
        pacer: Pacer,
        polling: Polling,
        uploading: Uploading,
        submission_gate: SubmissionGate,
        clock: Clock,
        late_after_s: float,
        submit_gap_s: float,
    ) -> None:
        self._latency_model = latency_model
        self._pacer = pacer
        self._polling = polling
        self._uploading = uploading
        self._submission_gate = submission_gate
        self._clock = clock
        #: Counted from the acceptance; see JOB_TIMEOUT_S.
        self._late_after_s = late_after_s
        #: From one submission to the next while many wait.
        self._submit_gap_s = submit_gap_s
        #: The promised end of each generating job, in seconds after its acceptance.
        self._promised_s: dict[str, float] = {}

    def of(self, job: Job) -> ProgressEstimate:
        """Estimate how a job is doing."""
        times = self._latency_model.distribution(LatencyKey(job.request.model, job.request.duration_s))
        position = starts_in_s = remaining_s = None
        is_late = False
        if job.state is not JobState.GENERATING:
            self._promised_s.pop(job.id, None)
        if job.state is JobState.QUEUED:
            position = self._pacer.position(job.id)
            starts_in_s = None if position is None else (position - 1) * self._submit_gap_s
        elif job.state is JobState.GENERATING:
            # Promised once and kept, whatever is learned later: neither the bar nor the remaining time goes backwards.
            promised_s = self._promised_s.setdefault(job.id, times.promised_s)
            left_s = promised_s - self._polling.age_s(job)
            remaining_s = left_s if left_s > 0 else None
            is_late = self._polling.age_s(job) >= self._late_after_s
        return ProgressEstimate(
            at=self._clock.now(),
            position=position,
            starts_in_s=starts_in_s,
            remaining_s=None if is_late else remaining_s,
            is_late=is_late,
            usual_s=times.median_s,
            paused=self._submission_gate.reason_for(job.request.model) or self._uploading.trouble(job.id),
        )
