"""An event loop on which only that time passes which is waited for, and clocks that go along with it.

However long something computes, no time passes. While something is under way in a thread, a child process or the
database server, none passes either, unless that takes long. When nothing is, and the next thing to happen is that a
timer ends, that moment has come at once. So a test takes as long as the bot computes, however long its pauses are; and
on a busy machine no pause ends before what is computed.
"""

import asyncio
import selectors
import socket
import time
from asyncio import events, selector_events
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from datetime import UTC, datetime, tzinfo
from typing import Any, Self

import aiosqlite.core
import pytest

from bot.domain import clock
from bot.storage.core import database
from sandbox import account, routes
from tests.support.databases import ThreadQueue

#: What was sent to a socket of this process arrives within this, if not at once.
_ARRIVES_S = 0.001
#: If one thing takes longer than this, time passes, so that what limits it can end it.
_UNCOUNTED_S = 0.5
#: Timers that end within this of each other end together, as on a real machine.
_COARSE_S = 0.003


class SkippingLoop(asyncio.SelectorEventLoop):
    """An event loop that doesn't wait for timers while nothing else is under way."""

    #: The open one.
    current: "SkippingLoop | None" = None
    #: How long each turn takes, so that what comes later is later.
    turn_s = 1e-5

    def __init__(self) -> None:
        #: When it was opened, by each of the machine's clocks, and how much time has passed since then.
        self.opened_at = {number: time.clock_gettime(number) for number in _CLOCKS}
        self.passed_s = 0.0
        #: How many things other threads do for this loop, or the database server was asked.
        self.under_way = 0
        #: Since when it waits for one of them, by the machine's clock.
        self.unheard_since: float | None = None
        #: Whether something was sent that may not have arrived yet.
        self.has_sent = True
        self._children: list[asyncio.SubprocessTransport] = []
        super().__init__(_SkippingSelector(self))
        SkippingLoop.current = self

    def close(self) -> None:
        """Close the loop; the clocks are those of the machine again."""
        super().close()
        if SkippingLoop.current is self:
            SkippingLoop.current = None

    def time(self) -> float:
        """The loop's time."""
        return self.opened_at[time.CLOCK_MONOTONIC] + self.passed_s

    @property
    def is_busy(self) -> bool:
        """Whether something is under way that takes real time."""
        running = [child for child in self._children if child.get_returncode() is None]
        if len(running) < len(self._children):
            self._children, self.unheard_since = running, None
        return self.under_way > 0 or bool(running)

    def run_in_executor(  # type: ignore[override]  # typeshed's has type variables
        self, executor: Executor | None, function: Callable[..., Any], *args: Any
    ) -> asyncio.Future[Any]:
        """Run a function in its turn; in a thread only if it has one of its own, as changing threads takes longer."""
        if executor is not None:
            future = super().run_in_executor(executor, function, *args)
            self.expect(future)
            return future
        here: asyncio.Future[Any] = self.create_future()
        self.call_soon(_run, here, function, args)
        return here

    async def shutdown_default_executor(self, *args: Any, **options: Any) -> None:
        """End the threads; from Python 3.13 on, a timer of the loop limits how long that takes."""
        self.under_way += 1
        try:
            await super().shutdown_default_executor(*args, **options)
        finally:
            self.hear()

    def expect(self, future: asyncio.Future[Any]) -> None:
        """Skip nothing until a thread has brought a result."""
        self.under_way += 1
        future.add_done_callback(lambda _: self.hear())

    def hear(self) -> None:
        """Something isn't under way any more."""
        self.under_way -= 1
        self.unheard_since = None

    async def _make_subprocess_transport(self, *args: Any, **options: Any) -> asyncio.SubprocessTransport:
        self.under_way += 1
        try:
            child: asyncio.SubprocessTransport = await super()._make_subprocess_transport(*args, **options)  # type: ignore[misc]
        finally:
            self.hear()
        self._children.append(child)
        return child

    async def _sendfile_native(self, *args: Any) -> int:
        sent: int = await super()._sendfile_native(*args)  # type: ignore[misc]
        self.has_sent = True  # without its transport
        return sent

    def _make_socket_transport(self, sock: socket.socket, *args: Any, **options: Any) -> asyncio.Transport:
        kind = _ServerTransport if sock.family == socket.AF_UNIX else _OwnTransport
        return kind(self, sock, *args, **options)


