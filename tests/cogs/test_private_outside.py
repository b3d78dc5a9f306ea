"""As an app that a person installed for themselves, where the bot is no member: only the token reaches anybody.

Over real sockets: what the bot registers and sends is what Discord describes.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import simcord.interactions
from sqlalchemy import text

from bot.domain.jobs import Job, JobState
from bot.storage.core.database import Database
from bot.storage.money import ledger_audit
from tests.chaos.bot_process import PATIENCE_S, World, open_world
from tests.chaos.lives import BornProcess, Zygote
from tests.fakes.discord.server import Channel, DiscordServer, Message, Permission, Upload
from tests.support.bot_harness import open_bot_harness, text_of
from tests.support.online_app import online
from tests.support.pictures import draw_corners, encode

PNG = Upload("cat.png", encode(draw_corners((640, 360)), "PNG"), None, "image/png")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A person who has the app, in a server that does not."""
    async with open_world(tmp_path / "data") as world:
        guild = world.discord.add_guild("Elsewhere", has_bot=False)
        world.channel = world.discord.add_channel(guild)
        world.user = world.discord.add_user(guilds=[guild], has_app=True)
        yield world
        assert world.discord.violations == []


@pytest.fixture
async def bot(world: World, zygote: Zygote) -> AsyncIterator[BornProcess]:
    # What a stranger's server costs is nobody's budget there; the bot's own still holds.
    async with BornProcess(zygote, world, SERVER_USD_PER_DAY="1") as bot:
        await bot.wait_ready()
        yield bot
        assert await bot.stop() == 0
    assert "Traceback" not in bot.log


async def wait_over(world: World, count: int = 1) -> list[Job]:
    """Wait until so many jobs are over; oldest first."""
    found: list[Job] = []
    while len(found) < count:
        await world.discord.wait_for(lambda: True)
        found = [job for job in await world.jobs() if not job.is_pending]
    return found


async def wait_video(world: World, message: Message) -> None:
    """Wait until a message has become a video."""

    def is_video() -> bool:
        return any(one.filename.endswith(".mp4") for one in message.attachments)

    await world.discord.wait_for(is_video, PATIENCE_S)


def posts(world: World, channel: Channel) -> list[str]:
    """What the bot tried to do in a channel without a token."""
    return [call.path for call in world.discord.calls if call.path.startswith(f"/channels/{channel.id}")]


@pytest.mark.usefixtures("bot")
async def test_all_goes_through_the_token_lists_are_ones_own_and_late_videos_come_directly(world: World) -> None:
    await have_videos_made(world)
    await have_one_fail(world)
    await be_late(world)


async def have_videos_made(world: World) -> None:
    """Public and private ones, of prompts and pictures, attached and found in a message."""
    public = await world.discord.slash(world.user, world.channel, "veo", prompt="a red panda")
    card = (await public.response()).message
    assert card is not None
    assert not card.is_ephemeral
    private = await world.discord.slash(world.user, world.channel, "veo", prompt="a secret panda", private=True)
    secret = (await private.response()).message
    assert secret is not None
    assert secret.is_ephemeral
    pictured = await world.discord.slash(world.user, world.channel, "veo-image", image=PNG)
    assert (await pictured.response()).after_s < 3
    message = await world.discord.message(world.user, world.channel, "look", attachments=[PNG])
    shown = await world.discord.message_command(world.user, message, "Animate")
    await shown.response()
    submitted = await world.discord.modal_submit(shown, motion="it nods", duration=["6"], shape=["auto"])
    assert (await submitted.response()).after_s < 3
    for interaction in (pictured, submitted):
        await world.discord.wait_for(lambda one=interaction: one.followups, PATIENCE_S)  # type: ignore[misc]
        [frame] = interaction.followups
        assert not frame.is_ephemeral
        await wait_video(world, frame)
        assert interaction.original is not None
        assert interaction.original.is_deleted
    await wait_video(world, card)
    await wait_video(world, secret)
    made = await wait_over(world, 4)
    assert {(job.state, job.guild_id, job.is_outside) for job in made} == {
        (JobState.DELIVERED, world.channel.guild and world.channel.guild.id, True)
    }
    assert [job.is_private for job in made] == [False, True, False, False]
    assert posts(world, world.channel) == []
    assert world.discord.dm(world.user).messages == []
    async with Database.open(world.database_url) as database:
        assert await ledger_audit.check(database) == []
        async with database.read() as connection:
            query = "SELECT count(*) FROM ledger l JOIN jobs j ON j.id = l.job_id WHERE j.is_outside AND l.guild_id > 0"
            assert (await connection.execute(text(query))).scalar_one() == 0


