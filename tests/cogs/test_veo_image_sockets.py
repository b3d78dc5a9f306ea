"""Pictures over real sockets: what the bot sends is what Discord describes, and it keeps answering."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.chaos.bot_process import PATIENCE_S, World, open_world
from tests.chaos.lives import BornProcess, Zygote
from tests.fakes.discord.server import Interaction, Message, Upload, User
from tests.support.pictures import draw_corners, encode, make_photo

PEOPLE = tuple(f"user{number}" for number in range(4))
NO_LIMITS = {
    "USER_SECONDS_PER_DAY": "unlimited",
    "USER_JOBS_AT_ONCE": "unlimited",
    "USER_COOLDOWN_S": "0",
    "SERVER_USD_PER_DAY": "unlimited",
    "BOT_USD_PER_DAY": "unlimited",
    "BOT_USD_PER_MONTH": "unlimited",
}


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    # Nothing is finished in these tests, so that films take no time from what they measure.
    async with open_world(tmp_path / "data", latency_s=600) as world:
        yield world
        assert world.discord.violations == []


def picture(name: str, size: tuple[int, int]) -> Upload:
    return Upload(name, encode(draw_corners(size), "PNG"), None, "image/png")


async def ask(world: World, size: tuple[int, int], *names: str) -> list[Interaction]:
    """As many people use /veo-image at the same time, each with another photo."""
    guild = world.channel.guild
    assert guild is not None
    people: list[User] = [world.discord.add_user(name, guilds=[guild]) for name in names]
    photo = encode(make_photo(*size), "JPEG", quality=90)
    photos = [Upload("photo.jpg", photo + name.encode(), None, "image/jpeg") for name in names]
    return [
        await world.discord.slash(person, world.channel, "veo-image", image=image)
        for person, image in zip(people, photos, strict=True)
    ]


async def wait_accepted(world: World, count: int) -> None:
    await world.discord.wait_for(lambda: len(world.segmind.accepted) >= count, PATIENCE_S)


async def hold_dialogue(world: World) -> None:
    """Animate a picture of a message by its form, and one by a mention."""
    files = [picture("a.png", (640, 360)), picture("b.png", (360, 640))]
    message = await world.discord.message(world.user, world.channel, "two pictures", attachments=files)
    asked = await world.discord.message_command(world.user, message, "Animate")
    answer = await asked.response()
    assert answer.message is not None
    assert answer.message.is_ephemeral
    [custom_id] = answer.message.custom_ids
    chosen = await world.discord.component(world.user, answer.message, custom_id, ["2"])
    assert (await chosen.response()).after_s < 3
    submitted = await world.discord.modal_submit(chosen, motion="it nods", duration=["6"], shape=["auto"])
    assert (await submitted.response()).after_s < 3
    mention = await world.discord.message(
        world.user,
        world.channel,
        "the waves roll",
        attachments=[picture("c.png", (640, 360))],
        mentions=[world.discord.bot],
    )
    await wait_accepted(world, 2)
    inputs = [accepted.inputs for accepted in world.segmind.accepted]
    assert {(i["prompt"], i["duration"], i["aspect_ratio"]) for i in inputs} == {
        ("it nods", 6, "9:16"),
        ("the waves roll", 5, "16:9"),
    }

    def find_cards() -> list[Message]:
        return [m for m in world.channel.messages if m.author is world.discord.bot and m.attachments]

    await world.discord.wait_for(lambda: len(find_cards()) == 2, PATIENCE_S)
    cards = find_cards()
    assert {card.reference.id for card in cards if card.reference} == {message.id, mention.id}
    # An edit keeps the frame that the card came with.
    await world.discord.wait_for(lambda: all("Making your video" in str(card.components) for card in cards), PATIENCE_S)
    assert all(card.attachments[0].url in str(card.components) for card in cards)
    assert submitted.original is not None
    await world.discord.wait_for(lambda: submitted.original is not None and submitted.original.is_deleted, PATIENCE_S)


async def test_dialogues_are_valid_many_pictures_keep_it_answering_and_a_stop_tells_those_who_wait(
    world: World, zygote: Zygote
) -> None:
    async with BornProcess(zygote, world, **NO_LIMITS) as bot:
        await bot.wait_ready()
        await hold_dialogue(world)
        known, count = set(world.channel.messages), len(world.segmind.accepted)
        for interaction in await ask(world, (900, 600), *PEOPLE):
            assert (await interaction.response()).after_s < 3
        for number in range(3):
            interaction = await world.discord.slash(world.user, world.channel, "veo", prompt=f"meanwhile {number}")
            assert (await interaction.response()).after_s < 3
        await wait_accepted(world, count + len(PEOPLE) + 3)
        accepted = world.segmind.accepted[count:]
        assert len({one.inputs["image"] for one in accepted if "image" in one.inputs}) == len(PEOPLE)
        assert len([m for m in world.channel.messages if m.attachments and m not in known]) == len(PEOPLE)

        # It takes a while to prepare all of these.
        asked = await ask(world, (3000, 2000), *(f"another {name}" for name in PEOPLE))
        for interaction in asked:
            await interaction.response()
        assert await bot.stop() == 0
    waiting = [i.original for i in asked if i.original is not None and not i.original.is_deleted]
    assert waiting, "the bot was faster than the signal"
    assert all("I'm restarting" in message.content for message in waiting)
    assert "Traceback" not in bot.log
