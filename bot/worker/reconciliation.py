"""Finding out from Segmind's request history what became of a paid job: one whose submission got no clear answer, or
one whose status and result are no longer kept.
"""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.clock import Clock
from bot.domain.jobs import Doubt, FailureReason, Job, JobState
from bot.observability import get_logger
from bot.segmind.client import SegmindClient
from bot.segmind.errors import NotFound
from bot.segmind.payloads import matches
from bot.segmind.responses import HistoryRow
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.worker.pending_jobs import PendingJobs

log = get_logger(__name__)

#: After an answer 5xx: two looks, 30 s apart, then the POST may go out again, at most three times in all.
_FAULT_LOOK_S = 30.0
_FAULT_LOOKS = 2
ATTEMPTS_MAX = 3
#: After no answer: looks with growing pauses, until the history would surely have it.
_LOOK_FIRST_S = 5.0
_LOOK_MAX_S = 60.0
_LOOK_UNTIL = timedelta(minutes=15)
_PAGE_SIZE = 100
#: No more are read than the job is old; these hold hours of a busy account.
_PAGES_MAX = 50
#: A job's row is dated by its submission, which is at most hours after the job was made.
_WINDOW = timedelta(days=3)
#: The clocks of Segmind and of this machine may differ.
_SKEW = timedelta(minutes=5)


@dataclass(slots=True)
class _Search:
    looks: int = 0


class Reconciliation:
    """Looks for submissions in doubt."""

    def __init__(self, pending_jobs: PendingJobs, client: SegmindClient, database: Database, clock: Clock) -> None:
        self._pending_jobs = pending_jobs
        self._client = client
        self._database = database
        self._clock = clock
        self._searches: dict[str, _Search] = {}

    async def resume(self, job: Job) -> None:
        """A job that was being submitted when the process ended: nobody can say whether the POST went out."""
        detail = {"doubt": Doubt.NO_ANSWER, "why": "restart"}
        await self._pending_jobs.move(job, JobState.UNKNOWN, doubt=Doubt.NO_ANSWER, detail=detail)

    async def look(self, job: Job) -> float | None:
        """Look once for a job in doubt and act on what is found.

        Gives the seconds until the next look, None if it is settled. Raises Transient, AccountProblem and NotFound
        if the history itself cannot be read: that look does not count.
        """
        row = await self._find(job)
        search = self._searches.setdefault(job.id, _Search())
        search.looks += 1
        if row is not None:
            await self._adopt(job, row)
        elif job.doubt is Doubt.SERVER_ERROR and job.attempts < ATTEMPTS_MAX:
            if search.looks < _FAULT_LOOKS:
                return _FAULT_LOOK_S
            await self._pending_jobs.move(job, JobState.QUEUED, doubt=None, detail={"why": "not in the history"})
        elif self._clock.now() - (job.submitted_at or job.changed_at) >= _LOOK_UNTIL:
            await self._give_up(job)
        else:
            return min(_LOOK_MAX_S, _LOOK_FIRST_S * 2.0**search.looks)
        del self._searches[job.id]
        return None

    def first_look_s(self, job: Job) -> float:
        """Seconds after which the first look makes sense: rows appear with some delay."""
        return _FAULT_LOOK_S if job.doubt is Doubt.SERVER_ERROR else _LOOK_FIRST_S

    async def find_output(self, job: Job) -> HistoryRow | None:
        """Read the history row of a job whose request id is known; None if there is none (yet)."""
        if job.request_id is None:
            return None
        try:
            return await self._client.history_item(job.request_id)
        except NotFound:
            return None

    async def _find(self, job: Job) -> HistoryRow | None:
        """Find the row that carries the job's seed and inputs and that no other job has."""
        async with self._database.read() as connection:
            payload = await jobs.get_payload(connection, job.id)
        since = job.created_at - _SKEW
        if payload is None:
            return None
        for page in range(1, _PAGES_MAX + 1):
            found = await self._client.history(
                page=page,
                per_page=_PAGE_SIZE,
                from_date=since.date(),
                to_date=since.date() + _WINDOW,
                model_name=job.request.model,
            )
            for row in found.rows:
                is_ours = matches(row.request_body, payload) and (row.created_at is None or row.created_at >= since)
                if is_ours and not await self._is_taken(row.request_id):
                    return row
            dated = [row.created_at for row in found.rows if row.created_at is not None]
            if found.row_count < _PAGE_SIZE or (dated and min(dated) < since):  # they come newest first
                break
        return None

    async def _is_taken(self, request_id: str) -> bool:
        async with self._database.read() as connection:
            return await jobs.has_request(connection, request_id)

    async def _adopt(self, job: Job, row: HistoryRow) -> None:
        """The POST did start a paid job: carry on with it."""
        await self._pending_jobs.move(
            job,
            JobState.GENERATING,
            doubt=None,
            request_id=row.request_id,
            accepted_at=row.created_at or job.submitted_at,
            detail={"request_id": row.request_id, "why": "found in the history"},
        )

    async def _give_up(self, job: Job) -> None:
        log.error("submission lost", job_id=job.id, submitted_at=str(job.submitted_at), seed=job.request.seed)
        await self._pending_jobs.move(job, JobState.FAILED, failure=FailureReason.SUBMISSION_LOST)
