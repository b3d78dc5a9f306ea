"""Gateway events that discord.py cannot read: the process lives on, and people are answered."""

from pathlib import Path
from typing import Any

import pytest

from bot.client import VeoBot
from bot.sentences import FALLBACK, say
from tests.chaos.bot_process import PATIENCE_S, open_world
from tests.chaos.lives import BornProcess, HastyProcess, Zygote
from tests.fakes.discord.interactions import Interaction
from tests.fakes.discord.server import Channel

VOICE = 2
UNREADABLE: tuple[Any, ...] = (None, [], {}, "text", {"id": "no number"}, {"guilds": [{}], "channels": [None]})


def make_unreadable(channel: Channel, **changes: object) -> None:
    """Let Discord describe a channel in a way that the library does not know; a voice channel without `bitrate`."""
    describe = channel.payload
    channel.payload = lambda *rest: {**describe(*rest), "type": VOICE, **changes}  # type: ignore[method-assign]


@pytest.mark.parametrize("data", UNREADABLE, ids=str)
async def test_no_event_that_cannot_be_read_raises(data: object) -> None:
    bot = VeoBot(shard_count=1)
    async with bot:
        results = [read(data) for read in bot._connection.parsers.values()]
    assert len(results) > 50
    assert not bot.guilds


async def test_a_server_with_an_unreadable_channel_is_served_in_this_channel_too(
    tmp_path: Path, zygote: Zygote
) -> None:
    async with open_world(tmp_path / "data") as world:
        make_unreadable(world.channel)
        async with HastyProcess(zygote, world) as bot:
            await bot.wait_ready()
            interaction = await world.discord.slash(world.user, world.channel, "veo", prompt="a red panda")
            assert (await interaction.response()).message is not None
            # The last of them is not even a frame that the library can read.
            for event in ("GUILD_CREATE", "MESSAGE_CREATE", "CHANNEL_UPDATE", "GUILD_ROLE_CREATE", "READY"):
                world.discord.state.dispatch(event, {"id": "1", "roles": [{}]}, None)
            await world.discord.wait_for(lambda: [m for m in world.channel.messages if m.attachments], PATIENCE_S)
            await world.discord.wait_for(lambda: world.discord.identifies > 1, PATIENCE_S)
            assert bot.is_alive
            assert await bot.stop() == 0
        assert world.discord.violations == []


async def test_an_interaction_that_cannot_be_read_is_answered(
    tmp_path: Path, zygote: Zygote, monkeypatch: pytest.MonkeyPatch
) -> None:
    describe = Interaction.payload
    monkeypatch.setattr(Interaction, "payload", lambda self: {**describe(self), "entitlements": [{}]})
    async with open_world(tmp_path / "data") as world:
        async with BornProcess(zygote, world) as bot:
            await bot.wait_ready()
            interaction = await world.discord.slash(world.user, world.channel, "veo", prompt="a red panda")
            answer = await interaction.response()
            assert answer.message is not None
            assert answer.message.content.startswith(say(FALLBACK, "error-unexpected", reference="").rstrip("`"))
            assert bot.is_alive
        assert await world.jobs() == []
        assert world.discord.violations == []
