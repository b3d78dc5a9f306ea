"""The one place from which requests go to Segmind's API host, in the order and at the pace that the pacer decides."""

import asyncio
import math
from collections.abc import Callable

from bot.domain.clock import Clock
from bot.domain.jobs import Job, JobState
from bot.domain.latency import LatencyKey, LatencyModel, Sample
from bot.domain.pacing import Action, Pacer, Send
from bot.observability import get_logger
from bot.segmind.errors import NotFound, RateLimited, SegmindError
from bot.storage.jobs.jobs import StaleJob
from bot.worker.pending_jobs import PendingJobs
from bot.worker.polling import Polling
from bot.worker.submission import Submission
from bot.worker.submission_gate import SubmissionGate

log = get_logger(__name__)

#: How long a stop waits for requests under way; a paid submission that is cut off is looked up later.
_FINISH_S = 8.0


class Scheduler:
    """Asks the pacer what to send next, sends it, and reports the outcome to the pacer."""

    def __init__(
        self,
        *,
        pacer: Pacer,
        latency_model: LatencyModel,
        pending_jobs: PendingJobs,
        submission: Submission,
        polling: Polling,
        submission_gate: SubmissionGate,
        clock: Clock,
        on_expired: Callable[[str], None],
        on_doubt: Callable[[str], None],
    ) -> None:
        self._pacer = pacer
        self._latency_model = latency_model
        self._pending_jobs = pending_jobs
        self._submission = submission
        self._polling = polling
        self._submission_gate = submission_gate
        self._clock = clock
        polling.on_failure = self._learn_failure
        #: Called with a job whose status or result Segmind does not have (any more).
        self._on_expired = on_expired
        #: Called with a job whose submission ended with an unknown outcome, such as after a bug.
        self._on_doubt = on_doubt
        self._changed = asyncio.Event()
        self._sending: dict[str, asyncio.Task[None]] = {}
        self._is_stopping = False

    def __contains__(self, job_id: str) -> bool:
        """Whether a request for the job is under way."""
        return job_id in self._sending

    def wake(self) -> None:
        """Decide again, because something changed."""
        self._changed.set()

    @property
    def awaited(self) -> int:
        """How many requests videos need next, apart from polls."""
        return self._pacer.awaited

    def follow(self, job: Job) -> None:
        """Tell the pacer what it needs to know about a job's current state. Safe to repeat.

        While a request for the job is under way, the pacer hears of the state when that request ends.
        """
        if job.id not in self._sending:
            self._report(job)
        self.wake()

    async def run(self) -> None:
        """Send requests until stopped; then finish those under way, as far as time allows."""
        try:
            while not self._is_stopping:
                self._changed.clear()
                await self._clock.wait(self._changed, self._send_due())
        finally:
            await self._finish()

    def stop(self) -> None:
        """Make `run` end, and send nothing new."""
        self._is_stopping = True
        self.wake()

    def _send_due(self) -> float | None:
        """Send what may go out now; returns the seconds until something else may, None if that needs a change."""
        while True:
            now = self._clock.monotonic()
            decision = self._pacer.next(now, may_submit=self._may_submit())
            if not isinstance(decision, Send):
                gate_s = self._submission_gate.wait_s() or math.inf
                wait_s = min(decision.until - now, gate_s)
                return None if math.isinf(wait_s) else wait_s
            self._pacer.sent(decision, now)
            task = asyncio.create_task(self._send(decision), name=f"{decision.action} {decision.job_id}")
            self._sending[decision.job_id] = task

    def _may_submit(self) -> bool:
        """Whether a submission may go out: the gate is open, or its wait is over and no other trial is under way."""
        if self._submission_gate.wait_s() > 0:
            return False
        return self._submission_gate.reason is None or not any(
            task.get_name().startswith(Action.SUBMIT) for task in self._sending.values()
        )

    async def _send(self, send: Send) -> None:
        """Send one request and report its outcome to the pacer."""
        pacer = self._pacer
        is_completed = False
        try:
            is_completed = await self._perform(send)
        except RateLimited as error:
            wait_s = (error.retry_at - self._clock.now()).total_seconds()
            log.warning("rate limited", action=send.action, job_id=send.job_id, wait_s=round(wait_s, 1))
            now = self._clock.monotonic()
            pacer.throttled(send.job_id, now, now + wait_s)
        except NotFound:
            pacer.remove(send.job_id, self._clock.monotonic())
            self._on_expired(send.job_id)
        except StaleJob:
            self._settle(send)  # someone else was first; the pending jobs show what they did
        except SegmindError as error:
            log.warning("no proper answer", action=send.action, job_id=send.job_id, why=type(error).__name__)
            self._settle(send, is_failed=True)
        except Exception:  # the next request must go out, whatever happened to this one
            log.exception("request failed", action=send.action, job_id=send.job_id)
            self._settle(send, is_failed=True)
        else:
            self._settle(send, is_completed=is_completed)
        finally:
            del self._sending[send.job_id]
            if self._pending_jobs.get(send.job_id, JobState.SUBMITTING) is not None:
                self._on_doubt(send.job_id)
            self.wake()

    async def _perform(self, send: Send) -> bool:
        """Send the request; returns whether the job is completed and its result must still be read."""
        if send.action is Action.SUBMIT:
            job = self._pending_jobs.get(send.job_id, JobState.QUEUED)
            if job is not None:
                await self._submission.submit(job)
            return False
        job = self._pending_jobs.get(send.job_id, JobState.GENERATING)
        if job is None:
            return False
        is_completed = False
        if send.action is Action.POLL:
            is_completed = await self._polling.look(job)
        else:
            await self._polling.read_result(job)
        self._learn(job.id)
        return is_completed

    def _settle(self, send: Send, *, is_completed: bool = False, is_failed: bool = False) -> None:
        """Report a finished request according to the job's current state."""
        now = self._clock.monotonic()
        job = self._pending_jobs.get(send.job_id)
        expected = JobState.QUEUED if send.action is Action.SUBMIT else JobState.GENERATING
        if job is None:
            self._pacer.remove(send.job_id, now)
        elif job.state is not expected:
            self._report(job)
        elif is_failed:
            self._pacer.failed(job.id, now)
        elif is_completed:
            self._pacer.add_finished(job.id, now)
        elif send.action is Action.POLL:
            self._pacer.looked(job.id, now)
        else:
            self._report(job)

    def _report(self, job: Job) -> None:
        now = self._clock.monotonic()
        elapsed = self._pending_jobs.elapsed
        held_s = max(0.0, (job.not_before_at - job.changed_at).total_seconds())
        match job.state:
            case JobState.QUEUED if self._submission_gate.lets_pass(job.request.model):
                self._pacer.add_waiting(
                    job.id,
                    job.user_id,
                    now,
                    queued_at=elapsed.start(job.id, job.created_at),
                    # Both were computed at the same instant, so their difference is a wait by any clock.
                    not_before=elapsed.start(job.id, job.changed_at) + held_s,
                )
            case JobState.GENERATING:
                key = LatencyKey(job.request.model, job.request.duration_s)
                accepted_at = elapsed.start(job.id, job.accepted_at or job.changed_at)
                self._pacer.add_running(job.id, key, now, accepted_at=accepted_at)
            case _:
                self._pacer.remove(job.id, now)
                self._polling.forget(job.id)

    def _learn(self, job_id: str) -> None:
        """Teach the latency model how long a completed job took."""
        job = self._pending_jobs.get(job_id, JobState.FETCHING)
        if job is not None and job.latency_min_s is not None and job.latency_max_s:
            key = LatencyKey(job.request.model, job.request.duration_s)
            self._latency_model.observe(key, Sample(job.latency_min_s, job.latency_max_s))

    def _learn_failure(self, job: Job, age_s: float) -> None:
        self._latency_model.observe_failure(LatencyKey(job.request.model, job.request.duration_s), age_s)

    async def _finish(self) -> None:
        if not self._sending:
            return
        _, unfinished = await asyncio.wait(self._sending.values(), timeout=_FINISH_S)
        for task in unfinished:
            log.warning("cut off", task=task.get_name())
            task.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)
