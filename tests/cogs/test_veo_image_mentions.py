"""Mentions with a picture, as a person in Discord would write them."""

from pathlib import Path

import discord
import pytest
import simcord

from bot.domain.jobs import JobState
from tests.support.bot_harness import Stage
from tests.support.picture_harness import (
    PNG,
    assert_nothing_ordered,
    assert_notifies_nobody,
    card_of,
    fetch_image,
    open_picture_stage,
    wait_accepted,
)
from tests.support.pictures import CORNERS, read_corners


def bot_of(stage: Stage) -> str:
    assert stage.app.bot.user is not None
    return stage.app.bot.user.mention


def replies(stage: Stage) -> list[discord.Message]:
    return [m for m in stage.channel.history() if m.author.bot]


async def test_a_mention_with_a_picture_is_an_order(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as stage:
        bob = stage.guild.add_member(stage.env.create_user("bob"))
        role = stage.guild.create_role("sailors")
        words = f"the waves roll\n{bob.mention} and {role.mention} wave back in {stage.channel.mention} <a:wow:123456>"
        text = f"{bot_of(stage)}  {words}"
        message = await stage.alice.send(stage.channel, text, attachments=[("sea.png", PNG)])
        [job] = await stage.wait_done()
        assert (job.state, job.user_id) == (JobState.DELIVERED, stage.alice.id)
        [accepted] = stage.stand_in.accepted
        assert accepted.inputs["prompt"] == "the waves roll\nbob and sailors wave back in videos wow"
        sent = read_corners(await fetch_image(accepted))
        assert max(abs(a - b) for a, b in zip(sum(sent, ()), sum(CORNERS, ()), strict=True)) <= 3
        card = card_of(stage, job)
        assert card.reference is not None
        assert card.reference.message_id == message.id
        assert_notifies_nobody(stage, job)
        result = await stage.wait_text("Here is your video")
        assert [user.id for user in result.mentions] == [stage.alice.id]


async def test_a_bare_mention_with_a_picture_sends_no_prompt(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as stage:
        await stage.alice.send(stage.channel, bot_of(stage), attachments=[("sea.png", PNG)])
        [accepted] = await wait_accepted(stage)
        assert "prompt" not in accepted.inputs


async def test_a_reply_to_a_picture_is_an_order(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as stage:
        picture = await stage.alice.send(stage.channel, attachments=[("sea.png", PNG)])
        await stage.alice.send(stage.channel, f"{bot_of(stage)} storm", reply_to=picture)
        [accepted] = await wait_accepted(stage)
        assert accepted.inputs["prompt"] == "storm"


async def test_it_works_in_direct_messages(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as stage:
        bob = stage.env.create_user("bob")
        await bob.send_dm("hello")
        backend = stage.env.backend
        stored = backend.store_attachments(bob.dm_channel.id, [("sea.png", PNG)])
        await bob.send_dm(f"{bot_of(stage)} storm", attachments=stored)
        [job] = await stage.wait_done()
        assert (job.state, job.guild_id) == (JobState.DELIVERED, None)


async def test_a_mention_without_a_picture_gets_one_hint(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as stage:
        for _ in range(5):
            await stage.alice.send(stage.channel, f"{bot_of(stage)} hello")
        [hint] = replies(stage)
        assert "Send me a picture" in hint.content
        assert hint.mentions == []
        assert hint.reference is not None
        assert await stage.jobs() == []
        bob = stage.guild.add_member(stage.env.create_user("bob"))
        await bob.send(stage.channel, f"{bot_of(stage)} hello")
        assert len(replies(stage)) == 2


async def test_a_crowd_cannot_make_it_fill_a_channel(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as stage:
        for number in range(10):
            member = stage.guild.add_member(stage.env.create_user(f"user{number}"))
            await member.send(stage.channel, f"{bot_of(stage)} hello")
        assert len(replies(stage)) == 6


async def test_what_is_wrong_with_a_picture_is_said_in_a_short_reply(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as stage:
        await stage.alice.send(stage.channel, f"{bot_of(stage)} go", attachments=[("sea.png", b"no picture at all")])
        [reply] = replies(stage)
        assert "I do not recognise that file as a picture" in reply.content
        assert reply.mentions == []
        assert await stage.jobs() == []
        await stage.alice.send(
            stage.channel, f"{bot_of(stage)} {'x' * 1990} {'y' * 100}"[:2000], attachments=[("sea.png", PNG)]
        )
        assert len(await stage.jobs()) == 1


@pytest.mark.parametrize("text", ["look @everyone", "look @here", "hi {role}", "nothing", "<@&1234567890123456>"])
async def test_whoever_does_not_name_it_is_left_alone(tmp_path: Path, text: str) -> None:
    async with open_picture_stage(tmp_path) as stage:
        role = stage.guild.create_role("Veo")
        await stage.alice.send(stage.channel, text.format(role=role.mention), attachments=[("sea.png", PNG)])
        await assert_nothing_ordered(stage, tmp_path)
        assert replies(stage) == []


async def test_a_reply_to_the_bot_that_merely_pings_it_is_left_alone(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as stage:
        await stage.alice.send(stage.channel, f"{bot_of(stage)} hello")
        [hint] = replies(stage)
        await stage.alice.send(stage.channel, "thanks", reply_to=hint, attachments=[("sea.png", PNG)])
        assert await stage.jobs() == []
        assert replies(stage) == [hint]


async def test_other_bots_and_webhooks_are_never_answered(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as stage:
        other = stage.guild.add_member(stage.env.create_user("robot", bot=True))
        await other.send(stage.channel, f"{bot_of(stage)} go", attachments=[("sea.png", PNG)])
        backend = stage.env.backend
        stored = backend.store_attachments(stage.channel.id, [("sea.png", PNG)])
        backend.create_message(
            stage.channel.id, stage.alice.id, f"{bot_of(stage)} go", attachments=stored, webhook_id=backend.snowflake()
        )
        await stage.env.settle()
        assert [m for m in replies(stage) if m.author == stage.app.bot.user] == []
        assert await stage.jobs() == []


async def test_a_message_that_the_gateway_repeats_is_one_order(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as stage:
        message = await stage.alice.send(stage.channel, f"{bot_of(stage)} go", attachments=[("sea.png", PNG)])
        stage.env.backend.announce_message_create(stage.env.backend.get_message(stage.channel.id, message.id))
        await stage.env.settle()
        assert len(await stage.jobs()) == 1


async def test_a_deleted_target_is_said(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as stage:
        picture = await stage.alice.send(stage.channel, attachments=[("sea.png", PNG)])
        backend = stage.env.backend
        reference = backend.normalize_message_reference(stage.channel.id, {"message_id": str(picture.id)})
        await stage.alice.delete(picture)
        backend.create_message(stage.channel.id, stage.alice.id, f"{bot_of(stage)} go", reference=reference)
        await stage.env.settle()
        [reply] = replies(stage)
        assert "The message that you replied to was deleted" in reply.content
        await stage.env.settle()
        assert await stage.jobs() == []


async def test_without_permission_to_read_the_history_it_says_so(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as stage:
        denied = discord.PermissionOverwrite(read_message_history=False)
        quiet = stage.guild.create_text_channel("quiet", overwrites={stage.guild.default_role: denied})
        backend = stage.env.backend
        stored = backend.store_attachments(quiet.id, [("sea.png", PNG)])
        picture = backend.create_message(quiet.id, stage.alice.id, attachments=stored)
        backend.create_message(
            quiet.id,
            stage.alice.id,
            f"{bot_of(stage)} go",
            reference=backend.normalize_message_reference(quiet.id, {"message_id": str(picture.id)}),
        )
        await stage.env.settle()
        texts = [m.content for m in backend.messages[quiet.id].values() if m.author_id == backend.bot_user.id]
        assert len(texts) == 1
        assert "Read Message History" in texts[0]
        # Where it may not read the history it may not reply either, but it can post.
        await stage.alice.send(quiet, f"{bot_of(stage)} go", attachments=[("sea.png", PNG)])
        assert len(await stage.jobs()) == 1


async def test_a_target_that_discord_does_not_show_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = simcord.run
    monkeypatch.setattr(simcord, "run", lambda bot, **more: run(bot, approved_intents=discord.Intents.none(), **more))
    async with open_picture_stage(tmp_path) as stage:
        picture = await stage.alice.send(stage.channel, attachments=[("sea.png", PNG)])
        await stage.alice.send(stage.channel, f"{bot_of(stage)} storm", reply_to=picture)
        [reply] = replies(stage)
        assert "Discord does not show me the picture that you replied to" in reply.content
        assert await stage.jobs() == []
        # A picture of one's own needs no intent.
        await stage.alice.send(stage.channel, f"{bot_of(stage)} storm", attachments=[("sea.png", PNG)])
        assert len(await stage.jobs()) == 1


async def test_where_it_may_not_post_it_stays_silent(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as stage:
        denied = discord.PermissionOverwrite(send_messages=False)
        quiet = stage.guild.create_text_channel("quiet", overwrites={stage.guild.default_role: denied})
        backend = stage.env.backend
        before = len(stage.env.http_requests)
        for content, files in ((f"{bot_of(stage)} hello", []), (f"{bot_of(stage)} go", [("sea.png", PNG)])):
            stored = backend.store_attachments(quiet.id, files)
            backend.create_message(quiet.id, stage.alice.id, content, attachments=stored)
            await stage.env.settle()
        assert stage.env.http_requests[before:] == []
        assert await stage.jobs() == []


async def test_what_it_lacks_to_post_a_video_is_named(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as stage:
        denied = discord.PermissionOverwrite(attach_files=False)
        bare = stage.guild.create_text_channel("bare", overwrites={stage.guild.default_role: denied})
        backend = stage.env.backend
        stored = backend.store_attachments(bare.id, [("sea.png", PNG)])
        backend.create_message(bare.id, stage.alice.id, f"{bot_of(stage)} go", attachments=stored)
        await stage.env.settle()
        [reply] = [m for m in bare.history() if m.author == stage.app.bot.user]
        assert "Missing here: Attach Files" in reply.content
        assert await stage.jobs() == []
