"""The test server against the real discord.py: what tests take for granted must hold for the unmodified library."""

import io
import random
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest
from discord import ui
from PIL import Image

from tests.fakes.discord import openapi
from tests.fakes.discord.commands import CommandRefused
from tests.fakes.discord.sample_bot import SampleBot, channel_of, running
from tests.fakes.discord.server import Channel, DiscordServer, Flag, Guild, Permission, Upload, User


def picture() -> Upload:
    """A real PNG."""
    buffer = io.BytesIO()
    Image.new("RGB", (64, 36), "teal").save(buffer, "PNG")
    return Upload("my picture.png", buffer.getvalue())


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    """A Discord of its own for each test; what it answered is held against Discord's description."""
    async with DiscordServer() as server:
        yield server
    plain = [call for call in server.calls if call.template and call.status and not call.is_fault]
    wrong = [openapi.answer_violations(c.method, c.template or "", c.status or 0, c.answer) for c in plain]
    assert [sentence for sentences in wrong for sentence in sentences] == []


@pytest.fixture
def guild(server: DiscordServer) -> Guild:
    return server.add_guild()


@pytest.fixture
def channel(server: DiscordServer, guild: Guild) -> Channel:
    return server.add_channel(guild)


@pytest.fixture
def user(server: DiscordServer, guild: Guild) -> User:
    return server.add_user("Ada", guilds=[guild])


@pytest.fixture
async def bot(server: DiscordServer, channel: Channel, user: User) -> AsyncIterator[SampleBot]:
    async with running(server, SampleBot()) as bot:
        yield bot
    assert server.violations == []


# -- commands and interactions --------------------------------------------------------------------


async def test_bot_reads_back_the_commands_that_it_registered(server: DiscordServer, bot: SampleBot) -> None:
    fetched = {command.name: command for command in await bot.tree.fetch_commands()}

    assert set(fetched) == set(server.registered) == {"veo", "slow", "everywhere", "Animate", "veo-admin"}
    assert fetched["veo-admin"].default_member_permissions == discord.Permissions(manage_guild=True)
    assert server.syncs == 1
    before = server.registered["veo"]["id"]
    await bot.tree.sync()
    assert (server.syncs, server.registered["veo"]["id"]) == (2, before)


async def test_slash_command_is_answered_with_a_card(
    server: DiscordServer, bot: SampleBot, channel: Channel, user: User
) -> None:
    image = picture()
    interaction = await server.slash(user, channel, "veo", prompt="a red panda", duration=8, aspect="wide", image=image)
    answer = await interaction.response()

    assert (answer.type, answer.after_s < 3) == (4, True)
    assert answer.message is channel.messages[-1]
    assert f"a red panda 8 16:9 my_picture.png 64x36 {len(image.data)}" in answer.message.text
    assert answer.message.flags & Flag.IS_COMPONENTS_V2
    assert answer.message.custom_ids == ["veo:again:1", "veo:edit:1"]
    assert interaction.payload()["authorizing_integration_owners"] == {"0": str(channel.guild and channel.guild.id)}


@pytest.mark.parametrize(
    ("path", "options", "reason"),
    [
        ("video", {}, "no command"),
        ("veo", {}, "needs .'prompt'"),
        ("veo", {"prompt": "x", "seed": 1}, "no options .'seed'"),
        ("veo", {"prompt": ""}, "outside 1"),
        ("veo", {"prompt": "x", "duration": 9}, "outside 5"),
        ("veo", {"prompt": "x", "duration": "8"}, "no value of option type 4"),
        ("veo", {"prompt": "x", "aspect": "4:3"}, "not among"),
        ("veo", {"prompt": "x", "image": b"raw"}, "no value of option type 11"),
        ("veo-admin limits", {}, "needs one of"),
        ("veo-admin limits get", {}, "no subcommand"),
        ("veo-admin limits set", {}, "permissions"),
    ],
)
async def test_picker_refuses_what_discord_refuses(
    server: DiscordServer, channel: Channel, user: User, guild: Guild, path: str, options: dict[str, Any], reason: str
) -> None:
    async with running(server, SampleBot()):
        if reason in ("needs one of", "no subcommand"):
            guild.members[user].append(server.add_role(guild, "admins", Permission.MANAGE_GUILD).id)
        with pytest.raises(CommandRefused, match=reason):
            await server.slash(user, channel, path, **options)
    assert server.state.interactions == {}


async def test_command_for_servers_is_not_offered_in_direct_messages(
    server: DiscordServer, bot: SampleBot, user: User
) -> None:
    with pytest.raises(CommandRefused, match="not offered"):
        await server.slash(user, server.dm(user), "veo-admin limits set", who=user, usd=1.0)
    answer = await (await server.slash(user, server.dm(user), "veo", prompt="x")).response()
    assert answer.message in server.dm(user).messages


