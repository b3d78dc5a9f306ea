"""The words that come with a picture or a prompt: long texts, names instead of numbers, which picture, and who may."""

import io
from pathlib import Path

import discord
import pytest
from PIL import Image

from bot.presentation.orders.prompts import spell_out
from bot.services.admin.changes import AdminActor
from tests.cogs.test_veo_image_mentions import bot_of, replies
from tests.support.bot_harness import BotHarness, text_of
from tests.support.picture_harness import PNG, fetch_image, open_picture_stage, result_of, wait_accepted
from tests.support.pictures import draw_corners, encode, read_pixel

LONG = "the waves roll in, and " * 80 + "it rains"


def text_file(text: str | bytes, name: str = "message.txt") -> tuple[str, bytes]:
    return name, text if isinstance(text, bytes) else text.encode()


async def test_the_long_text_that_discord_made_a_file_of_is_the_prompt(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        files = [text_file(LONG), ("sea.png", PNG)]
        await harness.alice.send(harness.channel, f"{bot_of(harness)} At dawn:", attachments=files)
        # Of the picture that is replied to as well.
        picture = await harness.alice.send(harness.channel, attachments=[("sea.png", PNG)])
        files = [text_file("\ufeffa storm with <@" + str(harness.alice.id) + ">")]
        await harness.alice.send(harness.channel, bot_of(harness), attachments=files, reply_to=picture)
        assert [job.request.prompt for job in await harness.jobs()] == [f"At dawn:\n{LONG}", "a storm with alice"]


async def test_a_text_that_cannot_be_a_prompt_is_said_and_nothing_is_made_without_it(tmp_path: Path) -> None:
    refusals = [
        ([text_file("x" * 2001)], "2,001 characters"),
        ([text_file(b"\xff\xfe\x00caf\xe9")], "couldn't read the text file"),
        ([text_file("x" * 100_000)], "couldn't read the text file"),
        ([text_file("one"), text_file("two", "notes.txt")], "couldn't read the text file"),
    ]
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        for number, (files, said) in enumerate(refusals):
            person = harness.guild.add_member(harness.env.create_user(f"user{number}"))
            await person.send(harness.channel, bot_of(harness), attachments=[*files, ("sea.png", PNG)])
            assert said in replies(harness)[-1].content
        assert len(replies(harness)) == len(refusals)
        assert await harness.jobs() == []


async def test_of_several_pictures_the_person_is_asked_which(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        bob = harness.guild.add_member(harness.env.create_user("bob"))
        files = [("one.png", PNG), ("two.png", PNG)]
        message = await harness.alice.send(harness.channel, f"{bot_of(harness)} storm", attachments=files)
        [question] = replies(harness)
        assert "Which one" in question.content
        assert question.reference is not None
        assert question.reference.message_id == message.id
        assert await harness.jobs() == []

        refused = await bob.select(question, ["2"])
        assert refused.response is not None
        assert "Only the person who requested" in refused.response.content
        assert await harness.jobs() == []

        await harness.alice.select(question, ["2"])
        [job] = await harness.jobs()
        assert (job.user_id, job.request.prompt) == (harness.alice.id, "storm")
        assert question.id not in [one.id for one in replies(harness)], "answered, so the question is gone"

        message = await harness.alice.send(harness.channel, f"{bot_of(harness)} storm", attachments=files)
        question = replies(harness)[-1]
        await message.delete()
        await harness.alice.select(question, ["1"])
        assert len(await harness.jobs()) == 1, "the question can't outlive its message"


WRITTEN = "<:cat:123456> rides <a:wow:99> to <#{channel}> with <@{bob}>, <@!{bob}> and <@&{role}> </veo:5> <t:0:R> <@1>"
READ = "cat rides wow to videos with bob, bob and sailors /veo 1970-01-01 00:00 UTC somebody"


async def write(harness: BotHarness) -> str:
    bob = harness.guild.add_member(harness.env.create_user("bob"))
    role = harness.guild.create_role("sailors")
    return WRITTEN.format(channel=harness.channel.id, bob=bob.id, role=role.id)


async def test_numbers_reach_the_model_as_names(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as harness:
        text = await write(harness)
        await harness.alice.slash(harness.channel, "veo", prompt=text, style="anime")
        [accepted] = await wait_accepted(harness)
        assert accepted.inputs["prompt"].startswith(READ)
        [job] = await harness.jobs()
        assert job.own_prompt == READ
        await harness.alice.slash(harness.channel, "veo-image", image=("a.png", PNG), prompt=text)
        await harness.alice.send(harness.channel, f"{bot_of(harness)} {text}", attachments=[("sea.png", PNG)])
        _, *accepted_pictures = await wait_accepted(harness, 3)
        assert [one.inputs["prompt"] for one in accepted_pictures] == [READ, READ]


async def test_a_channel_is_only_named_to_whoever_may_see_it(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        hidden = harness.guild.create_text_channel("secret-plans")
        client = harness.app.bot
        guild = client.get_guild(harness.guild.id)
        assert guild is not None
        channel = guild.get_channel(hidden.id)
        assert isinstance(channel, discord.TextChannel)
        reader = guild.get_member(harness.alice.id) or await guild.fetch_member(harness.alice.id)
        text = f"<#{hidden.id}>"
        assert await spell_out(text, client=client, guild=guild, reader=reader) == "secret-plans"
        assert await spell_out(text, client=client, guild=None, reader=reader) == "a channel"
        await harness.env.settle()
        stranger = harness.env.create_user("stranger")
        assert await spell_out(text, client=client, guild=guild, reader=discord.Object(stranger.id)) == "a channel"  # type: ignore[arg-type]  # no member


async def test_an_invisible_prompt_is_none(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        for prompt in ("\u3164", "\u200b\u2800", "\U000e0041\u00ad"):
            for options in ({}, {"style": "anime"}):
                answer = await harness.alice.slash(harness.channel, "veo", prompt=prompt, **options)
                assert answer.response is not None
                assert answer.ephemeral
                assert "prompt is empty" in answer.response.content
            assert await harness.jobs() == []
        await harness.alice.send(harness.channel, f"{bot_of(harness)} \u200b\u2800", attachments=[("sea.png", PNG)])
        [job] = await harness.jobs()
        assert job.request.prompt == ""


async def test_nothing_is_shown_or_fetched_for_somebody_who_is_blocked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        boss = AdminActor(user_id=1, guild_id=harness.guild.id, can_manage=True, is_operator=True)
        await harness.context.rules.block(boss, harness.guild.id, harness.alice.id)
        monkeypatch.setattr(harness.context.picture_orders.files, "read", None)
        before = len(harness.env.http_requests)
        for files in ([("a.png", PNG)], [("a.png", PNG), ("b.png", PNG)], [text_file("storm"), ("a.png", PNG)]):
            await harness.alice.send(harness.channel, f"{bot_of(harness)} storm", attachments=files)
        paths = [request.path for request in harness.env.http_requests[before:]]
        assert not [path for path in paths if path.endswith("/typing")]
        assert all("blocked" in reply.content for reply in replies(harness))
        assert await harness.jobs() == []


async def test_what_a_crop_would_lose_too_much_of_is_padded_and_that_is_said(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as harness:
        strip = encode(draw_corners((2000, 64)), "PNG")
        await harness.alice.slash(harness.channel, "veo-image", image=("a.png", strip))
        [accepted] = await wait_accepted(harness)
        with Image.open(io.BytesIO(await fetch_image(accepted))) as frame:
            backdrop = read_pixel(frame, (640, 20))
        assert max(backdrop) < 160, "blurred and dark above the strip"
        await harness.alice.slash(harness.channel, "veo-image", image=("a.png", strip), fit="crop")
        padded, cropped = await harness.wait_done(2)
        assert "more than 40 % of it" in text_of(result_of(harness, padded))
        assert "40 %" not in text_of(result_of(harness, cropped))
