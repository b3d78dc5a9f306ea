"""SIGTERM in the middle of anything: the process ends within ten seconds, in order, and nothing is lost."""

import asyncio
import os
import random
import signal

from bot.domain.jobs import JobState
from sandbox.faults import Fault, FaultKind
from tests.chaos.bot_process import PATIENCE_S
from tests.chaos.chances import choose
from tests.chaos.story import Deed, Story
from tests.chaos.test_kills import VIDEO

STOP_S = 10.0


async def test_asked_to_stop_at_every_step(story: Story, chance: random.Random) -> None:
    steps = choose(chance, VIDEO, 1)
    for step in steps:
        took_s = await story.live_until_asked(f"before {step}")
        # From the order on, which takes two seconds at most until it comes to the last step.
        assert took_s < STOP_S + 2, step
        await story.finish()
    await story.check()
    assert [job.state for job in await story.world.jobs()] == [JobState.DELIVERED] * len(steps)


async def test_asked_to_stop_while_segmind_is_silent(story: Story) -> None:
    """First when the order was sent, and after the next start when the video is fetched."""
    segmind = story.world.segmind
    await stop_silent(story, Fault("submit", FaultKind.SLOW, delay_s=30.0), story.order)
    await stop_silent(story, Fault("download", FaultKind.STALLED, delay_s=30.0))
    [job] = await story.end()
    assert job.state is JobState.DELIVERED
    assert len(segmind.accepted) == 1


async def stop_silent(story: Story, fault: Fault, deed: Deed | None = None) -> None:
    """Live, do the deed, and be asked to stop when a fault has begun."""
    faults = story.world.segmind.faults
    faults.add(fault)
    life = await story.zygote.start(story.world)
    assert await life.is_ready()
    if deed is not None:
        await deed()
    async with asyncio.timeout(PATIENCE_S):
        while fault not in faults.fired:
            await asyncio.sleep(0.02)
    began = asyncio.get_running_loop().time()
    os.kill(life.pid, signal.SIGTERM)
    assert await life.wait_end() == 0
    assert asyncio.get_running_loop().time() - began < STOP_S
