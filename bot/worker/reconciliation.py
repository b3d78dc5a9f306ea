"""Finds out from Segmind's request history what happened to a paid job.

It does so for jobs whose submission got no clear answer, and for those whose status and result Segmind has dropped.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from bot.domain.clock import Clock
from bot.domain.jobs import Doubt, FailureReason, Job, JobState
from bot.models import Catalogue, PayloadValue
from bot.observability import get_logger
from bot.segmind.client import SUBMIT_TIMEOUTS, SegmindClient
from bot.segmind.errors import NotFound
from bot.segmind.payloads import list_unsent, matches
from bot.segmind.responses import HistoryRow, RemoteState
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.worker.pending_jobs import PendingJobs

log = get_logger(__name__)

#: Checks come with growing pauses, until the history would certainly have the job.
_LOOK_FIRST_S = 5.0
_LOOK_MAX_S = 60.0
_LOOK_UNTIL_S = 900.0
#: If Segmind answered with an error of its own, the requester is told after this time; the search continues.
_TELL_AFTER_S = 120.0
_PAGE_SIZE = 100
#: At most this many pages are read, back to the time of the job; they cover hours of a busy account.
_PAGES_MAX = 50
#: A job's row has the time of its submission, which is at most hours after the job was created.
_WINDOW = timedelta(days=3)
#: The clocks of Segmind and of this machine may differ by this much.
_SKEW = timedelta(minutes=5)
#: A row without a seed is found by its time, too: a submission takes at most this long.
_SENT_WITHIN = timedelta(seconds=SUBMIT_TIMEOUTS.total_s)
_SEED = "seed"


class Reconciliation:
    """Looks up doubtful submissions."""

    def __init__(
        self,
        pending_jobs: PendingJobs,
        client: SegmindClient,
        database: Database,
        clock: Clock,
        catalogue: Catalogue,
    ) -> None:
        self._catalogue = catalogue
        self._pending_jobs = pending_jobs
        self._client = client
        self._database = database
        self._clock = clock
        #: How many times each doubtful job was looked up.
        self._looks: dict[str, int] = {}

    async def resume(self, job: Job) -> None:
        """Mark a job that was being submitted when the process ended: the POST may or may not have been sent."""
        detail = {"doubt": Doubt.NO_ANSWER, "why": "restart"}
        await self._pending_jobs.move(job, JobState.UNKNOWN, doubt=Doubt.NO_ANSWER, detail=detail)

    async def look(self, job: Job) -> float | None:
        """Look up a doubtful job once and act on the result.

        Returns the seconds until the next check, None if it is settled. Raises Transient, AccountProblem or NotFound if
        the history can't be read; that check doesn't count.
        """
        if job.doubt is Doubt.COST:
            return await self._look_for_cost(job)
        if not await self._find_and_adopt(job):
            if self._age_s(job) < _LOOK_UNTIL_S:
                if self._is_to_be_told(job) and self._age_s(job) >= _TELL_AFTER_S:
                    job = await self._pending_jobs.move(job, JobState.FAILED, failure=FailureReason.SUBMISSION_LOST)
                self._looks[job.id] = self._looks.get(job.id, 0) + 1
                return self.next_look_s(job)
            await self._give_up(job)
        self._looks.pop(job.id, None)
        return None

    def next_look_s(self, job: Job) -> float:
        """Seconds until the next lookup of a doubtful job makes sense: rows appear with some delay."""
        pause_s = min(_LOOK_MAX_S, _LOOK_FIRST_S * 2.0 ** self._looks.get(job.id, 0))
        until_s = _TELL_AFTER_S if self._is_to_be_told(job) else _LOOK_UNTIL_S
        left_s = until_s - self._age_s(job)
        return min(pause_s, max(_LOOK_FIRST_S, left_s))

    def _is_to_be_told(self, job: Job) -> bool:
        """Whether the requester must be told before the search ends, and hasn't been yet."""
        return job.doubt is Doubt.SERVER_ERROR and job.state is JobState.UNKNOWN

    def _age_s(self, job: Job) -> float:
        since = job.changed_at if job.doubt is Doubt.COST else job.submitted_at or job.changed_at
        return self._pending_jobs.elapsed.age_s(job.id, since)

    async def _look_for_cost(self, job: Job) -> float | None:
        """Look up the cost of a failed job once. If no row ever shows it, the cost reported with the failure counts."""
        row = await self.find_output(job)
        has_ended = row is not None and row.state in (RemoteState.FAILED, RemoteState.COMPLETED)
        if row is not None and has_ended and row.cost_said is not None:
            await self._pending_jobs.settle_failure(job, row.cost_said)
        elif self._age_s(job) >= _LOOK_UNTIL_S:
            log.warning("cost of a failure not found", job_id=job.id)
            await self._pending_jobs.settle_failure(job, job.cost_said)
        else:
            self._looks[job.id] = self._looks.get(job.id, 0) + 1
            return self.next_look_s(job)
        self._looks.pop(job.id, None)
        return None

    async def find_output(self, job: Job) -> HistoryRow | None:
        """Read the history row of a job with a known request id; None if there is none (yet)."""
        if job.request_id is None:
            return None
        try:
            return await self._client.history_item(job.request_id)
        except NotFound:
            return None

    async def _find_and_adopt(self, job: Job) -> bool:
        """Continue with the job's row if there is one, skipping rows that another process adopts first."""
        while (row := await self._find(job)) is not None:
            try:
                await self._adopt(job, row)
            except IntegrityError:  # no two jobs can have the same request id
                log.warning("row adopted for another job", job_id=job.id, request_id=row.request_id)
            else:
                return True
        return False

    async def _find(self, job: Job) -> HistoryRow | None:
        """Find the row that has the job's inputs, fits its time and belongs to no other job."""
        async with self._database.read() as connection:
            payload = await jobs.get_payload(connection, job.id)
            rivals = await jobs.list_rivals(connection, job)
        if payload is None:
            return None
        # First by Segmind's clock, since ours may be wrong. But Segmind's clock may be wrong, too.
        row = await self._find_by(self._client.ahead, job, payload, rivals)
        if row is None and abs(self._client.ahead) > _SKEW:
            row = await self._find_by(timedelta(0), job, payload, rivals)
        return row

    async def _find_by(
        self, ahead: timedelta, job: Job, payload: Mapping[str, PayloadValue], rivals: Sequence[tuple[str, datetime]]
    ) -> HistoryRow | None:
        """Find the job's row, assuming that Segmind's clock is this far ahead."""
        elapsed, now = self._pending_jobs.elapsed, self._clock.now() + ahead
        since = now - timedelta(seconds=elapsed.age_s(job.id, job.created_at)) - _SKEW
        sent_at = now - timedelta(seconds=self._age_s(job))
        others_sent_at = [(one, now - timedelta(seconds=elapsed.age_s(one, at))) for one, at in rivals]
        spec = self._catalogue.find(job.request.model)
        unsent = () if spec is None else list_unsent(spec, payload)
        # A seed that all requests share identifies none.
        has_seed = _SEED in payload and (spec is None or _SEED not in spec.constants)

        def is_ours(row: HistoryRow) -> bool:
            if not matches(row.request_body, payload, unsent):
                return False
            if row.created_at is None:
                return has_seed
            mine = abs(row.created_at - sent_at), job.id
            if row.created_at < since or (not has_seed and mine[0] > _SENT_WITHIN + _SKEW):
                return False
            # The row belongs to the job that was sent closest to its time.
            return all(mine < (abs(row.created_at - at), one) for one, at in others_sent_at)

        for page in range(1, _PAGES_MAX + 1):
            found = await self._client.history(
                page=page,
                per_page=_PAGE_SIZE,
                from_date=since.date(),
                to_date=since.date() + _WINDOW,
                model_name=job.request.model,
            )
            for row in found.rows:
                if is_ours(row) and not await self._is_taken(row.request_id):
                    return row
            dated = [row.created_at for row in found.rows if row.created_at is not None]
            if found.row_count < _PAGE_SIZE or (dated and min(dated) < since):  # rows come newest first
                break
        return None

    async def _is_taken(self, request_id: str) -> bool:
        async with self._database.read() as connection:
            return await jobs.has_request(connection, request_id)

    async def _adopt(self, job: Job, row: HistoryRow) -> None:
        """Continue a job that turned out to be paid, even if its requester was told that it failed.

        Raises IntegrityError if another job has this row's request id by now.
        """
        await self._pending_jobs.move(
            job,
            JobState.GENERATING,
            doubt=None,
            failure=None,
            request_id=row.request_id,
            accepted_at=self._accepted_at(job, row),
            detail={"request_id": row.request_id, "why": "found in the history"},
        )

    def _accepted_at(self, job: Job, row: HistoryRow) -> datetime | None:
        """When Segmind accepted a job according to its row, by our clock, or else when it was submitted."""
        if row.created_at is None:
            return job.submitted_at
        now = self._clock.now()
        age = now - row.created_at + self._client.ahead
        return now - age if -_SKEW <= age <= timedelta(seconds=self._age_s(job)) + _SKEW else job.submitted_at

    async def _give_up(self, job: Job) -> None:
        """Leave it to the operators whether it was paid; its possible cost stays booked."""
        log.error("submission lost", job_id=job.id, submitted_at=str(job.submitted_at), seed=job.request.seed)
        if job.state is JobState.FAILED:
            await self._pending_jobs.end_search(job)
        else:
            await self._pending_jobs.move(job, JobState.FAILED, failure=FailureReason.SUBMISSION_LOST, doubt=None)
