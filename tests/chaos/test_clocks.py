"""The real process on a machine whose clock is wrong, and is set while jobs are under way."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.chaos.bot_process import PATIENCE_S, BotProcess, World, open_world
from tests.fakes.discord.interactions import Answer

PROGRAM = str(Path(__file__).parents[1] / "support" / "shifted_process.py")
UNDO_S = 1.0
COOLDOWN_S = 1.0


class Machine:
    """A machine on which the bot runs, with a clock that a test sets."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world = world
        self.file = folder / "clock"

    def set_clock(self, offset_s: float) -> None:
        """Let the clock be wrong by so much from now on."""
        part = self.file.with_suffix(".part")
        part.write_text(str(offset_s), "ascii")
        part.replace(self.file)

    async def order(self) -> Answer:
        """Use /veo, and give the answer."""
        interaction = await self.world.discord.slash(self.world.user, self.world.channel, "veo", prompt="a red panda")
        return await interaction.response()

    async def wait_videos(self, count: int) -> None:
        """Wait until so many videos are posted."""
        await self.world.discord.wait_for(
            lambda: len([m for m in self.world.channel.messages if m.attachments]) >= count, PATIENCE_S
        )


@pytest.fixture
async def machine(tmp_path: Path) -> AsyncIterator[Machine]:
    async with open_world(tmp_path / "data", latency_s=0.5) as world:
        world.environment |= {"UNDO_WINDOW_S": str(UNDO_S), "USER_COOLDOWN_S": str(round(COOLDOWN_S))}
        yield Machine(world, tmp_path)
        assert world.discord.violations == []


async def test_a_clock_that_is_set_holds_nothing_up_and_ends_no_wait(machine: Machine) -> None:
    machine.set_clock(-2400)
    world, segmind = machine.world, machine.world.segmind
    async with BotProcess(world, (PROGRAM, str(machine.file), "run")) as bot:
        await bot.wait_ready()
        # Forty minutes behind; set right while the first is generating and the second is held.
        await machine.order()
        await world.discord.wait_for(lambda: segmind.accepted, PATIENCE_S)
        await asyncio.sleep(max(0.0, COOLDOWN_S - UNDO_S) + 0.2)
        await machine.order()
        machine.set_clock(0)
        await machine.wait_videos(2)
        # Ahead by hours, as soon as an order is held: it can still be cancelled for as long as ever.
        ordered_s = time.monotonic()
        await machine.order()
        machine.set_clock(7200)
        await world.discord.wait_for(lambda: len(segmind.accepted) == 3, PATIENCE_S)
        # While it is followed, the clock runs at double speed: what the bot needs to store the order counts twice.
        assert time.monotonic() - ordered_s >= UNDO_S * 0.8
        # Back again while that one is generating: the cooldown lasts as long as ever.
        machine.set_clock(0)
        await asyncio.sleep(COOLDOWN_S * 2)
        assert (await machine.order()).message in world.channel.messages
        await machine.wait_videos(4)
        assert bot.is_alive
    assert len(segmind.accepted) == 4
    assert len({job.id for job in await world.jobs()}) == 4
