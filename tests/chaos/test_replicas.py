"""Identical processes: whichever of them dies, freezes or is replaced, people are answered and nothing happens twice.

`make soak` sets VEO_SOAK: then one freezes and all are replaced, too, and there are many more faults, each of them with
four processes and three slots. Those tests measure seconds, so they need a machine of their own.
"""

import asyncio
import contextlib
import itertools
import os
import random
import shutil
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.core import slots
from tests.chaos.bot_process import open_world
from tests.chaos.lives import Zygote
from tests.chaos.replicas import TAKEOVER_S, TOO_LATE_S, Replicas, finish, freeze, thaw
from tests.support.soak import IS_SOAK, SOAK

SEED = int(os.environ.get("VEO_SEED", "0")) or random.SystemRandom().randrange(1 << 32)
#: An order each so often, which a machine that runs other tests at the same time can do for all these processes; and
#: a margin for it.
PAUSE_S = 1.2
SLOW_S = 4.0
#: Between sessions, which a process in a hurry begins after a tenth of the time.
SPACE_S = 5.0 if IS_SOAK else 0.3


@pytest.fixture
async def replicas(tmp_path: Path, clean_postgres_url: str, zygote: Zygote) -> AsyncIterator[Replicas]:
    count = 3 if IS_SOAK else 2
    async with open_world(tmp_path / "data", shards=count, database_url=clean_postgres_url) as world:
        replicas = Replicas(world, zygote, slots=count, shards=count, is_hasty=not IS_SOAK)
        yield replicas
        await replicas.end()


async def test_sessions_are_spaced_and_a_spare_takes_the_place_of_one_that_dies(replicas: Replicas) -> None:
    # Sessions of all processes together, as Discord demands.
    gateway = replicas.world.discord.gateway
    gateway.max_concurrency = 1
    await replicas.add(replicas.slots)
    await replicas.wait_slots(lambda: replicas.alive)
    [began_at] = gateway.identified_at.values()
    assert len(began_at) == replicas.slots
    assert min(late - early for early, late in itertools.pairwise(began_at)) >= SPACE_S
    assert slots._SPACE_S >= 5, "what others than these take"
    gateway.max_concurrency = 16
    [leader] = [one for one in replicas.all if one.is_leader]
    [spare] = await replicas.add()
    await spare.life.wait_said("standing by")
    async with replicas.ordering(PAUSE_S):
        await asyncio.sleep(0.3)
        slot = leader.slot
        leader.life.kill()
        await leader.life.wait_end()
        await replicas.wait_slots(lambda: replicas.alive)
        assert spare.slot == slot
        assert slot is not None
        await (await replicas.order(slot)).interaction.response()
    await finish(replicas)


@pytest.mark.skipif(not IS_SOAK, reason="it measures seconds; make soak runs it")
async def test_deaths_freezes_and_an_update(replicas: Replicas) -> None:
    await replicas.add(3)
    await replicas.wait_slots(lambda: replicas.alive)
    [leader] = [one for one in replicas.all if one.is_leader]
    [spare] = await replicas.add()
    await spare.life.wait_said("standing by")
    async with replicas.ordering(PAUSE_S):
        await asyncio.sleep(1.0)
        slot, killed_at = leader.slot, time.monotonic()
        leader.life.kill()
        await leader.life.wait_end()
        await replicas.wait_slots(lambda: replicas.alive)
        assert spare.slot == slot
        killed_s = replicas.silence_s(killed_at, await replicas.wait_answerable())
        assert killed_s < TAKEOVER_S

        [leader] = [one for one in replicas.alive if one.is_leader]
        [spare] = await replicas.add()
        await spare.life.wait_said("standing by")
        slot, frozen_at = leader.slot, time.monotonic()
        freeze(leader)
        awake = [one for one in replicas.alive if one is not leader]
        await replicas.wait_slots(lambda: awake)
        assert spare.slot == slot
        served_at = time.monotonic()
        frozen_s = replicas.silence_s(frozen_at, await replicas.wait_answerable())
        assert frozen_s < TAKEOVER_S
        thaw(leader)
        await leader.life.wait_said("slot lost")
        assert replicas.unanswered(served_at + SLOW_S, await replicas.wait_answerable()) == []

        update_at = time.monotonic()
        for old in replicas.alive:
            [new] = await replicas.add()
            await new.life.wait_said("standing by")
            assert await old.life.stop() == 0, old.life.log[-3000:]
        await replicas.wait_slots(lambda: replicas.alive)
        missed = replicas.unanswered(update_at, await replicas.wait_answerable())
        for one in missed:
            heard = (one.interaction.is_delivered, one.interaction.refused_codes)
            print("unanswered", one.shard, round(one.sent_at - update_at, 1), one.interaction.created_at, heard)
        if missed:
            print(*((one.number, one.slot, one.said()) for one in replicas.all), sep="\n")
        assert not missed
    print(f"silence: {killed_s:.1f} s killed, {frozen_s:.1f} s frozen; slowest {replicas.slowest_s(update_at):.2f} s")
    await finish(replicas)


