"""Identical processes on one PostgreSQL database, each with a folder of its own, and people who never stop ordering."""

import asyncio
import contextlib
import itertools
import os
import re
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot.storage.core.database import Database
from tests.chaos.bot_process import PATIENCE_S, World
from tests.chaos.lives import Life, Zygote
from tests.chaos.story import Story, list_open
from tests.fakes.discord.server import Channel, Interaction, User

#: What is promised of a death or a freeze, and of an orderly stop; Discord waits for an answer for 3 s.
TAKEOVER_S = 10.0
TOO_LATE_S = 3.5
_TOO_LATE = 10062


@dataclass(eq=False)
class Replica:
    """One of the processes."""

    number: int
    life: Life
    #: Whether it was ever frozen: then its sessions with the database end in the middle of anything, and it says so.
    was_frozen: bool = False

    @property
    def slot(self) -> int | None:
        """The slot that it has, by what it said."""
        said = re.findall(r"slot (taken|lost|handed)\b.*?slot=(\d+)", self.life.log)
        return int(said[-1][1]) if said and said[-1][0] == "taken" else None

    @property
    def is_serving(self) -> bool:
        """Whether it is connected with the shards of its slot."""
        said = re.findall(r"slot taken|slot lost|slot handed|discord ready", self.life.log)
        return bool(said) and said[-1] == "discord ready"

    @property
    def is_leader(self) -> bool:
        """Whether it won the leadership, and did not say that it lost it."""
        return self.life.log.count("leadership won") > self.life.log.count("leadership lost")

    @property
    def is_frozen(self) -> bool:
        """Whether the system has stopped it, without ending it."""
        status = Path(f"/proc/{self.life.pid}/stat").read_text("utf-8", "replace")
        return status.rpartition(")")[2].split()[0] == "T"

    def said(self) -> list[str]:
        """What it said about its slot, for a report."""
        return re.findall(r"T(\S+)Z .*?\] (standing by|slot \w+|discord ready|stopped)", self.life.log)

    def send(self, number: int) -> None:
        """Send it a signal."""
        os.kill(self.life.pid, number)


@dataclass
class Order:
    """What somebody asked for, and when."""

    interaction: Interaction
    shard: int
    seed: int
    sent_at: float

    @property
    def is_answered(self) -> bool:
        """Whether Discord got an answer in time; it refuses a later one."""
        return self.interaction.answer is not None

    @property
    def is_settled(self) -> bool:
        """Whether nothing more comes of it that isn't stored: it was refused, or answered with more than a promise."""
        loading = any(message.is_loading and not message.is_deleted for message in self.interaction.messages)
        return self.is_heard and not loading

    @property
    def is_heard(self) -> bool:
        """Whether a process answered it, in time or, on a machine with too much to do, later than Discord allows.

        The benchmark measures the times on a machine that has nothing else to do.
        """
        return self.is_answered or _TOO_LATE in self.interaction.refused_codes


