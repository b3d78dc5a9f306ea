"""Many short lives of the bot, each a process of its own, which are born quickly from one parent."""

import asyncio
import contextlib
import itertools
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Self

from tests.chaos.bot_process import PATIENCE_S, BotProcess, World
from tests.chaos.process import serve_forked

ROOT = Path(__file__).parents[2]
READY_S = 40.0


@dataclass
class Life:
    """One process of the bot."""

    world: World
    pid: int
    ended: "asyncio.Future[int]"
    #: How many sessions Discord had seen, and how long the log was, when it was born.
    identified: int
    said: int

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.ended.done()

    @property
    def log(self) -> str:
        """What it has said so far."""
        log = self.world.folder / "bot.log"
        return log.read_bytes()[self.said :].decode("utf-8", "replace") if log.exists() else ""

    def kill(self) -> None:
        """End it at once; nothing happens if it has ended by itself."""
        if not self.is_over:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    async def wait_end(self) -> int:
        """Give the exit status, negative for a signal."""
        return await asyncio.wait_for(asyncio.shield(self.ended), PATIENCE_S)

    async def wait_said(self, text: str) -> None:
        """Return when it has said this."""
        async with asyncio.timeout(PATIENCE_S):
            while text not in self.log:
                assert not self.is_over, f"it ended before it said {text!r}: {self.log}"
                await asyncio.sleep(0.02)

    async def stop(self) -> int:
        """Ask it to stop, as an operator does; gives the exit status."""
        os.kill(self.pid, signal.SIGTERM)
        return await self.wait_end()

    async def is_ready(self) -> bool:
        """Wait until it answers commands; False if it ended before."""
        discord = self.world.discord
        await discord.wait_for(lambda: self.is_over or discord.identifies > self.identified, READY_S)
        return not self.is_over


class Zygote:
    """The parent of all lives; see tests.chaos.process. It outlives the event loops of single tests."""

    def __init__(self, orders: IO[bytes], answers: IO[bytes]) -> None:
        self._orders = orders
        self._answers = answers
        self._names = itertools.count()
        self._births: dict[str, asyncio.Future[int]] = {}
        self._deaths: dict[int, asyncio.Future[int]] = {}
        self._text = b""

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Hear in this event loop of births and deaths; at the end, no life is left."""
        loop = asyncio.get_running_loop()
        loop.add_reader(self._answers.fileno(), self._hear)
        try:
            yield
        finally:
            try:
                for pid, ended in self._deaths.items():
                    if not ended.done():
                        os.kill(pid, signal.SIGKILL)
                await asyncio.wait_for(asyncio.gather(*self._deaths.values()), PATIENCE_S)
            finally:
                loop.remove_reader(self._answers.fileno())
                self._deaths.clear()

    async def start(
        self,
        world: World,
        command: Sequence[str] = ("run",),
        *,
        kill: str | None = None,
        nth: int = 1,
        record: Path | None = None,
        number: int = signal.SIGKILL,
        environment: Mapping[str, str] | None = None,
        is_plain: bool = False,
    ) -> Life:
        """Start a life that sends itself a signal at the n-th time it comes to a step; None: at none.

        A plain one can do neither that nor anything else that the bot itself does not do.
        """
        name = str(next(self._names))
        log = world.folder / "bot.log"
        order: dict[str, Any] = {
            "name": name,
            "command": command,
            "folder": str(world.folder),
            "log": str(log),
            "environment": {key: value for key, value in (environment or world.environment).items() if value},
            "is_plain": is_plain,
            "kill": kill,
            "nth": nth,
            "signal": int(number),
            "record": str(record) if record else None,
        }
        born = self._births[name] = asyncio.get_running_loop().create_future()
        identified = world.discord.identifies
        said = log.stat().st_size if log.exists() else 0
        self._orders.write(json.dumps(order).encode() + b"\n")
        self._orders.flush()
        pid = await asyncio.wait_for(born, PATIENCE_S)
        return Life(world, pid, self._deaths[pid], identified, said)

    def _hear(self) -> None:
        self._text += os.read(self._answers.fileno(), 65536)
        loop = asyncio.get_running_loop()
        while b"\n" in self._text:
            line, self._text = self._text.split(b"\n", 1)
            word, first, second = line.decode().split()
            if word == "born":
                self._deaths[int(second)] = loop.create_future()
                self._births.pop(first).set_result(int(second))
            else:
                self._deaths[int(first)].set_result(int(second))


class BornProcess(BotProcess):
    """The same as a BotProcess, born of the parent of lives: that saves the time to import everything."""

    _is_plain = True

    def __init__(self, zygote: Zygote, world: World, **environment: str) -> None:
        super().__init__(world, **environment)
        self._zygote = zygote

    async def __aenter__(self) -> Self:
        self._identified = self._world.discord.identifies
        self._log_path.touch()
        self._life = await self._zygote.start(self._world, environment=self._environment, is_plain=self._is_plain)
        self._start = self._life.said
        return self

    @property
    def is_alive(self) -> bool:
        return not self._life.is_over

    async def wait_end(self) -> int:
        return await self._life.wait_end()

    async def stop(self) -> int:
        return await self._life.stop()

    def die(self) -> None:
        """Be killed, without waiting for its end."""
        self._life.kill()

    async def kill(self) -> None:
        self._life.kill()
        await self._life.wait_end()


class HastyProcess(BornProcess):
    """The same, with shorter pauses."""

    _is_plain = False


#: The parent of lives that was born with this process, if it is a worker of xdist.
_born: list[Zygote] = []


@contextmanager
def open_parent() -> Iterator[Zygote]:
    """Start the parent of lives, and end it; or give the one that is there already."""
    if _born:
        yield _born[0]
        return
    command = [sys.executable, "-m", "tests.chaos.process"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"ready"
        try:
            yield Zygote(process.stdin, process.stdout)
        finally:
            process.stdin.close()
            process.wait(PATIENCE_S)


def fork_parent() -> None:
    """Make a copy of this process the parent of lives, which is quicker than to start it; it ends with this process."""
    orders, answers = os.pipe(), os.pipe()
    if not os.fork():
        os.close(orders[1])
        os.close(answers[0])
        serve_forked(orders[0], answers[1])
    os.close(orders[0])
    os.close(answers[1])
    _born.append(Zygote(os.fdopen(orders[1], "wb"), os.fdopen(answers[0], "rb")))
