"""The paid step: a queued job becomes a request at Segmind, at most once.

The request is stored before it is sent. An answer means one of three things: no paid job was started (the job is queued
again or fails), a paid job was started (the job is generating), or either is possible (the job is unknown;
bot.worker.reconciliation looks it up in the request history, and it is never simply sent again).
"""

import asyncio
import json
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from bot.domain.clock import Backoff, Clock
from bot.domain.jobs import Doubt, FailureReason, Job, JobState
from bot.models import ModelSpec, PayloadValue
from bot.observability import get_logger
from bot.segmind.client import SegmindClient
from bot.segmind.errors import (
    AccountProblem,
    Ambiguous,
    BadParameters,
    ModelGone,
    NeverSent,
    RateLimited,
    SegmindRefused,
    ServerFault,
)
from bot.segmind.payloads import build_payload, find_wrong_field
from bot.sentences import Sentence
from bot.storage.core.database import DATABASE_FAILURES
from bot.storage.jobs.jobs import StaleJob
from bot.worker.pending_jobs import PendingJobs
from bot.worker.retirement import Retirement
from bot.worker.submission_gate import SubmissionGate

log = get_logger(__name__)

#: How long the gate is shut after a refusal that only the operator can fix, and after a failed connection.
_ACCOUNT_RETRY_S = 60.0
_OFFLINE_RETRIES = Backoff(first_s=5.0, max_s=120.0)
_SAVE_RETRY_S = 1.0
#: How long the gate is shut when the bot can't store what it pays for.
_KEEPING_RETRY_S = 15.0
#: Below this much free space nothing is submitted: a few videos, their versions for posting, and the database need it.
ROOM_MIN_BYTES = 500_000_000
NO_ROOM = Sentence("pause-disk")
UNWRITABLE = Sentence("pause-unwritable")
NO_DATABASE = Sentence("pause-database")


