"""Delay queues: each job when it is due, a few at once, never one twice, and nothing stops them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from bot.domain.clock import Clock
from bot.worker.delay_queue import DelayQueue

CLOCK = Clock(speed=50)


@asynccontextmanager
async def running(handle: Callable[[str], Awaitable[None]], width: int = 2) -> AsyncIterator[DelayQueue]:
    delay_queue = DelayQueue("test", handle, width=width, clock=CLOCK)
    task = asyncio.create_task(delay_queue.run())
    try:
        yield delay_queue
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not condition():
            await asyncio.sleep(0.002)


async def test_jobs_come_when_they_are_due() -> None:
    seen: list[str] = []

    async def handle(job_id: str) -> None:
        seen.append(job_id)

    async with running(handle) as delay_queue:
        delay_queue.put("late", 10.0)
        delay_queue.put("soon", 3.0)
        delay_queue.put("now")
        await until(lambda: len(seen) == 3)
        assert seen == ["now", "soon", "late"]
        assert len(delay_queue) == 0


async def test_at_most_so_many_at_once_and_never_one_twice() -> None:
    active: list[str] = []
    most = 0
    doubled = False
    done: list[str] = []

    async def handle(job_id: str) -> None:
        nonlocal most, doubled
        doubled |= job_id in active
        active.append(job_id)
        most = max(most, len(active))
        await asyncio.sleep(0.01)
        active.remove(job_id)
        done.append(job_id)

    async with running(handle, width=3) as delay_queue:
        for number in range(20):
            delay_queue.put(str(number % 5))
            await asyncio.sleep(0.002)
        await until(lambda: not active and len(delay_queue) == 0)
    assert most <= 3
    assert not doubled
    assert set(done) == {"0", "1", "2", "3", "4"}


async def test_a_later_put_replaces_an_earlier_one() -> None:
    seen: list[float] = []
    start = CLOCK.monotonic()

    async def handle(_job_id: str) -> None:
        seen.append(CLOCK.monotonic() - start)

    async with running(handle) as delay_queue:
        delay_queue.put("a", 2.0)
        delay_queue.put("a", 20.0)
        await until(lambda: bool(seen))
        await asyncio.sleep(0.05)
    assert len(seen) == 1
    assert seen[0] >= 20.0


async def test_a_put_while_it_is_worked_on_works_on_it_again() -> None:
    seen: list[str] = []
    go = asyncio.Event()

    async def handle(job_id: str) -> None:
        seen.append(job_id)
        await go.wait()

    async with running(handle) as delay_queue:
        delay_queue.put("a")
        await until(lambda: seen == ["a"])
        delay_queue.put("a")
        await asyncio.sleep(0.02)
        assert seen == ["a"]
        assert "a" in delay_queue
        go.set()
        await until(lambda: seen == ["a", "a"])


async def test_an_exception_is_logged_and_the_job_tried_again(capsys: pytest.CaptureFixture[str]) -> None:
    tries: list[str] = []

    async def handle(job_id: str) -> None:
        tries.append(job_id)
        if len(tries) < 3:
            raise RuntimeError("a bug")

    async with running(handle) as delay_queue:
        delay_queue.put("a")
        await until(lambda: len(tries) == 3)
    assert "queue error" in capsys.readouterr().out


async def test_what_is_dropped_does_not_come() -> None:
    seen: list[str] = []

    async def handle(job_id: str) -> None:
        seen.append(job_id)

    async with running(handle) as delay_queue:
        delay_queue.put("a", 2.0)
        delay_queue.drop("a")
        delay_queue.put("b", 3.0)
        await until(lambda: bool(seen))
    assert seen == ["b"]
