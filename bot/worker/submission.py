"""The paid step: a queued job becomes a request at Segmind, at most once.

What is sent is written down before it is sent. Every answer says one of three things: surely no paid job was started
(the job is queued again, or has failed), it was (the job is generating), or nobody can say (the job is unknown, and
is looked for in the request history by bot.worker.recovery; it is never simply sent again).
"""

import asyncio
import json
from datetime import timedelta

from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from bot.domain.clock import Clock
from bot.domain.jobs import Doubt, FailureReason, Job, JobState
from bot.observability import get_logger
from bot.segmind.client import SegmindClient
from bot.segmind.errors import AccountProblem, Ambiguous, BadParameters, NeverSent, RateLimited, Refused, ServerFault
from bot.segmind.payloads import build_payload
from bot.segmind.wire import Submitted
from bot.storage.jobs import StaleJob
from bot.worker.gate import Gate
from bot.worker.roster import Roster

log = get_logger(__name__)

#: How long the gate stays shut after a refusal that only the operator can end, and after a failed connection.
_ACCOUNT_RETRY_S = 60.0
_OFFLINE_RETRY_S = 5.0
_OFFLINE_RETRY_MAX_S = 120.0
_SAVE_RETRY_S = 1.0


class Submission:
    """Sends paid submissions; one call is one job."""

    def __init__(self, roster: Roster, client: SegmindClient, gate: Gate, clock: Clock) -> None:
        self._roster = roster
        self._client = client
        self._gate = gate
        self._clock = clock
        self._offline = 0

    async def submit(self, job: Job) -> None:
        """Send a queued job's paid POST and record what became of it.

        Raises StaleJob, before anything is sent, if the job was cancelled meanwhile; RateLimited after the job is
        queued again, for the one who paces. If this is cancelled while the POST is out, the job stays submitting,
        which the next start treats as unknown.
        """
        payload = build_payload(job.request, job.image_url)
        job = await self._roster.move(
            job,
            JobState.SUBMITTING,
            attempts=job.attempts + 1,
            submitted_at=self._clock.now(),
            payload=json.dumps(payload, ensure_ascii=False),
        )
        try:
            submitted = await self._client.submit(job.request.model, payload)
        except BadParameters as error:
            self._gate.open()
            await self._fail(job, error)
        except Refused as error:
            await self._queue_again(job, error)
            if isinstance(error, RateLimited):
                raise
        except Ambiguous as error:
            doubt = Doubt.SERVER_ERROR if isinstance(error, ServerFault) else Doubt.NO_ANSWER
            detail = {"doubt": doubt, "said": error.detail, "status": error.status}
            await asyncio.shield(self._roster.move(job, JobState.UNKNOWN, doubt=doubt, detail=detail))
        else:
            self._offline = 0
            self._gate.open()
            await asyncio.shield(self._save(job, submitted))

    async def _save(self, job: Job, submitted: Submitted) -> None:
        """Write down the id of a paid job. It exists nowhere else, so this does not give up while the process lives."""
        accepted_at = self._clock.now()
        while True:
            try:
                await self._roster.move(
                    job,
                    JobState.GENERATING,
                    doubt=None,
                    request_id=submitted.request_id,
                    accepted_at=accepted_at,
                    detail={"request_id": submitted.request_id},
                )
            except StaleJob:
                in_doubt = self._roster.get(job.id, JobState.UNKNOWN)
                if in_doubt is None:
                    raise
                job = in_doubt
            except IntegrityError:
                # Another job has this id: it cannot be the answer to this submission, so nobody knows what came of it.
                log.error("answer of another job", job_id=job.id, request_id=submitted.request_id)
                await self._roster.move(job, JobState.UNKNOWN, doubt=Doubt.NO_ANSWER)
                return
            except (OSError, SQLAlchemyError):
                log.exception("paid job not saved yet", job_id=job.id, request_id=submitted.request_id)
                await self._clock.sleep(_SAVE_RETRY_S)
            else:
                return

    async def _fail(self, job: Job, error: BadParameters) -> None:
        await self._roster.move(
            job,
            JobState.FAILED,
            failure=FailureReason.REJECTED,
            failure_detail=error.detail or None,
            detail={"said": error.detail, "status": error.status},
        )

    async def _queue_again(self, job: Job, error: Refused) -> None:
        """Nothing was started: the job goes back to where it was, and the gate shuts if others would fare the same."""
        if isinstance(error, AccountProblem):
            log.error("account problem", reason=error.reason, said=error.detail, status=error.status)
            self._gate.shut(str(error), _ACCOUNT_RETRY_S)
        elif isinstance(error, NeverSent):
            self._offline += 1
            self._gate.shut(str(error), min(_OFFLINE_RETRY_MAX_S, _OFFLINE_RETRY_S * 2.0 ** (self._offline - 1)))
        delay_s = 0.0
        if isinstance(error, RateLimited):
            delay_s = max(0.0, (error.retry_at - self._clock.now()).total_seconds())
        await self._roster.move(
            job,
            JobState.QUEUED,
            not_before_at=self._clock.now() + timedelta(seconds=delay_s),
            detail={"why": type(error).__name__, "said": error.detail, "status": error.status},
        )
