"""Runs a worker while this process leads, and a new one whenever it leads again."""

import asyncio
from collections.abc import Callable
from typing import Any

from bot.domain.backoff import Backoff
from bot.domain.clock import Clock
from bot.domain.jobs import Job
from bot.observability import get_logger
from bot.services.ports import ProgressEstimate
from bot.storage.core.leadership import Leadership
from bot.worker.worker import Worker

log = get_logger(__name__)

#: Pauses before another worker is started after one that ended by an error.
_RESTARTS = Backoff(first_s=1.0, max_s=60.0)


class Supervisor:
    """Passes on to the worker what the rest of the bot tells it; while another process has one, jobs are left to that.

    Made before everything that wakes a worker, and before what a worker is made of.
    """

    def __init__(self, leadership: Leadership, clock: Clock) -> None:
        self._leadership = leadership
        self._clock = clock
        self._worker: Worker | None = None
        self._stopping = asyncio.Event()

    def wake(self, job_id: str) -> None:
        """Note that a job is new or was changed. Returns at once, from any callback."""
        if self._worker is not None:
            self._worker.wake(job_id)

    def note_balance(self, balance_micros: int) -> None:
        """Take in what an answer of Segmind's says is left. Returns at once, from any callback."""
        if self._worker is not None:
            self._worker.note_balance(balance_micros)

    def progress(self, job: Job) -> ProgressEstimate:
        """What can honestly be said about the job's future at this moment."""
        return ProgressEstimate(at=self._clock.now()) if self._worker is None else self._worker.progress(job)

    async def run(self, make_worker: Callable[[], Worker]) -> None:
        """Work whenever this process leads, each time with a new worker, until `stop` is called, or until cancelled.

        An error that ends a worker is logged; another worker follows.
        """
        failures = 0
        try:
            while not self._stopping.is_set():
                try:
                    if await self._win():
                        await self._work(make_worker())
                    failures = 0
                except Exception:  # a mistake in one place must not stop the delivery of what was paid for
                    failures += 1
                    retry_s = _RESTARTS.pause_s(failures)
                    log.exception("worker ended by an error", retry_in_s=retry_s)
                    await self._clock.wait(self._stopping, retry_s)
        finally:
            await self._leadership.resign()

    async def stop(self) -> None:
        """Have `run` end: nothing new is sent, paid submissions under way are finished. Returns at once."""
        self._stopping.set()
        if self._worker is not None:
            await self._worker.stop()

    async def _win(self) -> bool:
        """Wait until this process leads; False if it is to stop instead."""
        winning = asyncio.create_task(self._leadership.win(), name="election")
        stopping = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait({winning, stopping}, return_when=asyncio.FIRST_COMPLETED)
            return not self._stopping.is_set()
        finally:
            await _end(winning, stopping)

    async def _work(self, worker: Worker) -> None:
        """Run a worker to its end, or until this process is no longer sure that it alone has one."""
        self._worker = worker
        if self._stopping.is_set():  # A stop that came since the election found no worker to tell.
            await worker.stop()
        working = asyncio.create_task(worker.run(), name="worker")
        losing = asyncio.create_task(self._leadership.lost(), name="leadership")
        try:
            await asyncio.wait({working, losing}, return_when=asyncio.FIRST_COMPLETED)
            if not working.done():
                await worker.abandon()
            await working
        finally:
            self._worker = None
            await _end(working, losing)
            await self._leadership.resign()


async def _end(*tasks: "asyncio.Task[Any]") -> None:
    """Cancel what is not done, and wait for it."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
