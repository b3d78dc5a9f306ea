"""The leader dies or freezes in each phase of a job: the next one takes it up, and nothing happens twice.

A frozen one wakes while its successor works on the job, or when all is over. `make test` runs one of each, as a seed
decides that is printed and that VEO_SEED repeats, with two processes; `make soak` runs all, with four processes and
three slots.
"""

import asyncio
import os
import random
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.jobs import JobState
from bot.storage.core.database import Database
from tests.chaos.bot_process import PATIENCE_S, open_world
from tests.chaos.lives import Zygote
from tests.chaos.replicas import TAKEOVER_S, Replica, Replicas, finish, thaw
from tests.chaos.story import list_open
from tests.chaos.test_kills import MESSAGE
from tests.support.soak import IS_SOAK

#: Moments at which a job is in a phase.
MOMENTS = {
    "queued": ["before commit submitting"],
    "submitting": ["after commit submitting", "before segmind submit", "after segmind submit"],
    "generating": ["after commit generating", "before segmind status", "after segmind status"],
    "fetching": ["after commit fetching", "before segmind download", "after segmind download"],
    "delivering": ["after commit delivering", f"before {MESSAGE}", f"after {MESSAGE}", "before commit delivered"],
}
#: Not submitted for certain, and never submitted again.
LOST = {"after commit submitting", "before segmind submit"}
ALL = [moment for moments in MOMENTS.values() for moment in moments]
CHOSEN = ALL if IS_SOAK else [""]


@pytest.fixture
async def replicas(tmp_path: Path, clean_postgres_url: str, zygote: Zygote) -> AsyncIterator[Replicas]:
    slots = 3 if IS_SOAK else 1
    # Discord forgets nonces before a frozen process wakes.
    async with open_world(tmp_path / "data", shards=slots, database_url=clean_postgres_url, nonce_s=0.3) as world:
        replicas = Replicas(world, zygote, slots=slots, shards=slots)
        yield replicas
        await replicas.end()


@pytest.fixture
def moment(request: pytest.FixtureRequest, testrun_uid: str) -> str:
    """The one that the test names, or one that a seed chooses."""
    seed = os.environ.get("VEO_SEED", testrun_uid)
    chosen = request.param or random.Random(f"{seed} {request.node.name}").choice(ALL)
    print(f"{chosen}; to repeat it: VEO_SEED={seed}")
    return str(chosen)


@pytest.mark.parametrize("moment", CHOSEN, indirect=True)
async def test_leader_is_killed(replicas: Replicas, moment: str) -> None:
    leader = await start(replicas, moment, signal.SIGKILL)
    await replicas.order(0)
    assert await leader.life.wait_end() == -signal.SIGKILL
    await expect_successor(replicas, leader)
    await finish(replicas)
    await check_end(replicas, moment)


@pytest.mark.parametrize("is_early", [True, False] if IS_SOAK else [False])
@pytest.mark.parametrize("moment", CHOSEN, indirect=True)
async def test_leader_freezes(replicas: Replicas, moment: str, is_early: bool) -> None:
    leader = await start(replicas, moment, signal.SIGSTOP)
    await replicas.order(0)
    await replicas.world.discord.wait_for(lambda: leader.is_frozen, PATIENCE_S)
    leader.was_frozen = True
    await expect_successor(replicas, leader)
    if not is_early:
        async with Database.open(replicas.world.database_url) as database, asyncio.timeout(PATIENCE_S):
            while await list_open(database):
                await asyncio.sleep(0.1)
    thaw(leader)
    await leader.life.wait_said("leadership lost")
    await finish(replicas)
    await check_end(replicas, moment)


async def start(replicas: Replicas, moment: str, number: int) -> Replica:
    """Start the leader, which comes to grief at a moment, and then the others."""
    [leader] = await replicas.add_armed(moment, number)
    await leader.life.wait_said("worker started")
    await replicas.add_armed(count=replicas.slots)
    await replicas.wait_slots(lambda: replicas.alive)
    return leader


async def expect_successor(replicas: Replicas, leader: Replica) -> None:
    """Return when another process leads."""
    began_at = time.monotonic()
    others = [one for one in replicas.all if one is not leader]
    await replicas.world.discord.wait_for(lambda: any(one.is_leader for one in others), PATIENCE_S)
    if IS_SOAK:
        assert time.monotonic() - began_at < TAKEOVER_S


async def check_end(replicas: Replicas, moment: str) -> None:
    """The video was delivered, or certainly never paid for: also if a process wanted to submit it when it woke."""
    [job] = await replicas.world.jobs()
    is_lost = job.state is JobState.FAILED and moment in LOST
    assert job.state is JobState.DELIVERED or is_lost, job
    assert len(replicas.world.segmind.accepted) == int(not is_lost)
