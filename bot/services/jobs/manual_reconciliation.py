"""Lets operators settle paid requests that got no answer and never appeared in the history."""

from collections.abc import Callable

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.clock import Clock
from bot.domain.jobs import FailureReason, Job, JobEvent, JobState
from bot.errors import UserError
from bot.observability import get_logger
from bot.segmind.client import SegmindClient
from bot.segmind.errors import NotFound, SegmindError
from bot.segmind.payloads import matches
from bot.segmind.responses import parse_request_id
from bot.sentences import Sentence
from bot.services.jobs import lifecycle
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.storage.money import ledger

log = get_logger(__name__)

#: Says in an event that an operator has decided.
_WRITTEN_OFF = "written off"


class ReconciliationRefused(UserError):
    """The operator's action isn't possible; nothing was changed."""

    def __init__(self, reason: str) -> None:
        super().__init__(Sentence(f"error-{reason}"))
        #: The key of its sentence, without the prefix `error-`.
        self.reason = reason


class ManualReconciliation:
    """Adopts lost requests, or writes them off."""

    def __init__(
        self,
        database: Database,
        segmind: SegmindClient,
        clock: Clock,
        wake: Callable[[str], None] = lambda _job_id: None,
    ) -> None:
        self._database = database
        self._segmind = segmind
        self._clock = clock
        #: Called with the id of each changed job, for a worker in this process.
        self.wake = wake

    async def adopt(self, job_id: str, request_id: str, *, operator_id: int) -> Job:
        """Continue a lost request with its request id at Segmind, so that its video is delivered after all.

        Raises ReconciliationRefused if it is already settled, if Segmind's history can't be read, or if it has other
        inputs or nothing under this id.
        """
        async with self._database.read() as connection:
            job = await _read_lost(connection, job_id)
            payload = await jobs.get_payload(connection, job_id)
        try:
            row = await self._segmind.history_item(request_id) if parse_request_id(request_id) else None
        except NotFound:
            row = None
        except SegmindError as error:
            raise ReconciliationRefused("history") from error
        if row is None:
            raise ReconciliationRefused("request-unknown")
        if payload is None or not matches(row.request_body, payload):
            raise ReconciliationRefused("request-different")
        try:
            async with self._database.write() as connection:
                await connection.run_sync(ledger.lock)
                await _read_lost(connection, job_id)  # it may have been written off meanwhile
                moved = await lifecycle.move(
                    connection,
                    job,
                    JobState.GENERATING,
                    at=self._clock.now(),
                    detail={"request_id": request_id, "why": "adopted", "operator_id": operator_id},
                    request_id=request_id,
                    accepted_at=row.created_at or job.submitted_at,
                    failure=None,
                    failure_detail=None,
                )
        except IntegrityError as error:
            raise ReconciliationRefused("request-taken") from error
        except jobs.StaleJob as error:
            raise ReconciliationRefused("not-lost") from error
        log.info("lost request adopted", job_id=job_id, request_id=request_id, operator_id=operator_id)
        self.wake(job_id)
        return moved

    async def write_off(self, job_id: str, *, was_charged: bool, operator_id: int) -> None:
        """Settle a lost request that Segmind doesn't have: its amount stays booked or is refunded.

        Raises ReconciliationRefused if the request isn't lost (any more), or was already written off.
        """
        now = self._clock.now()
        async with self._database.write() as connection:
            await connection.run_sync(ledger.lock)  # two operators may press at the same moment
            job = await _read_lost(connection, job_id)
            if not was_charged and await ledger.list_entries(connection, job_id):
                await ledger.book_late_cost(connection, job, 0, now)
            event = JobEvent(
                job_id=job_id,
                at=now,
                source=job.state,
                target=job.state,
                detail={"why": _WRITTEN_OFF, "was_charged": int(was_charged), "operator_id": operator_id},
            )
            await jobs.record_event(connection, event)
        log.info("lost request written off", job_id=job_id, was_charged=was_charged, operator_id=operator_id)


async def _read_lost(connection: AsyncConnection, job_id: str) -> Job:
    """Read a lost job about which no operator has decided. The caller holds the ledger's lock to change it."""
    job = await jobs.get_job(connection, job_id)
    is_lost = job is not None and (job.state, job.failure) == (JobState.FAILED, FailureReason.SUBMISSION_LOST)
    if job is None or not is_lost or job.doubt is not None:
        raise ReconciliationRefused("not-lost")
    if any(event.detail.get("why") == _WRITTEN_OFF for event in await jobs.list_events(connection, job_id)):
        raise ReconciliationRefused("not-lost")
    return job