async def test_person_with_the_app_uses_it_where_the_bot_is_not(server: DiscordServer, bot: SampleBot) -> None:
    elsewhere = server.add_guild("Elsewhere", has_bot=False)
    channel = server.add_channel(elsewhere)
    user = server.add_user("Lin", guilds=[elsewhere], has_app=True)
    with pytest.raises(CommandRefused, match="installed neither"):
        await server.slash(server.add_user("Joe", guilds=[elsewhere]), channel, "everywhere")
    with pytest.raises(CommandRefused, match="installed neither"):
        await server.slash(user, channel, "veo", prompt="only for servers that invited the bot")

    interaction = await server.slash(user, channel, "everywhere")
    answer = await interaction.response()
    assert answer.data["content"] == "permissions False True"
    assert interaction.owners() == {"1": str(user.id)}
    with pytest.raises(discord.Forbidden) as caught:
        await bot.http.send_typing(channel.id)
    assert caught.value.code == 50001


async def test_subcommand_takes_a_member_and_completes_a_number(
    server: DiscordServer, bot: SampleBot, channel: Channel, guild: Guild
) -> None:
    admin = server.add_user("Grace", guilds=[guild], roles=[server.add_role(guild, "admins", Permission.MANAGE_GUILD)])
    path = "veo-admin limits set"

    assert await server.autocomplete(admin, channel, path, "usd", usd="3") == [{"name": "3 as typed", "value": 1.5}]
    answer = await (await server.slash(admin, channel, path, who=admin, usd=2)).response()

    assert answer.message is not None
    assert (answer.message.content, answer.message.is_ephemeral) == ("Grace 2.00", True)
    assert channel.public_messages == []


async def test_button_edits_its_message_and_a_modal_brings_back_what_was_filled_in(
    server: DiscordServer, bot: SampleBot, channel: Channel, user: User
) -> None:
    card = (await (await server.slash(user, channel, "veo", prompt="x")).response()).message
    assert card is not None
    with pytest.raises(CommandRefused, match="no component"):
        await server.component(user, card, "veo:stop:1")

    again = await (await server.component(user, card, "veo:again:1")).response()
    assert (again.type, again.message, "again it is" in card.text, len(card.edits)) == (7, card, True, 1)

    shown = await server.component(user, card, "veo:edit:1")
    await shown.response()
    assert shown.modal["title"] == "Another prompt"
    with pytest.raises(CommandRefused, match="51 characters"):
        await server.modal_submit(shown, prompt="y" * 51, length=["5"])
    sent = await server.modal_submit(shown, prompt="a blue panda", length=["5"], file=[Upload("a.bin", b"four")])
    answer = await sent.response()
    assert answer.message is not None
    assert answer.message.content == "a blue panda ['5'] [4]"
    with pytest.raises(CommandRefused, match="does not see"):
        await server.component(server.add_user("Eve"), answer.message, "any")


async def test_message_command_gets_the_message(
    server: DiscordServer, bot: SampleBot, channel: Channel, user: User
) -> None:
    posted = await server.message(user, channel, "look", attachments=[picture()])
    answer = await (await server.message_command(user, posted, "Animate")).response()
    assert answer.data["content"] == f"my_picture.png of {user.id}"


async def test_first_followup_becomes_the_deferred_answer(
    server: DiscordServer, bot: SampleBot, channel: Channel, user: User
) -> None:
    interaction = await server.slash(user, channel, "slow", secret=True)
    answer = await interaction.response()
    assert answer.message is not None
    assert (answer.type, answer.message.is_ephemeral) == (5, True)

    await server.wait_for(lambda: answer.message and answer.message.content == "first, edited")

    assert interaction.messages == [answer.message, *interaction.followups]
    assert [message.content for message in interaction.followups] == ["second"]
    assert interaction.followups[0].attachments[0].data == b"note"
    assert not answer.message.is_loading


async def test_late_and_second_answers_are_refused(
    server: DiscordServer, bot: SampleBot, channel: Channel, user: User
) -> None:
    late = await server.slash(user, channel, "slow", wait=0.2)
    server.advance(3)
    await server.wait_for(lambda: late.refused_codes == [10062])
    with pytest.raises(TimeoutError):
        await late.response(timeout_s=0.01)

    await server.wait_for(lambda: bot.failures)
    answered = await server.slash(user, channel, "veo", prompt="x")
    await answered.response()
    url = f"{server.api_url}/interactions/{answered.id}/{answered.token}/callback"
    async with aiohttp.ClientSession() as session, session.post(url, json={"type": 5}) as response:
        assert (response.status, (await response.json())["code"]) == (400, 40060)


