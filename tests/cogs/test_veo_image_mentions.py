"""Mentions with a picture, as a person in Discord would write them."""

from pathlib import Path

import discord
import pytest
import simcord

from bot.domain.jobs import JobState
from tests.support.bot_harness import BotHarness
from tests.support.models import IMAGE_MODEL
from tests.support.picture_harness import (
    PNG,
    assert_nothing_ordered,
    assert_notifies_nobody,
    fetch_image,
    kept_pictures,
    open_picture_stage,
)
from tests.support.pictures import CORNERS, read_corners


def bot_of(harness: BotHarness) -> str:
    assert harness.app.bot.user is not None
    return harness.app.bot.user.mention


def replies(harness: BotHarness) -> list[discord.Message]:
    return [m for m in harness.channel.history() if m.author.bot]


async def test_a_mention_with_a_picture_is_an_order(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as harness:
        bob = harness.guild.add_member(harness.env.create_user("bob"))
        role = harness.guild.create_role("sailors")
        words = (
            f"the waves roll\n{bob.mention} and {role.mention} wave back in {harness.channel.mention} <a:wow:123456>"
        )
        text = f"{bot_of(harness)}  {words}"
        message = await harness.alice.send(harness.channel, text, attachments=[("sea.png", PNG)])
        [job] = await harness.wait_done()
        assert (job.state, job.user_id) == (JobState.DELIVERED, harness.alice.id)
        [accepted] = harness.stand_in.accepted
        assert accepted.inputs["prompt"] == "the waves roll\nbob and sailors wave back in videos wow"
        sent = read_corners(await fetch_image(accepted))
        assert max(abs(a - b) for a, b in zip(sum(sent, ()), sum(CORNERS, ()), strict=True)) <= 3
        assert_notifies_nobody(harness, job)
        result = await harness.wait_text("Here's your video")
        assert result.reference is not None
        assert result.reference.message_id == message.id
        assert [user.id for user in result.mentions] == [harness.alice.id]


async def test_a_bare_mention_a_reply_and_a_direct_message_are_orders(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        await harness.alice.send(harness.channel, bot_of(harness), attachments=[("sea.png", PNG)])
        picture = await harness.alice.send(harness.channel, attachments=[("sea.png", PNG)])
        await harness.alice.send(harness.channel, f"{bot_of(harness)} storm", reply_to=picture)
        bob = harness.env.create_user("bob")
        await bob.send_dm("hello")
        stored = harness.env.backend.store_attachments(bob.dm_channel.id, [("sea.png", PNG)])
        await bob.send_dm(f"{bot_of(harness)} storm", attachments=stored)
        jobs = await harness.jobs()
        assert [job.request.prompt for job in jobs] == ["", "storm", "storm"]
        assert [job.guild_id for job in jobs] == [harness.guild.id, harness.guild.id, None]
        assert {job.request.model for job in jobs} == {IMAGE_MODEL}
        assert kept_pictures(tmp_path).keys() == {job.id for job in jobs}


async def test_a_mention_without_a_picture_gets_one_hint(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        for _ in range(5):
            await harness.alice.send(harness.channel, f"{bot_of(harness)} hello")
        [hint] = replies(harness)
        assert "Send me a picture" in hint.content
        assert hint.mentions == []
        assert hint.reference is not None
        assert await harness.jobs() == []
        bob = harness.guild.add_member(harness.env.create_user("bob"))
        await bob.send(harness.channel, f"{bot_of(harness)} hello")
        assert len(replies(harness)) == 2


async def test_a_crowd_cannot_make_it_fill_a_channel(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        for number in range(10):
            member = harness.guild.add_member(harness.env.create_user(f"user{number}"))
            await member.send(harness.channel, f"{bot_of(harness)} hello")
        assert len(replies(harness)) == 6


async def test_what_is_wrong_with_a_picture_is_said_in_a_short_reply(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        await harness.alice.send(
            harness.channel, f"{bot_of(harness)} go", attachments=[("sea.png", b"no picture at all")]
        )
        [reply] = replies(harness)
        assert "I don't recognise that file as a picture" in reply.content
        assert reply.mentions == []
        assert await harness.jobs() == []
        await harness.alice.send(
            harness.channel, f"{bot_of(harness)} {'x' * 1990} {'y' * 100}"[:2000], attachments=[("sea.png", PNG)]
        )
        assert len(await harness.jobs()) == 1


async def test_whoever_does_not_name_it_is_left_alone(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        role = harness.guild.create_role("Veo")
        for text in ("look @everyone", "look @here", f"hi {role.mention}", "nothing", "<@&1234567890123456>"):
            await harness.alice.send(harness.channel, text, attachments=[("sea.png", PNG)])
        await assert_nothing_ordered(harness, tmp_path)
        assert replies(harness) == []


async def test_a_reply_to_the_bot_that_merely_pings_it_is_left_alone(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        await harness.alice.send(harness.channel, f"{bot_of(harness)} hello")
        [hint] = replies(harness)
        await harness.alice.send(harness.channel, "thanks", reply_to=hint, attachments=[("sea.png", PNG)])
        assert await harness.jobs() == []
        assert replies(harness) == [hint]


async def test_other_bots_and_webhooks_are_never_answered(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        other = harness.guild.add_member(harness.env.create_user("robot", bot=True))
        await other.send(harness.channel, f"{bot_of(harness)} go", attachments=[("sea.png", PNG)])
        backend = harness.env.backend
        stored = backend.store_attachments(harness.channel.id, [("sea.png", PNG)])
        backend.create_message(
            harness.channel.id,
            harness.alice.id,
            f"{bot_of(harness)} go",
            attachments=stored,
            webhook_id=backend.snowflake(),
        )
        await harness.env.settle()
        assert [m for m in replies(harness) if m.author == harness.app.bot.user] == []
        assert await harness.jobs() == []


async def test_a_message_that_the_gateway_repeats_is_one_order(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        message = await harness.alice.send(harness.channel, f"{bot_of(harness)} go", attachments=[("sea.png", PNG)])
        harness.env.backend.announce_message_create(harness.env.backend.get_message(harness.channel.id, message.id))
        await harness.env.settle()
        assert len(await harness.jobs()) == 1


async def test_a_deleted_target_is_said(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        picture = await harness.alice.send(harness.channel, attachments=[("sea.png", PNG)])
        backend = harness.env.backend
        reference = backend.normalize_message_reference(harness.channel.id, {"message_id": str(picture.id)})
        await harness.alice.delete(picture)
        backend.create_message(harness.channel.id, harness.alice.id, f"{bot_of(harness)} go", reference=reference)
        await harness.env.settle()
        [reply] = replies(harness)
        assert "The message you replied to was deleted" in reply.content
        await harness.env.settle()
        assert await harness.jobs() == []


async def test_without_permission_to_read_the_history_it_says_so(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        denied = discord.PermissionOverwrite(read_message_history=False)
        quiet = harness.guild.create_text_channel("quiet", overwrites={harness.guild.default_role: denied})
        backend = harness.env.backend
        stored = backend.store_attachments(quiet.id, [("sea.png", PNG)])
        picture = backend.create_message(quiet.id, harness.alice.id, attachments=stored)
        backend.create_message(
            quiet.id,
            harness.alice.id,
            f"{bot_of(harness)} go",
            reference=backend.normalize_message_reference(quiet.id, {"message_id": str(picture.id)}),
        )
        await harness.env.settle()
        texts = [m.content for m in backend.messages[quiet.id].values() if m.author_id == backend.bot_user.id]
        assert len(texts) == 1
        assert "Read Message History" in texts[0]
        # Where it may not read the history it may not reply either, but it can post.
        await harness.alice.send(quiet, f"{bot_of(harness)} go", attachments=[("sea.png", PNG)])
        assert len(await harness.jobs()) == 1


async def test_a_target_that_discord_does_not_show_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = simcord.run
    monkeypatch.setattr(simcord, "run", lambda bot, **more: run(bot, approved_intents=discord.Intents.none(), **more))
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        picture = await harness.alice.send(harness.channel, attachments=[("sea.png", PNG)])
        await harness.alice.send(harness.channel, f"{bot_of(harness)} storm", reply_to=picture)
        [reply] = replies(harness)
        assert "Discord doesn't show me the picture you replied to" in reply.content
        assert await harness.jobs() == []
        # A picture of one's own needs no intent.
        await harness.alice.send(harness.channel, f"{bot_of(harness)} storm", attachments=[("sea.png", PNG)])
        assert len(await harness.jobs()) == 1


async def test_where_it_may_not_post_it_stays_silent_or_names_what_it_lacks(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        denied = discord.PermissionOverwrite(send_messages=False)
        quiet = harness.guild.create_text_channel("quiet", overwrites={harness.guild.default_role: denied})
        backend = harness.env.backend
        before = len(harness.env.http_requests)
        for content, files in ((f"{bot_of(harness)} hello", []), (f"{bot_of(harness)} go", [("sea.png", PNG)])):
            stored = backend.store_attachments(quiet.id, files)
            backend.create_message(quiet.id, harness.alice.id, content, attachments=stored)
            await harness.env.settle()
        assert harness.env.http_requests[before:] == []
        assert await harness.jobs() == []

        # What it lacks to post a video is named.
        denied = discord.PermissionOverwrite(attach_files=False)
        bare = harness.guild.create_text_channel("bare", overwrites={harness.guild.default_role: denied})
        stored = backend.store_attachments(bare.id, [("sea.png", PNG)])
        backend.create_message(bare.id, harness.alice.id, f"{bot_of(harness)} go", attachments=stored)
        await harness.env.settle()
        [reply] = [m for m in bare.history() if m.author == harness.app.bot.user]
        assert "in this channel: Attach Files" in reply.content
        assert await harness.jobs() == []
