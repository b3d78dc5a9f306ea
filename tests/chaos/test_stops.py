"""SIGTERM in the middle of anything: the process ends within ten seconds, in order, and nothing is lost."""

import asyncio
import os
import random
import signal

import pytest

from bot.domain.jobs import JobState
from sandbox.faults import Call, Fault, FaultKind
from tests.chaos.bot_process import PATIENCE_S
from tests.chaos.chances import choose
from tests.chaos.story import Story
from tests.chaos.test_kills import VIDEO

STOP_S = 10.0


async def test_asked_to_stop_at_every_step(story: Story, chance: random.Random) -> None:
    steps = choose(chance, VIDEO, 2)
    for step in steps:
        took_s = await story.live_until_asked(f"before {step}")
        # From the order on, which takes two seconds at most until it comes to the last step.
        assert took_s < STOP_S + 2, step
        await story.finish()
    done = await story.end()
    assert [job.state for job in done] == [JobState.DELIVERED] * len(steps)


@pytest.mark.parametrize("call", ["submit", "download"])
async def test_asked_to_stop_while_segmind_is_silent(story: Story, call: Call) -> None:
    segmind = story.world.segmind
    kind = FaultKind.SLOW if call == "submit" else FaultKind.STALLED
    segmind.faults.add(Fault(call, kind, delay_s=30.0))
    life = await story.zygote.start(story.world)
    assert await life.is_ready()
    await story.order()
    async with asyncio.timeout(PATIENCE_S):
        while not segmind.faults.fired:
            await asyncio.sleep(0.02)
    loop = asyncio.get_running_loop()
    began = loop.time()
    os.kill(life.pid, signal.SIGTERM)
    assert await life.wait_end() == 0
    assert loop.time() - began < STOP_S
    [job] = await story.end()
    assert job.state is JobState.DELIVERED
    assert len(segmind.accepted) == 1