class Submission:
    """Sends paid submissions, one job per call."""

    def __init__(
        self,
        pending_jobs: PendingJobs,
        client: SegmindClient,
        submission_gate: SubmissionGate,
        retirement: Retirement,
        clock: Clock,
        data_dir: Path,
    ) -> None:
        self._retirement = retirement
        self._data_dir = data_dir
        self._pending_jobs = pending_jobs
        self._client = client
        self._submission_gate = submission_gate
        self._clock = clock
        self._offline = 0

    async def submit(self, job: Job) -> None:
        """Submit a queued job and record the result.

        If the submission, or later the video, can't be stored, nothing is sent and the gate is shut. Nothing is sent
        for a paused model either, and a job whose model can't be used any more fails. Raises StaleJob, before anything
        is sent, if the job was cancelled meanwhile, and RateLimited, after queueing the job again, so that the
        scheduler can wait. If this is cancelled during the POST, the job stays submitting, which the next start treats
        as unknown.
        """
        spec = self._retirement.catalogue.find(job.request.model)
        trouble = await asyncio.to_thread(find_disk_trouble, self._data_dir)
        if trouble is not None:
            self._submission_gate.shut(trouble, _KEEPING_RETRY_S, alarm="disk_full")
            return
        try:
            await self._retirement.refresh()
            if not self._submission_gate.lets_pass(job.request.model):
                return
            if spec is None or not self._retirement.can_use(job.request):
                await self._retirement.end(job)
                return
            payload = build_payload(spec, job.request, job.image_url, job.last_image_url)
            job = await self._pending_jobs.move(
                job,
                JobState.SUBMITTING,
                attempts=job.attempts + 1,
                submitted_at=self._clock.now(),
                payload=json.dumps(payload, ensure_ascii=False),
            )
        except (OSError, SQLAlchemyError) as error:
            log.error("nothing submitted: free the disk, or mend the database", job_id=job.id, why=_cause(error))
            self._submission_gate.shut(NO_DATABASE, _KEEPING_RETRY_S, alarm="database")
            return
        try:
            submitted = await self._client.submit(job.request.model, payload)
        except SegmindRefused as error:
            await self._take_refusal(job, spec, payload, error)
            if isinstance(error, RateLimited):
                raise
        except Ambiguous as error:
            doubt = Doubt.SERVER_ERROR if isinstance(error, ServerFault) else Doubt.NO_ANSWER
            detail = {"doubt": doubt, "said": error.detail, "status": error.status}
            await self._record(job, JobState.UNKNOWN, doubt=doubt, detail=detail)
        else:
            self._offline = 0
            self._submission_gate.open()
            await self._record(
                job,
                JobState.GENERATING,
                doubt=None,
                request_id=submitted.request_id,
                accepted_at=self._clock.now(),
                detail={"request_id": submitted.request_id},
            )
            await self._retirement.accepted(job.request.model)

    def keep_back(self) -> None:
        """Submit nothing for a while, because a paid video couldn't be saved to disk."""
        self._submission_gate.shut(UNWRITABLE, _KEEPING_RETRY_S, alarm="disk_full")

    async def _record(self, job: Job, target: JobState, **changes: Any) -> None:
        """Store the result of a submission, however long that takes, because it isn't known anywhere else."""
        await self._pending_jobs.carry_out(self._insist(job, target, changes))

    async def _insist(self, job: Job, target: JobState, changes: dict[str, Any]) -> None:
        while True:
            try:
                await self._pending_jobs.move(job, target, **changes)
            except StaleJob:
                in_doubt = self._pending_jobs.get(job.id, JobState.UNKNOWN)
                if in_doubt is None or target is not JobState.GENERATING:
                    raise
                job = in_doubt
            except IntegrityError:
                # Another job has this request id, so the answer isn't for this submission, whose result is unknown.
                log.error("answer of another job", job_id=job.id, request_id=changes.get("request_id"))
                target, changes = JobState.UNKNOWN, {"doubt": Doubt.NO_ANSWER}
            except (OSError, SQLAlchemyError) as error:
                log.error("outcome of a submission not saved yet", job_id=job.id, target=target, why=_cause(error))
                await self._clock.sleep(_SAVE_RETRY_S)
            else:
                return

    async def _take_refusal(
        self, job: Job, spec: ModelSpec, payload: dict[str, PayloadValue], error: SegmindRefused
    ) -> None:
        """Fail the job if it or its model is the problem; otherwise queue it again, perhaps shutting the gate."""
        if isinstance(error, ModelGone):
            await self._pending_jobs.carry_out(self._end(job, error))
            await self._retirement.gone(job.request.model, error)
        elif isinstance(error, BadParameters):
            self._submission_gate.open()
            await self._record(
                job,
                JobState.FAILED,
                failure=FailureReason.REJECTED,
                failure_detail=error.detail or None,
                detail={"said": error.detail, "status": error.status},
            )
            field = find_wrong_field(error.detail, spec, job.request, payload)
            if field is not None:
                await self._retirement.refused(job, field, error, payload)
        else:
            await self._queue_again(job, error)

    async def _end(self, job: Job, error: ModelGone) -> None:
        """Fail a job because its model is gone, however long storing that takes."""
        while True:
            try:
                changes = await self._retirement.describe_end(job, error)
            except DATABASE_FAILURES as failure:
                log.error("next model not found yet", job_id=job.id, why=_cause(failure))
                await self._clock.sleep(_SAVE_RETRY_S)
            else:
                return await self._insist(job, JobState.FAILED, changes)

    async def _queue_again(self, job: Job, error: SegmindRefused) -> None:
        """Queue a job again because nothing was started; shut the gate if others would fail the same way."""
        if isinstance(error, AccountProblem):
            log.error("account problem", reason=error.reason, said=error.detail, status=error.status)
            self._submission_gate.shut(error.sentence, _ACCOUNT_RETRY_S, alarm=error.reason)
        elif isinstance(error, NeverSent):
            self._offline += 1
            self._submission_gate.shut(error.sentence, _OFFLINE_RETRIES.pause_s(self._offline))
        delay_s = 0.0
        if isinstance(error, RateLimited):
            delay_s = max(0.0, (error.retry_at - self._clock.now()).total_seconds())
        await self._record(
            job,
            JobState.QUEUED,
            not_before_at=self._clock.now() + timedelta(seconds=delay_s),
            detail={"why": type(error).__name__, "said": error.detail, "status": error.status},
        )


def find_disk_trouble(data_dir: Path) -> Sentence | None:
    """Why a video couldn't be saved; None if it could. Blocks."""
    folder = data_dir / "videos"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(folder).free < ROOM_MIN_BYTES:
            return NO_ROOM
        with tempfile.TemporaryFile(dir=folder):
            return None
    except OSError as error:
        log.error("DATA_DIR can't be written: mend it, or name another folder", why=str(error))
        return UNWRITABLE


def _cause(error: Exception) -> str:
    """The database's or disk's own message, without the statement."""
    return str(getattr(error, "orig", None) or error)