@pytest.mark.skipif(not IS_SOAK, reason="the short version is above; make soak runs this")
@pytest.mark.timeout(100 * SOAK + 240)
async def test_many_faults(replicas: Replicas) -> None:
    chance = random.Random(SEED)
    print(f"VEO_SEED={SEED}")
    await replicas.add(4)
    await replicas.wait_slots(lambda: replicas.alive)
    worst: dict[str, float] = {}
    async with replicas.ordering(PAUSE_S):
        for _ in range(2 * SOAK):
            fault = chance.choice(("kill", "freeze", "stop", "wipe", "kill leader", "freeze leader", "stop leader"))
            holders = [one for one in replicas.alive if one.slot is not None]
            leaders = [one for one in holders if one.is_leader]
            victim = chance.choice(leaders if "leader" in fault and leaders else holders)
            print(fault, victim.number, victim.slot, flush=True)
            began_at = time.monotonic()
            await asyncio.sleep(chance.random())
            if fault.startswith("kill"):
                victim.life.kill()
                await victim.life.wait_end()
            elif fault.startswith("freeze"):
                freeze(victim)
            elif fault.startswith("stop"):
                assert await victim.life.stop() == 0
            else:
                for path in victim.life.world.folder.iterdir():
                    if path.name != "bot.log":
                        shutil.rmtree(path) if path.is_dir() else path.unlink()
            awake = [one for one in replicas.alive if one is not victim or fault == "wipe"]
            await replicas.wait_slots(lambda awake=awake: awake)  # type: ignore[misc]  # bound now
            silence_s = replicas.silence_s(began_at, await replicas.wait_answerable())
            worst[fault] = max(worst.get(fault, 0.0), silence_s)
            limit_s = {"kill": TAKEOVER_S, "freeze": TAKEOVER_S}.get(fault.split()[0], 0.0)
            assert silence_s <= limit_s, (fault, victim.number)
            if fault.startswith("freeze"):
                thaw(victim)
                await victim.life.wait_said("slot lost")
            if len(replicas.alive) < 4:
                [spare] = await replicas.add()
                # Only a process that stands by can be handed a slot.
                await spare.life.wait_said("standing by")
    print("longest silence:", worst)
    await finish(replicas)


async def test_without_slots_one_serves_and_leads_and_the_others_stand_by(replicas: Replicas) -> None:
    unset = {"SHARD_SLOTS": "", "SHARD_COUNT": ""}
    replicas.slots = 1
    await replicas.add(3, **unset)
    await replicas.wait_slots(lambda: replicas.alive)
    assert sorted(session.shard for session in replicas.world.discord.gateway.connected) == list(range(replicas.shards))
    [first] = [one for one in replicas.all if one.slot is not None]
    await first.life.wait_said("worker started")
    assert [one for one in replicas.all if one.is_leader] == [first]
    order = await replicas.order(1)
    await order.interaction.response()
    stopped_at = time.monotonic()
    async with replicas.ordering(PAUSE_S):
        first.send(signal.SIGTERM)
        await first.life.wait_end()
        await replicas.wait_slots(lambda: replicas.alive)
    with contextlib.suppress(TimeoutError):
        await replicas.world.discord.wait_for(lambda: not replicas.unanswered(stopped_at), TOO_LATE_S)
    assert replicas.unanswered(stopped_at) == []
    [second] = [one for one in replicas.alive if one.slot is not None]
    await second.life.wait_said("worker started")
    await finish(replicas)
