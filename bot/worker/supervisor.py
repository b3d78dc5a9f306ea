"""Runs a worker while this process is the leader, and a new one whenever it becomes the leader again."""

import asyncio
from collections.abc import Callable
from typing import Any

from bot.domain.clock import Backoff, Clock
from bot.domain.jobs import Job
from bot.observability import get_logger
from bot.services.ports import ProgressEstimate
from bot.storage.core.leadership import Leadership, Term
from bot.worker.worker import Worker

log = get_logger(__name__)

#: Pauses before a new worker is started after an error.
_RESTARTS = Backoff(first_s=1.0, max_s=60.0)


class Supervisor:
    """Passes calls from the rest of the bot to the worker; while another process leads, it finds the jobs by itself.

    Create it before everything that wakes a worker, and before the parts of a worker.
    """

    def __init__(self, leadership: Leadership, clock: Clock) -> None:
        self._leadership = leadership
        self._clock = clock
        self._worker: Worker | None = None
        self._stopping = asyncio.Event()

    @property
    def is_leading(self) -> bool:
        """Whether a worker runs in this process."""
        return self._worker is not None

    def wake(self, job_id: str) -> None:
        """Report a new or changed job. Returns at once; may be called from any callback."""
        if self._worker is not None:
            self._worker.wake(job_id)

    def wake_improving(self) -> None:
        """Report a prompt to improve. Returns at once; may be called from any callback."""
        if self._worker is not None:
            self._worker.wake_improving()

    def note_balance(self, balance_micros: int) -> None:
        """Report the balance from an answer of Segmind. Returns at once; may be called from any callback."""
        if self._worker is not None:
            self._worker.note_balance(balance_micros)

    def progress(self, job: Job) -> ProgressEstimate:
        """Estimate how a job is doing."""
        return ProgressEstimate(at=self._clock.now()) if self._worker is None else self._worker.progress(job)

    async def run(self, make_worker: Callable[[], Worker]) -> None:
        """Run a new worker whenever this process is the leader, until `stop` is called or this is cancelled.

        If an error ends a worker, it is logged and another worker follows.
        """
        failures = 0
        try:
            while not self._stopping.is_set():
                try:
                    if await self._win():
                        await self._work(make_worker())
                    failures = 0
                except Exception:  # an error in one place must not stop the delivery of paid videos
                    failures += 1
                    retry_s = _RESTARTS.pause_s(failures)
                    log.exception("worker ended by an error", retry_in_s=retry_s)
                    await self._clock.wait(self._stopping, retry_s)
        finally:
            await self._leadership.resign()

    async def stop(self) -> None:
        """Make `run` end: nothing new is submitted, paid submissions in progress are finished. Returns at once."""
        self._stopping.set()
        if self._worker is not None:
            await self._worker.stop()

    async def _win(self) -> bool:
        """Wait until this process is the leader; False if it should stop instead."""
        winning = asyncio.create_task(self._leadership.win(), name="election")
        stopping = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait({winning, stopping}, return_when=asyncio.FIRST_COMPLETED)
            return not self._stopping.is_set()
        finally:
            await _end(winning, stopping)

    async def _work(self, worker: Worker) -> None:
        """Run a worker to its end, or until this process may no longer be the only one with a worker."""
        self._worker = worker
        if self._stopping.is_set():  # A stop since the election found no worker to stop.
            await worker.stop()
        term = Term(self._leadership)
        working = asyncio.create_task(_run_in(term, worker), name="worker")
        losing = asyncio.create_task(self._leadership.lost(), name="leadership")
        try:
            await asyncio.wait({working, losing}, return_when=asyncio.FIRST_COMPLETED)
            if not working.done():
                term.is_over = True
                await worker.abandon()
            await working
        finally:
            self._worker = None
            await _end(working, losing)
            await self._leadership.resign()


async def _run_in(term: Term, worker: Worker) -> None:
    term.enter()
    await worker.run()


async def _end(*tasks: "asyncio.Task[Any]") -> None:
    """Cancel unfinished tasks and wait for them."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
