"""The studio takes requests: what it accepts is stored as a job in one transaction, and never forgotten."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.domain.clock import Clock
from bot.domain.jobs import Job, JobState, new_job_id
from bot.domain.requests import VideoRequest
from bot.errors import UserError
from bot.observability import get_logger
from bot.services import lifecycle
from bot.storage import jobs
from bot.storage.database import Database, StorageError

log = get_logger(__name__)

#: Discord waits 3 s for the first answer; the answer itself has to travel too.
_ACCEPT_TIMEOUT_S = 2.0


class StudioClosed(UserError):
    """The database does not answer, so nothing was accepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Who asks, and where the video is to appear."""

    user_id: int
    guild_id: int | None
    channel_id: int
    interaction_token: str | None
    upload_limit_bytes: int
    locale: str


class Studio:
    """Accepts requests and cancels what was not submitted yet."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        price_micros_per_second: int,
        undo_window_s: float,
        wake: Callable[[str], None] = lambda _job_id: None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._price_micros_per_second = price_micros_per_second
        self._undo_window_s = undo_window_s
        #: Called with the id of each new or changed job, for a worker in this process.
        self.wake = wake
        self._late: set[asyncio.Task[None]] = set()

    async def request(self, place: Place, request: VideoRequest) -> Job:
        """Accept a request: one transaction, after which the job is queued.

        Not idempotent: each call is a new job. Raises StudioClosed if the database is too slow or fails; then no job
        will be made, not even later.
        """
        now = self._clock.now()
        job = Job(
            id=new_job_id(now),
            state=JobState.QUEUED,
            request=request,
            user_id=place.user_id,
            guild_id=place.guild_id,
            channel_id=place.channel_id,
            interaction_token=place.interaction_token,
            upload_limit_bytes=place.upload_limit_bytes,
            locale=place.locale,
            estimate_micros=request.duration_s * self._price_micros_per_second,
            created_at=now,
            not_before_at=now + timedelta(seconds=self._undo_window_s),
            changed_at=now,
        )
        accepting = asyncio.create_task(self._accept(job))
        done, _ = await asyncio.wait({accepting}, timeout=_ACCEPT_TIMEOUT_S)
        if not done:
            self._withdraw_when_done(accepting, job)
            raise StudioClosed("The database does not answer in time, so nothing was ordered.")
        try:
            accepting.result()
        except (SQLAlchemyError, StorageError, OSError) as error:
            log.exception("request not stored", job_id=job.id)
            raise StudioClosed("The database cannot be used, so nothing was ordered.") from error
        log.info("job accepted", job_id=job.id, model=request.model, duration_s=request.duration_s, user_id=job.user_id)
        return job

    async def show_card(self, job: Job, message_id: int) -> None:
        """Note which message shows the job."""
        async with self._database.write() as connection:
            await jobs.set_card(connection, job.id, message_id)
        self.wake(job.id)

    async def cancel(self, job: Job, *, why: str) -> Job:
        """Cancel a job that is still queued; raises StaleJob if it is not any more."""
        async with self._database.write() as connection:
            cancelled = await lifecycle.move(
                connection, job, JobState.CANCELLED, at=self._clock.now(), detail={"why": why}
            )
        self.wake(job.id)
        return cancelled

    async def close(self) -> None:
        """Wait for what was too slow for its person, so that it is withdrawn."""
        await asyncio.gather(*self._late, return_exceptions=True)

    async def _accept(self, job: Job) -> None:
        async with self._database.write() as connection:
            await lifecycle.accept(connection, job)

    def _withdraw_when_done(self, accepting: asyncio.Task[None], job: Job) -> None:
        """The person was told that nothing is ordered; if the transaction succeeds after all, that is made true."""

        async def withdraw() -> None:
            try:
                await accepting
                await self.cancel(job, why="too slow to accept")
            except (SQLAlchemyError, StorageError, OSError):
                log.exception("late request not withdrawn", job_id=job.id)

        task = asyncio.create_task(withdraw())
        self._late.add(task)
        task.add_done_callback(self._late.discard)
