"""Two copies of the bot with one token: each of them hears everything, and everything is done once."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.jobs import JobState
from tests.chaos.bot_process import PATIENCE_S, World, open_world
from tests.chaos.lives import Zygote
from tests.chaos.story import PICTURE
from tests.fakes.discord.server import Message


@pytest.fixture
async def world(tmp_path: Path, clean_postgres_url: str, zygote: Zygote) -> AsyncIterator[World]:
    """A world in which both copies run."""
    async with open_world(tmp_path / "data", database_url=clean_postgres_url) as world:
        # Without slots, which would let one of them stand by.
        world.environment |= {"UNDO_WINDOW_S": "2", "SHARD_IDS": "0", "SHARD_COUNT": "1"}
        for _ in range(2):
            await zygote.start(world)
        await world.discord.wait_for(lambda: len(world.discord.gateway.connected) == 2, PATIENCE_S)
        yield world


async def wait_videos(world: World, count: int) -> list[Message]:
    """Wait for so many videos."""

    def videos() -> list[Message]:
        return [m for m in world.channel.messages if any(file.filename.endswith(".mp4") for file in m.attachments)]

    await world.discord.wait_for(lambda: len(videos()) >= count, PATIENCE_S)
    return videos()


async def test_whatever_is_asked_for_is_paid_once(world: World) -> None:
    discord, user, channel = world.discord, world.user, world.channel
    await (await discord.slash(user, channel, "veo", prompt="a red panda")).response()
    [video] = await wait_videos(world, 1)

    cancelled = await (await discord.slash(user, channel, "veo", prompt="changed my mind")).response()
    await (await discord.component(user, *_press(cancelled.message, "cancel"))).response()

    again = await discord.component(user, *_press(video, "again"))
    await again.response()
    await (await discord.slash(user, channel, "veo-image", image=PICTURE, prompt="it nods")).response()
    await discord.message(user, channel, "it waves", mentions=[discord.bot], attachments=[PICTURE])
    await wait_videos(world, 4)
    await asyncio.sleep(0.5)  # in case that there are more
    assert len(await wait_videos(world, 4)) == 4
    assert len(world.segmind.accepted) == 4
    jobs = await world.jobs()
    assert Counter(job.state for job in jobs) == {JobState.DELIVERED: 4, JobState.CANCELLED: 1}
    assert len({job.card_message_id for job in jobs}) == 5


def _press(message: Message | None, verb: str) -> tuple[Message, str]:
    assert message is not None
    [custom_id] = [name for name in message.custom_ids if name.startswith(f"veo:{verb}:")]
    return message, custom_id
