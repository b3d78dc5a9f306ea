"""A delay queue: jobs become due at a certain time and are then processed, a few at once."""

import asyncio
import heapq
import itertools
from collections.abc import Awaitable, Callable

from sqlalchemy.exc import SQLAlchemyError

from bot.domain.clock import Backoff, Clock
from bot.observability import get_logger
from bot.storage.jobs.jobs import StaleJob

log = get_logger(__name__)

#: The delay after the first unexpected error with a job; it doubles after each further one.
_RETRIES = Backoff(first_s=5.0, max_s=300.0)


class DelayQueue:
    """Processes jobs by id when they are due, at most `width` at once and never the same job twice at once.

    A handler returns the seconds until it wants the job again, None if never. If it raises StaleJob, someone else has
    changed the job, and that change decides what happens next. Any other error is logged with the job, which is tried
    again later; the queue itself goes on.
    """

    def __init__(
        self, name: str, handle: Callable[[str], Awaitable[float | None]], *, width: int, clock: Clock
    ) -> None:
        self.name = name
        self._handle = handle
        self._width = width
        self._clock = clock
        self._changed = asyncio.Event()
        self._order = itertools.count()
        self._heap: list[tuple[float, int, str]] = []
        #: The due time of each waiting job; heap entries with another time are outdated.
        self._due: dict[str, float] = {}
        self._running: dict[str, asyncio.Task[None]] = {}
        self._failures: dict[str, int] = {}

    def put(self, job_id: str, delay_s: float = 0.0) -> None:
        """Schedule a job after a delay; replaces an earlier due time."""
        due = self._clock.monotonic() + delay_s
        self._due[job_id] = due
        heapq.heappush(self._heap, (due, next(self._order), job_id))
        self._changed.set()

    def drop(self, job_id: str) -> None:
        """Remove a waiting job; one that is being processed still finishes."""
        self._due.pop(job_id, None)
        self._failures.pop(job_id, None)

    def __contains__(self, job_id: str) -> bool:
        """Whether the job is waiting or being processed."""
        return job_id in self._due or job_id in self._running

    def __len__(self) -> int:
        """How many jobs are waiting or being processed."""
        return len(self._due.keys() | self._running.keys())

    async def run(self) -> None:
        """Run until cancelled; then running handlers are cancelled and awaited, too."""
        try:
            while True:
                self._changed.clear()
                wait_s = self._start_due()
                await self._clock.wait(self._changed, wait_s)
        finally:
            for task in self._running.values():
                task.cancel()
            await asyncio.gather(*self._running.values(), return_exceptions=True)

    def _start_due(self) -> float | None:
        """Start due jobs if there is room; returns the seconds until the next one is due, None if none is waiting."""
        blocked: list[tuple[float, int, str]] = []
        wait_s: float | None = None
        now = self._clock.monotonic()
        while self._heap and len(self._running) < self._width:
            entry = due, _, job_id = self._heap[0]
            if due > now:
                wait_s = due - now
                break
            heapq.heappop(self._heap)
            if self._due.get(job_id) != due:
                continue
            if job_id in self._running:
                blocked.append(entry)
                continue
            del self._due[job_id]
            task = asyncio.create_task(self._work(job_id), name=f"{self.name} {job_id}")
            self._running[job_id] = task
        for entry in blocked:
            heapq.heappush(self._heap, entry)
        return wait_s

    async def _work(self, job_id: str) -> None:
        try:
            delay_s = await self._handle(job_id)
            self._failures.pop(job_id, None)
            if delay_s is not None:
                self.put(job_id, delay_s)
        except StaleJob as error:
            log.info("job changed by someone else", delay_queue=self.name, job_id=job_id, why=str(error))
        except SQLAlchemyError as error:
            why = str(getattr(error, "orig", None) or error)
            log.error("database not used", delay_queue=self.name, job_id=job_id, why=why, retry_in_s=self._fail(job_id))
        except Exception:  # the queue must survive any error with a job
            log.exception("queue error", delay_queue=self.name, job_id=job_id, retry_in_s=self._fail(job_id))
        finally:
            del self._running[job_id]
            self._changed.set()

    def _fail(self, job_id: str) -> float:
        """Schedule a retry of a job; returns the seconds until then."""
        failures = self._failures[job_id] = self._failures.get(job_id, 0) + 1
        delay_s = _RETRIES.pause_s(failures)
        if job_id not in self._due:
            self.put(job_id, delay_s)
        return delay_s
