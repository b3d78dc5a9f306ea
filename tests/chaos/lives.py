"""Many short lives of the bot in one world, and what must hold when the last one has done its work."""

import asyncio
import contextlib
import itertools
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.domain.jobs import FINAL, JobState
from bot.services.bookkeeping import prove
from sandbox.faults import Fault, FaultKind
from tests.chaos.bot_process import PATIENCE_S, World
from tests.support.discord_server import Message

ROOT = Path(__file__).parents[2]
READY_S = 40.0


@dataclass
class Life:
    """One process of the bot."""

    world: World
    pid: int
    ended: "asyncio.Future[int]"
    identified: int

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.ended.done()

    def kill(self) -> None:
        """End it at once; nothing happens if it has ended by itself."""
        if not self.is_over:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    async def wait_end(self) -> int:
        """Give the exit status, negative for a signal."""
        return await asyncio.wait_for(asyncio.shield(self.ended), PATIENCE_S)

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
    """The parent of all lives; see tests.chaos.process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._names = itertools.count()
        self._births: dict[str, asyncio.Future[int]] = {}
        self._deaths: dict[int, asyncio.Future[int]] = {}
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    @asynccontextmanager
    async def open(cls) -> AsyncIterator["Zygote"]:
        """Start it; at the end, nothing of it is left."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.chaos.process"),
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        assert process.stdout is not None
        assert process.stdin is not None
        assert (await asyncio.wait_for(process.stdout.readline(), PATIENCE_S)).strip() == b"ready"
        zygote = cls(process)
        try:
            yield zygote
        finally:
            for pid, ended in zygote._deaths.items():
                if not ended.done():
                    os.kill(pid, signal.SIGKILL)
            process.stdin.close()
            await process.wait()
            await zygote._listening

    async def start(self, world: World, *, kill: str | None = None, nth: int = 1, record: Path | None = None) -> Life:
        """Start a life that ends itself at the n-th time it comes to a step; None: at none."""
        name = str(next(self._names))
        order: dict[str, Any] = {
            "name": name,
            "folder": str(world.folder),
            "log": str(world.folder / "bot.log"),
            "environment": {key: value for key, value in world.environment.items() if value},
            "kill": kill,
            "nth": nth,
            "record": str(record) if record else None,
        }
        born = self._births[name] = asyncio.get_running_loop().create_future()
        identified = world.discord.identifies
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        await self._process.stdin.drain()
        pid = await asyncio.wait_for(born, PATIENCE_S)
        return Life(world, pid, self._deaths[pid], identified)

    async def _listen(self) -> None:
        assert self._process.stdout is not None
        loop = asyncio.get_running_loop()
        async for line in self._process.stdout:
            word, first, second = line.decode().split()
            if word == "born":
                self._deaths[int(second)] = loop.create_future()
                self._births.pop(first).set_result(int(second))
            else:
                self._deaths[int(first)].set_result(int(second))