async def have_one_fail(world: World) -> None:
    """It is told on the card; nobody else sees it in a list."""
    failing = await world.discord.slash(world.user, world.channel, "veo", prompt="!rai")
    card = (await failing.response()).message
    assert card is not None
    await world.discord.wait_for(lambda: "safety filter" in card.text, PATIENCE_S)
    listed = (await (await world.discord.slash(world.user, world.channel, "veo-jobs")).response()).message
    assert listed is not None
    assert listed.is_ephemeral
    assert "rai" in listed.text
    guild = world.channel.guild
    assert guild is not None
    # Who manages that server does not manage the bot in it.
    role = world.discord.add_role(guild, "admins", Permission.MANAGE_GUILD)
    boss = world.discord.add_user("Boss", guilds=[guild], roles=[role], has_app=True)
    refused = await world.discord.slash(boss, world.channel, "veo-jobs", member=world.user)
    answer = (await refused.response()).message
    assert answer is not None
    assert answer.is_ephemeral
    assert "Only people who manage this server" in answer.text
    assert "rai" not in answer.text
    assert_registered(world.discord, ([0, 1], [0, 1, 2]))


async def be_late(world: World) -> None:
    """After the token's life, everything comes directly."""
    known = len(await world.jobs())
    for private in (False, True):
        asked = await world.discord.slash(world.user, world.channel, "veo", prompt="a red panda", private=private)
        await asked.response()
    failing = await world.discord.slash(world.user, world.channel, "veo", prompt="!rai")
    await failing.response()
    world.discord.advance(15 * 60)
    direct = world.discord.dm(world.user)
    await world.discord.wait_for(lambda: len(direct.messages) >= 3, PATIENCE_S)
    assert sum(len(message.attachments) for message in direct.messages) == 2
    assert sum("safety filter" in message.text for message in direct.messages) == 1
    made = (await wait_over(world, known + 3))[known:]
    assert {job.result_channel_id for job in made if job.state is JobState.DELIVERED} == {direct.id}
    assert posts(world, world.channel) == []


def assert_registered(discord: DiscordServer, anywhere: tuple[list[int], list[int]]) -> None:
    """Commands are registered for where they make sense."""
    for name in ("veo", "veo-image", "veo-jobs", "veo-quota", "Animate"):
        command = discord.registered[name]
        assert (command["integration_types"], command["contexts"]) == anywhere, name
    admin = discord.registered["veo-admin"]
    assert (admin["integration_types"], admin["contexts"]) == ([0], [0])


async def test_where_discord_does_not_take_them_for_people_they_are_registered_for_servers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    errors = {"errors": {"0": {"integration_types": {"_errors": [{"code": "INVALID", "message": "not allowed"}]}}}}
    async with DiscordServer() as discord:
        discord.fail(
            "PUT", "/applications/*/commands", 400, body={"code": 50035, "message": "Invalid Form Body", **errors}
        )
        async with online(discord, tmp_path):
            assert_registered(discord, ([0], [0, 1]))
        assert discord.violations == []
    assert "allow User Install" in capsys.readouterr().out


async def test_between_people_the_token_is_the_only_way_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = simcord.interactions.base_payload

    def between_people(*arguments: Any, **options: Any) -> Any:
        record, payload = original(*arguments, **options)
        owners = {"1": str(options["user_id"])}
        return record, payload | {"context": 2, "authorizing_integration_owners": owners}

    async with open_bot_harness(tmp_path) as harness:
        bob = harness.env.create_user("bob")
        await bob.send_dm("hello")
        monkeypatch.setattr(simcord.interactions, "base_payload", between_people)
        answer = await bob.slash("veo", prompt="a red panda")
        assert answer.response is not None
        assert not answer.ephemeral
        [job] = await harness.wait_done()
        assert (job.state, job.guild_id, job.is_outside) == (JobState.DELIVERED, None, True)
        assert job.result_message_id == job.card_message_id == answer.response.id
        [video] = [one for one in bob.dm_channel.history() if one.attachments]
        assert video.id == answer.response.id
        assert "Here's your video" in text_of(video)
        assert [r.path for r in harness.env.http_requests if r.method == "POST" and "/messages" in r.path] == []
