"""Sending again over real sockets: what the bot sends is what Discord describes, once, whatever dies in between."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.jobs import JobState
from tests.chaos.bot_process import PATIENCE_S, World, open_world
from tests.chaos.lives import BornProcess, Zygote
from tests.fakes.discord.server import Message


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path / "data") as world:
        yield world
        assert world.discord.violations == []


def videos(world: World) -> list[Message]:
    """Every message with a video, wherever it is."""
    found = [message for channel in world.discord.channels.values() for message in channel.messages]
    return [message for message in found if any(one.filename.endswith(".mp4") for one in message.attachments)]


async def keep_one(world: World) -> None:
    """Have a video made whose channel is closed, whose token is dead, and whose person doesn't accept messages."""
    asked = await world.discord.slash(world.user, world.channel, "veo", prompt="a red panda")
    await asked.response()
    world.discord.update_channel(world.channel, bot_permissions=0)
    world.user.accepts_dms = False
    world.discord.advance(15 * 60)
    await wait_state(world, JobState.UNDELIVERABLE, is_told=True)


async def wait_state(world: World, state: JobState, *, is_told: bool) -> None:
    """Wait until the only job has ended in a state, and, if asked for, until everybody was told."""
    async with asyncio.timeout(PATIENCE_S):
        while [job.state for job in await world.jobs() if job.closed_at is not None or not is_told] != [state]:
            await world.discord.state.wait_for_change(0.2)


async def press(world: World) -> Message:
    """Have the kept video sent again; gives the private answer to that."""
    listed = (await (await world.discord.slash(world.user, world.channel, "veo-jobs")).response()).message
    assert listed is not None
    assert listed.is_ephemeral
    [custom_id] = [one for one in listed.custom_ids if one.startswith("veo:send:")]
    answer = await (await world.discord.component(world.user, listed, custom_id)).response()
    assert answer.after_s < 3
    assert answer.message is not None
    return answer.message


async def test_the_answer_becomes_the_video_once_also_after_a_kill(world: World, zygote: Zygote) -> None:
    async with BornProcess(zygote, world) as bot:
        await bot.wait_ready()
        await keep_one(world)
        # In the middle of showing it: Discord has the video, and the bot does not know.
        path = "/webhooks/*/*/messages/*"
        world.discord.fail("PATCH", path, after=True, drop=True, on_hit=lambda _call: bot.die())
        answer = await press(world)
        await bot.wait_end()
    await world.discord.wait_gone()
    async with BornProcess(zygote, world) as bot:
        await bot.wait_ready()
        await wait_state(world, JobState.DELIVERED, is_told=False)
        assert videos(world) == [answer]
        assert answer.is_ephemeral
        [job] = await world.jobs()
        assert (job.result_message_id, job.answer_message_id) == (answer.id, answer.id)
        assert len(world.segmind.accepted) == 1
        assert await bot.stop() == 0