@dataclass
class Replicas:
    """All processes that were ever started in a world."""

    world: World
    zygote: Zygote
    slots: int
    shards: int
    #: Whether their pauses are shorter; not where seconds are measured.
    is_hasty: bool = False
    all: list[Replica] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    places: list[tuple[Channel, User]] = field(default_factory=list)
    _seeds: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        for shard in range(self.shards):
            guild = self.world.discord.add_guild(guild_id=(1 << 22) * (self.shards * 1000 + shard))
            guild.members[self.world.user] = []
            self.places.append((self.world.discord.add_channel(guild), self.world.user))

    @property
    def alive(self) -> list[Replica]:
        """Those that have not ended, frozen ones included."""
        return [one for one in self.all if not one.life.is_over]

    async def add(self, count: int = 1, **environment: str) -> list[Replica]:
        """Start processes with the same settings and each a folder of its own; gives them."""
        return await self._add(count, environment, is_plain=not self.is_hasty)

    async def add_armed(self, step: str | None = None, number: int = signal.SIGKILL, count: int = 1) -> list[Replica]:
        """The same, with shorter pauses between looks; each sends itself a signal when it comes to a step."""
        return await self._add(count, {}, is_plain=False, kill=step, number=number)

    async def _add(self, count: int, environment: dict[str, str], **arms: Any) -> list[Replica]:
        added = []
        for _ in range(count):
            number = len(self.all)
            folder = self.world.folder / f"replica-{number}"
            folder.mkdir()
            own = {"DATA_DIR": str(folder), "SHARD_SLOTS": str(self.slots), "SHARD_COUNT": str(self.shards)}
            world = replace(self.world, folder=folder, environment=self.world.environment | own | environment)
            added.append(Replica(number, await self.zygote.start(world, **arms)))
            self.all += added[-1:]
        return added

    async def end(self) -> None:
        """Kill all that are left."""
        for one in self.alive:
            one.life.kill()
            await one.life.wait_end()

    async def wait_slots(self, holders: Callable[[], list[Replica]]) -> None:
        """Return when these processes serve all slots."""
        wanted = set(range(self.slots))
        await self.world.discord.wait_for(
            lambda: {one.slot for one in holders() if one.is_serving} >= wanted, PATIENCE_S
        )

    async def order(self, shard: int) -> Order:
        """Order a video in a place of a shard."""
        channel, user = self.places[shard]
        seed = next(self._seeds)
        sent_at = time.monotonic()
        interaction = await self.world.discord.slash(user, channel, "veo", prompt=f"panda {seed}", seed=seed)
        self.orders.append(Order(interaction, shard, seed, sent_at))
        return self.orders[-1]

    @asynccontextmanager
    async def ordering(self, pause_s: float) -> AsyncIterator[None]:
        """Have somebody order all the time, in each shard in turn."""

        async def go_on() -> None:
            for shard in itertools.cycle(range(self.shards)):
                await self.order(shard)
                await asyncio.sleep(pause_s)

        task = asyncio.create_task(go_on())
        try:
            yield
            assert not task.done()
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def wait_answerable(self) -> float:
        """Return when nothing that was ordered so far can still be answered in time, and give this moment."""
        now = time.monotonic()
        await asyncio.sleep(TOO_LATE_S)
        return now

    def unanswered(self, since: float, until: float = float("inf")) -> list[Order]:
        """The orders of a time that no process heard of, or none that lived long enough to answer."""
        return [one for one in self.orders if since <= one.sent_at < until and not one.is_heard]

    def silence_s(self, since: float, until: float = float("inf")) -> float:
        """How long after a moment an order was last left without an answer."""
        return max((one.sent_at - since for one in self.unanswered(since, until)), default=0.0)

    def slowest_s(self, since: float, until: float = float("inf")) -> float:
        """The slowest answer to an order of a time."""
        answers = (one.interaction.answer for one in self.orders if since <= one.sent_at < until)
        return max((answer.after_s for answer in answers if answer is not None), default=0.0)


def freeze(one: Replica) -> None:
    """Stop a process without ending it, as a host that has no time for it does."""
    one.was_frozen = True
    one.send(signal.SIGSTOP)


def thaw(one: Replica) -> None:
    """Let a frozen process go on."""
    one.send(signal.SIGCONT)


async def finish(replicas: Replicas) -> None:
    """Let the processes finish everything, and check what must hold for each order."""
    world = replicas.world
    with contextlib.suppress(TimeoutError):  # nobody heard of it, or a slow machine is still storing it
        await world.discord.wait_for(lambda: all(one.is_settled for one in replicas.orders), TOO_LATE_S)
    async with Database.open(world.database_url) as database, asyncio.timeout(PATIENCE_S):
        while await list_open(database):
            await asyncio.sleep(0.1)
    for one in replicas.alive:
        assert await one.life.stop() == 0, one.life.log[-3000:]
    jobs = await Story(world, replicas.zygote).check_jobs()
    stored = {job.request.seed for job in jobs}
    lost = [one for one in replicas.orders if one.is_answered and one.seed not in stored]
    assert not lost, [(one.sent_at, one.interaction.answer, one.interaction.messages) for one in lost]
    for one in (one for one in replicas.all if not one.was_frozen):
        assert "Traceback" not in one.life.log, one.life.log[one.life.log.index("Traceback") - 500 :][:4000]