@dataclass
class Story:
    """Everything that happens to the orders of one world."""

    world: World
    zygote: Zygote
    kills: int = 0
    _seeds: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    async def order(self, prompt: str = "a red panda") -> None:
        """Order a video with a seed of its own; whether it is answered depends on how long the bot lives."""
        await self.world.discord.slash(
            self.world.user, self.world.channel, "veo", prompt=prompt, seed=next(self._seeds)
        )

    async def live_until(self, kill: str, prompt: str = "a red panda", *, nth: int = 1, orders: int = 1) -> bool:
        """Live, take orders, and be killed at a step; tell whether it came to that."""
        life = await self.zygote.start(self.world, kill=kill, nth=nth)
        if await life.is_ready():
            for _ in range(orders):
                await self.order(prompt)
        is_killed = await self._is_killed(life)
        if not is_killed:
            life.kill()
            await life.wait_end()
        self.kills += 1
        return is_killed

    async def _is_killed(self, life: Life, timeout_s: float = 8.0) -> bool:
        with contextlib.suppress(TimeoutError):
            return await asyncio.wait_for(asyncio.shield(life.ended), timeout_s) == -signal.SIGKILL
        return False

    async def live_until_called(self, method: str, path_glob: str, *, is_done: bool) -> None:
        """Live, take an order, and be killed by Discord in the middle of a call: before it is carried out, or after."""
        life = await self.zygote.start(self.world)
        assert await life.is_ready()
        self.world.discord.fail(method, path_glob, after=is_done, drop=True, on_hit=lambda _call: life.kill())
        await self.order()
        assert await self._is_killed(life), f"never called: {method} {path_glob}"
        self.kills += 1

    async def live_until_accepted(self) -> None:
        """Live, take an order, and be killed when Segmind has accepted it and not yet answered."""
        segmind = self.world.segmind
        segmind.faults.add(Fault("submit", FaultKind.SLOW, delay_s=1.0))
        before = len(segmind.accepted)
        life = await self.zygote.start(self.world)
        assert await life.is_ready()
        await self.order()
        async with asyncio.timeout(PATIENCE_S):
            while len(segmind.accepted) == before:
                await asyncio.sleep(0.01)
        life.kill()
        await life.wait_end()
        self.kills += 1

    async def live_for(self, seconds: float, prompts: list[str], *, is_asked: bool = False) -> None:
        """Live, take orders, and be killed after some time; `is_asked` to stop a moment before that."""
        life = await self.zygote.start(self.world)
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout_at(end):
                if await life.is_ready():
                    for prompt in prompts:
                        await self.order(prompt)
                await asyncio.sleep(max(0.0, end - loop.time()))
        if is_asked and not life.is_over:
            os.kill(life.pid, signal.SIGTERM)
            await asyncio.sleep(0.05)
        life.kill()
        await life.wait_end()
        self.kills += 1

    async def end(self) -> None:
        """Let a last life finish everything, and check what must hold for each order."""
        life = await self.zygote.start(self.world)
        deadline = asyncio.get_running_loop().time() + PATIENCE_S
        while open_jobs := [job for job in await self.world.jobs() if job.state not in FINAL or job.closed_at is None]:
            assert not life.is_over, "the last life ended"
            assert asyncio.get_running_loop().time() < deadline, f"never ended: {[job.state for job in open_jobs]}"
            await asyncio.sleep(0.1)
        assert await life.stop() == 0
        await self.check()

    async def check(self) -> None:
        """At most one paid order and exactly one message for each job, the books in order, nothing left behind."""
        world = self.world
        assert world.discord.violations == []
        paid = Counter(accepted.seed for accepted in world.segmind.accepted)
        assert all(count == 1 for count in paid.values()), f"paid twice: {paid}"
        jobs = await world.jobs()
        assert len({job.request.seed for job in jobs}) == len(jobs)
        for job in jobs:
            told = [message for message in self._results() if job.id in self._words(message)]
            videos = [message for message in told if message.attachments]
            if job.state is JobState.DELIVERED:
                assert (len(told), len(videos)) == (1, 1), f"{job.id}: {len(told)} messages"
                assert paid[job.request.seed] == 1
                assert job.result_message_id == told[0].id
            elif job.state is JobState.FAILED:
                assert (len(told), len(videos)) == (1, 0), f"{job.id}: {len(told)} messages, {job.failure}"
            else:
                assert job.state is JobState.CANCELLED
                assert told == []
        findings = await prove(world.database_url)
        assert not findings.wrong, findings.wrong[:5]
        kept = {f"{job.id}.mp4" for job in jobs if job.state is JobState.DELIVERED}
        videos_folder = world.folder / "videos"
        there = {path.name for path in videos_folder.iterdir()} if videos_folder.is_dir() else set()
        assert there == kept, "something is left behind in the spool"
        assert "Traceback" not in (world.folder / "bot.log").read_text("utf-8", errors="replace")

    def _results(self) -> list[Message]:
        """What the bot said to the person besides answering commands."""
        places = (self.world.channel, self.world.discord.dm(self.world.user))
        said = [message for channel in places for message in channel.messages]
        return [m for m in said if m.author is self.world.discord.bot and m.interaction is None]

    def _words(self, message: Message) -> str:
        return " ".join([message.content, *(attachment.filename for attachment in message.attachments)])