async def test_token_is_over_after_fifteen_minutes(
    server: DiscordServer, bot: SampleBot, channel: Channel, user: User
) -> None:
    interaction = await server.slash(user, channel, "veo", prompt="x")
    await interaction.response()
    webhook = discord.Webhook.partial(server.application_id, interaction.token, client=bot)
    assert (await webhook.send("in time", wait=True)).id == interaction.followups[0].id
    server.advance(901)
    with pytest.raises(discord.HTTPException) as caught:
        await webhook.send("too late", wait=True)
    assert (caught.value.status, caught.value.code) == (401, 50027)


# -- messages -------------------------------------------------------------------------------------


async def test_file_is_posted_as_a_reply_and_served(
    server: DiscordServer, bot: SampleBot, channel: Channel, user: User
) -> None:
    asked = await server.message(user, channel, "please")
    target = channel_of(bot, channel)
    data = random.Random(1).randbytes(200_000)

    sent = await target.send(
        f"{user.mention} @everyone",
        file=discord.File(io.BytesIO(data), "video.mp4", description="a panda"),
        reference=discord.MessageReference(message_id=asked.id, channel_id=channel.id, fail_if_not_exists=False),
        allowed_mentions=discord.AllowedMentions(everyone=False, users=[discord.Object(user.id)], replied_user=False),
        nonce="job-1",
    )

    posted = channel.messages[-1]
    assert (posted.id, posted.reference, posted.nonce) == (sent.id, asked, "job-1")
    assert (posted.pings, posted.pings_everyone) == ([user], False)
    assert posted.allowed_mentions == {"parse": ["roles"], "users": [user.id]}
    assert [file.data for file in posted.attachments] == [data]
    assert (posted.attachments[0].content_type, posted.attachments[0].description) == ("video/mp4", "a panda")
    assert await sent.attachments[0].read() == data
    assert server.calls[-1].files == [("video.mp4", 200_000)]


async def test_edit_keeps_named_attachments_and_v2_messages_show_theirs(
    server: DiscordServer, bot: SampleBot, channel: Channel
) -> None:
    view = ui.LayoutView()
    view.add_item(ui.MediaGallery(discord.MediaGalleryItem("attachment://a.mp4")))
    sent = await channel_of(bot, channel).send(view=view, file=discord.File(io.BytesIO(b"a"), "a.mp4"))
    posted = channel.messages[-1]
    assert posted.components[0]["items"][0]["media"]["url"] == posted.attachments[0].url

    more = discord.File(io.BytesIO(b"b"), "b.mp4")
    await sent.edit(attachments=[*sent.attachments, more])
    assert [(file.filename, file.data) for file in posted.attachments] == [("a.mp4", b"a"), ("b.mp4", b"b")]
    with pytest.raises(discord.HTTPException, match="IS_COMPONENTS_V2"):
        await sent.edit(content="text beside components")

    await sent.delete()
    assert (channel.messages, channel.deleted_messages) == ([], [posted])


async def test_same_nonce_returns_the_first_message_while_its_window_is_open(
    server: DiscordServer, bot: SampleBot, channel: Channel
) -> None:
    target = channel_of(bot, channel)
    first, second = [await target.send("video", nonce="job-7") for _ in range(2)]
    assert (first.id, len(channel.messages)) == (second.id, 1)
    assert (await target.send("video", nonce="job-8")).id != first.id
    server.advance(181)
    assert (await target.send("video", nonce="job-7")).id != first.id
    assert len(channel.messages) == 3


async def test_history_has_pages_and_no_ephemeral_messages(
    server: DiscordServer, bot: SampleBot, channel: Channel, user: User
) -> None:
    posted = [await server.message(user, channel, str(number)) for number in range(7)]
    target = channel_of(bot, channel)

    assert [m.content async for m in target.history(limit=3)] == ["6", "5", "4"]
    assert [m.content async for m in target.history(before=discord.Object(posted[2].id))] == ["1", "0"]
    assert [m.content async for m in target.history(after=discord.Object(posted[4].id))] == ["5", "6"]
    around = [m.content async for m in target.history(around=discord.Object(posted[3].id), limit=3)]
    assert around == ["4", "3", "2"]
    assert (await target.fetch_message(posted[0].id)).content == "0"
    await target.typing()
    assert len(channel.typing_at) == 1


async def test_message_content_is_hidden_unless_the_bot_is_named(
    server: DiscordServer, bot: SampleBot, channel: Channel, user: User
) -> None:
    await server.message(user, channel, "hidden", attachments=[picture()])
    await server.message(user, channel, "shown", attachments=[picture()], mentions=[server.bot])
    await server.message(user, server.dm(user), "shown too")
    await server.wait_for(lambda: len(bot.heard) == 3)
    shown = [(message.content, len(message.attachments)) for message in bot.heard]
    assert shown == [("", 0), (f"{server.bot.mention} shown", 1), ("shown too", 0)]
