"""`veo-bot run` over real sockets: a Discord and a Segmind served elsewhere.

Here processes are born of one that has imported the bot; tests/chaos/test_clocks.py starts one as an operator does.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.chaos.bot_process import PATIENCE_S, World, open_world
from tests.chaos.lives import BornProcess, HastyProcess, Zygote
from tests.fakes.discord.server import Message


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path / "data") as world:
        yield world
        assert world.discord.violations == []


async def order(world: World, **options: object) -> Message:
    """Use /veo, and return the card with which the bot answers in time."""
    interaction = await world.discord.slash(world.user, world.channel, "veo", **options)
    answer = await interaction.response()
    assert answer.after_s < 3
    assert answer.message is not None
    return answer.message


async def wait_videos(world: World, count: int = 1) -> list[Message]:
    """Wait for messages with a file."""

    def posted() -> list[Message]:
        found = [message for message in world.channel.messages if message.attachments]
        return found if len(found) >= count else []

    return await world.discord.wait_for(posted, PATIENCE_S)


async def test_it_registers_its_commands_answers_and_posts_the_video(world: World, zygote: Zygote) -> None:
    async with BornProcess(zygote, world) as bot:
        await bot.wait_ready()
        assert "veo" in world.discord.registered
        card = await order(world, prompt="a red panda @everyone", seed=7)
        [video] = await wait_videos(world)
        [job] = await world.jobs()
        [attachment] = video.attachments
        assert attachment.filename == f"veo-{job.id}.mp4"
        assert attachment.data is not None
        assert attachment.data[4:8] == b"ftyp"
        assert video.pings == [world.user]
        assert not video.pings_everyone
        assert video.reference is None
        [call] = [c for c in world.discord.calls_to("POST", f"/channels/{world.channel.id}/messages") if c.files]
        assert (call.body["nonce"], call.body["enforce_nonce"]) == (job.id, True)
        assert [accepted.inputs["seed"] for accepted in world.segmind.accepted] == [7]
        await world.discord.wait_for(lambda: card not in world.channel.messages, PATIENCE_S)
        assert world.channel.messages == [video]
        assert await bot.stop() == 0
    assert "Traceback" not in bot.log
    assert world.segmind.api_key not in bot.log
    assert world.discord.token not in bot.log


async def test_a_restart_registers_only_what_discord_lost_and_sigterm_ends_it_in_time(
    world: World, zygote: Zygote
) -> None:
    for life in range(2):
        async with BornProcess(zygote, world) as bot:
            await bot.wait_ready()
            if life:
                await order(world, prompt="in the middle of something")
            before = time.monotonic()
            assert await bot.stop() == 0
            assert time.monotonic() - before < 10
    assert world.discord.syncs == 1
    world.discord.state.commands[None].clear()
    async with BornProcess(zygote, world) as bot:
        await bot.wait_ready()
        assert "veo" in world.discord.registered
        assert len(await wait_videos(world)) == 1
    assert len(world.segmind.accepted) == 1
    assert world.discord.syncs == 2


async def test_a_process_can_carry_some_of_the_shards(tmp_path: Path, zygote: Zygote) -> None:
    async with open_world(tmp_path / "data", shards=2) as world:
        guild = world.discord.add_guild(guild_id=(1 << 22) * 12345)  # its shard is 12345 % 2
        world.channel, world.user = world.discord.add_channel(guild), world.discord.add_user(guilds=[guild])
        async with BornProcess(zygote, world, SHARD_IDS="1", SHARD_COUNT="2") as bot:
            await bot.wait_ready(shards=1)
            assert [session.shard for session in world.discord.gateway.connected] == [1]
            await order(world, prompt="on its shard")
            await wait_videos(world)
        assert world.discord.violations == []


#: Settings that are missing or wrong, and what is said of them.
WRONG = [
    ({"DISCORD_TOKEN": "MTIzNDU2.wrong.and-not-a-secret"}, ["DISCORD_TOKEN", "make demo"]),
    ({"DISCORD_TOKEN": ""}, ["DISCORD_TOKEN", "discord.com/developers", "make demo"]),
    ({"SEGMIND_API_KEY": ""}, ["SEGMIND_API_KEY", "cloud.segmind.com", "make demo"]),
    ({"SEGMIND_RPM": "many"}, ["SEGMIND_RPM"]),
    ({"DATABASE_URL": "mysql+aiomysql://root:wrong.and-not-a-secret@nowhere/x"}, ["DATABASE_URL"]),
]


async def test_what_is_missing_or_wrong_is_said_in_one_sentence(world: World, zygote: Zygote) -> None:
    for changes, words in WRONG:
        async with BornProcess(zygote, world, **changes) as bot:
            assert await bot.wait_end() == 1, changes
        said = [line for line in bot.log.splitlines() if line.startswith("veo-bot: ")]
        assert len(said) == 1, bot.log
        assert all(word in said[0] for word in words), said
        assert "Traceback" not in bot.log
        assert "wrong.and-not-a-secret" not in bot.log


async def test_a_discord_that_is_away_or_answers_strangely_at_the_start_is_waited_for(
    world: World, zygote: Zygote
) -> None:
    await world.discord.go_down()
    async with HastyProcess(zygote, world) as bot:
        await bot.wait_said("worker started")
        await asyncio.sleep(0.5)
        assert bot.is_alive
        world.discord.fail("GET", "/users/@me", 404, body="<html>Not here</html>")
        world.discord.fail("GET", "/users/@me", 403, body="<html>Slow down</html>")
        await world.discord.come_back()
        await bot.wait_ready()
        await order(world, prompt="after the outage")
        await wait_videos(world)
    assert "404 Not Found" in bot.log
    assert "403 Forbidden" in bot.log
    assert "Traceback" not in bot.log
