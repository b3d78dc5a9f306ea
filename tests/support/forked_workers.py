"""Workers of xdist that are copies of the process that starts them, after it has imported all tests.

Otherwise each worker imports the bot and all tests for itself, which takes three seconds, and eight on a new machine.
"""

import atexit
import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from execnet import gateway_io
from execnet.gateway_base import Popen2IO, get_execmodel
from hypothesis import given, strategies


class _Worker(gateway_io.Popen2IOMaster):
    """A copy of this process, which does what it's told through a pipe."""

    def __init__(self, others: Sequence["_Worker"], prepare: Callable[[], None]) -> None:
        orders, answers = os.pipe(), os.pipe()
        self._pid = os.fork()
        if not self._pid:
            for end in (orders[1], answers[0], *(end for other in others for end in other.ends)):
                os.close(end)  # or it would live on when the process that started it ends
            _serve(orders[0], answers[1], prepare)
        os.close(orders[0])
        os.close(answers[1])
        self.ends: tuple[int, int] = orders[1], answers[0]
        streams = os.fdopen(orders[1], "wb"), os.fdopen(answers[0], "rb")
        Popen2IO.__init__(self, *streams, get_execmodel("thread"))

    def wait(self) -> int | None:
        """Wait for its end and give its exit status; None if that is known already."""
        with contextlib.suppress(ChildProcessError):
            return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        return None

    def kill(self) -> None:
        """End it at once; nothing happens if it has ended."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)


def _serve(orders: int, answers: int, prepare: Callable[[], None]) -> NoReturn:
    """Do what a new process of execnet's does, then end; nothing of what was to be done at the end of the first."""
    atexit._clear()
    status = 1
    try:
        prepare()
        os.dup2(orders, 0)
        os.dup2(answers, 1)
        sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w")
        exec(eval(sys.stdin.readline()))
        status = 0
    finally:
        atexit._run_exitfuncs()
        sys.stderr.flush()
        os._exit(status)


def import_tests(root: Path, arguments: Iterable[Path]) -> None:
    """Import the tests that a run was asked for, and have hypothesis look at all modules, as it does only once."""
    for argument in arguments:
        place = Path(str(argument).partition("::")[0])
        for path in sorted(place.rglob("test_*.py")) if place.is_dir() else [place]:
            with contextlib.suppress(Exception):  # said when it is collected
                import_module(".".join(path.relative_to(root).with_suffix("").parts))
    given(strategies.none())(lambda _: None)()


def fork_workers(count: int, prepare: Callable[[], None]) -> None:
    """Have the next gateways of execnet lead to copies of this process, made now: it has no other threads yet.

    Each prepares itself first.
    """
    workers: list[_Worker] = []
    for _ in range(count):
        workers.append(_Worker(workers, prepare))
    start = gateway_io.create_io  # for one that takes the place of one that crashed
    gateway_io.create_io = lambda spec, execmodel: workers.pop(0) if workers else start(spec, execmodel)
