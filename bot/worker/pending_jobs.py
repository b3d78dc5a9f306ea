"""Keeps the pending jobs in memory, equal to the database, and is the only way to change them."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from bot.domain.clock import Clock, Elapsed
from bot.domain.jobs import Job, JobState
from bot.observability import get_logger
from bot.services.jobs import lifecycle
from bot.storage.core.database import Database
from bot.storage.jobs import jobs

log = get_logger(__name__)

T = TypeVar("T")


class PendingJobs:
    """Keeps each pending job as it was last read or written; every change is written to the database first."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._jobs: dict[str, Job] = {}
        #: Ages of a job's events, independent of the wall clock.
        self.elapsed = Elapsed(clock)
        #: Called with each job that is new here or has changed, pending or not.
        self.on_change: Callable[[Job], None] = lambda _job: None
        self._under_way: set[asyncio.Future[Any]] = set()
        #: Held from reading or writing a job until it is kept here, so that a kept job never goes back to an older
        #: state.
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def __contains__(self, job_id: str) -> bool:
        """Whether the job is pending, as far as this process knows."""
        return job_id in self._jobs

    def __iter__(self) -> Iterator[Job]:
        """Iterate over all pending jobs, in the order they were added."""
        return iter(tuple(self._jobs.values()))

    def __len__(self) -> int:
        """The number of pending jobs."""
        return len(self._jobs)

    def get(self, job_id: str, *states: JobState) -> Job | None:
        """Return a pending job if it is in one of the states (none given: in any)."""
        job = self._jobs.get(job_id)
        return job if job is not None and (not states or job.state in states) else None

    async def load(self) -> None:
        """Add all pending jobs that aren't known yet, for example at the start."""
        async with self._database.read() as connection:
            pending = await jobs.list_jobs(connection)
        for job in pending:
            if job.id not in self._jobs:
                self._keep(job)

    async def compare(self) -> None:
        """Pick up changes by other processes: new pending jobs, and jobs that are no longer pending."""
        async with self._database.read() as connection:
            pending = await jobs.list_ids(connection)
        for job_id in pending ^ self._jobs.keys():
            await self.reload(job_id)

    async def reload(self, job_id: str) -> Job | None:
        """Read one job again because it is new or was changed elsewhere."""
        async with self._lock(job_id):
            async with self._database.read() as connection:
                job = await jobs.get_job(connection, job_id)
            if job is None:
                self._jobs.pop(job_id, None)
            else:
                self._keep(job)
        return job

    async def move(
        self,
        job: Job,
        target: JobState,
        *,
        detail: jobs.Detail | None = None,
        cost_said: str | None = None,
        **changes: Any,
    ) -> Job:
        """Move a job one step further, first in the database; `cost_said` is the cost that Segmind reports.

        Raises StaleJob if another process was first; the job here is then already updated.
        """
        now = self._clock.now()
        try:
            async with self._lock(job.id):
                async with self._database.write() as connection:
                    moved = await lifecycle.move(
                        connection, job, target, at=now, detail=detail, cost_said=cost_said, **changes
                    )
                waited_s = round((now - job.changed_at).total_seconds(), 3)
                log.info("job moved", job_id=job.id, source=job.state, target=target, after_s=waited_s, **detail or {})
                self._keep(moved)
        except jobs.StaleJob:
            await self.reload(job.id)
            raise
        return moved

    async def amend(self, job: Job, **changes: Any) -> Job:
        """Change a job that stays in its state.

        Raises StaleJob if another process was first; the job here is then already updated.
        """
        try:
            async with self._lock(job.id):
                async with self._database.write() as connection:
                    amended = await jobs.amend(connection, job, **changes)
                self._keep(amended)
        except jobs.StaleJob:
            await self.reload(job.id)
            raise
        return amended

    async def take_up_scene(self, job: Job, image_path: str, film_path: str, picture: bytes) -> Job:
        """Give a waiting scene its start picture and the film so far, in one transaction; returns the changed job.

        Raises StaleJob if another process was first; the job here is then already updated.
        """
        try:
            async with self._lock(job.id):
                async with self._database.write() as connection:
                    taken_up = await jobs.take_up_scene(
                        connection, job, image_path, film_path, picture, at=self._clock.now()
                    )
                self._keep(taken_up)
        except jobs.StaleJob:
            await self.reload(job.id)
            raise
        return taken_up

    async def end_search(self, job: Job, **changes: Any) -> Job:
        """Stop looking up a failed job in the history, and book the consequence."""
        async with self._lock(job.id):
            async with self._database.write() as connection:
                ended = await lifecycle.end_search(connection, job, at=self._clock.now(), **changes)
            self._keep(ended)
        return ended

    async def settle_failure(self, job: Job, cost_said: str | None) -> None:
        """Book the final cost of a failed job according to Segmind; users don't see this."""
        async with self._database.write() as connection:
            settled = await lifecycle.settle_failure(connection, job, cost_said, at=self._clock.now())
        log.info("failure settled", job_id=job.id, cost_said=cost_said, cost_micros=settled.cost_micros)

    async def carry_out(self, change: Coroutine[Any, Any, T]) -> T:
        """Finish a change even if the caller is cancelled, because its values aren't known anywhere else."""
        task = asyncio.ensure_future(change)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return await asyncio.shield(task)

    async def settle(self) -> None:
        """Wait for the changes whose callers were cancelled."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    def _lock(self, job_id: str) -> asyncio.Lock:
        return self._locks.setdefault(job_id, asyncio.Lock())

    def _keep(self, job: Job) -> None:
        if job.is_pending:
            self._jobs[job.id] = job
        else:
            self._jobs.pop(job.id, None)
        self.on_change(job)