class _SkippingSelector(selectors.DefaultSelector):
    def __init__(self, loop: SkippingLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        loop = self._loop
        loop.passed_s += loop.turn_s
        if found := super().select(None if timeout is None else 0):
            loop.has_sent = True  # a connection, or room to send more
            return found
        if timeout is None or timeout <= 0:
            return found
        if loop.is_busy:
            return self._wait(timeout)
        if loop.has_sent and (found := super().select(_ARRIVES_S)):
            return found
        loop.has_sent = False
        loop.passed_s += max(timeout, _COARSE_S)
        return []

    def _wait(self, timeout: float) -> list[tuple[selectors.SelectorKey, int]]:
        """Wait for what is under way; time passes if that takes long."""
        loop, now = self._loop, time.monotonic()
        loop.has_sent = True
        if loop.unheard_since is None:
            loop.unheard_since = now
        left_s = loop.unheard_since + _UNCOUNTED_S - now
        if left_s > 0:
            return super().select(left_s)
        found = super().select(timeout)
        loop.passed_s += time.monotonic() - now
        return found


class _OwnTransport(selector_events._SelectorSocketTransport):  # type: ignore[name-defined,misc]  # not typed
    """A connection of this process with itself."""

    _loop: SkippingLoop

    def write(self, data: bytes) -> None:
        self._loop.has_sent = True
        super().write(data)

    def writelines(self, parts: Iterable[bytes]) -> None:
        self._loop.has_sent = True
        super().writelines(parts)

    def write_eof(self) -> None:
        self._loop.has_sent = True
        super().write_eof()

    def _call_connection_lost(self, exc: Exception | None) -> None:
        self._loop.has_sent = True
        super()._call_connection_lost(exc)


class _ServerTransport(selector_events._SelectorSocketTransport):  # type: ignore[name-defined,misc]  # not typed
    """A connection to the database server, which is another process."""

    _loop: SkippingLoop
    _is_asked = False

    def write(self, data: bytes) -> None:
        if not self._is_asked:
            self._is_asked = True
            self._loop.under_way += 1
        super().write(data)

    def _read_ready(self) -> None:
        self._note_answer()
        super()._read_ready()

    def _call_connection_lost(self, exc: Exception | None) -> None:
        self._note_answer()
        super()._call_connection_lost(exc)

    def _note_answer(self) -> None:
        if self._is_asked:
            self._is_asked = False
            self._loop.hear()


def _run(future: asyncio.Future[Any], function: Callable[..., Any], args: tuple[Any, ...]) -> None:
    """Do what a thread does for a future; nobody may wait for it any more."""
    events._set_running_loop(None)  # as in a thread
    try:
        result = function(*args)
    except Exception as error:  # noqa: BLE001 - as the thread does
        if not future.done():
            future.set_exception(error)
    else:
        if not future.done():
            future.set_result(result)
    finally:
        events._set_running_loop(future.get_loop())


class _ThreadQueue(ThreadQueue):
    """What the thread of a SQLite connection has to do."""

    def put_nowait(self, item: tuple[asyncio.Future[Any] | None, Callable[[], Any]]) -> None:
        future, _ = item
        if self.has_thread and future is not None and isinstance(loop := future.get_loop(), SkippingLoop):
            loop.expect(future)
        super().put_nowait(item)


_CLOCKS = (time.CLOCK_REALTIME, time.CLOCK_MONOTONIC, getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class LoopTime:
    """The module `time`, with the loop's time."""

    def __getattr__(self, name: str) -> Any:
        return getattr(time, name)

    def clock_gettime(self, number: int) -> float:
        return self._read(time.clock_gettime, number)

    def time(self) -> float:
        return self._read(lambda _: time.time(), time.CLOCK_REALTIME)

    def monotonic(self) -> float:
        return self._read(lambda _: time.monotonic(), time.CLOCK_MONOTONIC)

    def _read(self, read_plainly: Callable[[int], float], number: int) -> float:
        loop = SkippingLoop.current
        return read_plainly(number) if loop is None else loop.opened_at[number] + loop.passed_s


class LoopDatetime(datetime):
    """The class `datetime`, with the loop's time."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls.fromtimestamp(LoopTime().time(), tz)


def read_time() -> datetime:
    """Now, by the loop's time."""
    return LoopDatetime.now(UTC)


def use_skipped_time(patch: pytest.MonkeyPatch) -> None:
    """Have the clocks of the bot and of its stand-in for Segmind go along with the loop's."""
    patch.setattr(aiosqlite.core, "SimpleQueue", _ThreadQueue)
    for module in (clock, database, account, routes):
        patch.setattr(module, "time", LoopTime())
    patch.setattr(account, "datetime", LoopDatetime)
