"""Videos that end with a picture of their own: by the command, by Animate and by a mention, and where that can't be."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import aiohttp
import discord
import pytest
from PIL import Image
from simcord.results import InteractionResult

from bot.domain.jobs import Job
from bot.domain.requests import LastFrame, Mode
from bot.media.picture_files import name_picture
from bot.presentation.jobs import actions
from bot.presentation.pictures.message_pictures import FoundPicture
from sandbox.account import Submission
from tests.cogs.test_improve import answer_of
from tests.support.admin import said
from tests.support.bot_harness import BotHarness, text_of
from tests.support.buttons import others, post_finished
from tests.support.forging import press
from tests.support.picture_harness import (
    PNG,
    assert_nothing_ordered,
    open_picture_stage,
    posted_card,
    result_of,
    said_privately,
    wait_accepted,
)
from tests.support.pictures import Corners, draw_corners, encode

#: Another picture, of another shape.
LAST: Corners = ((10, 10, 120), (20, 110, 20), (130, 30, 30), (5, 5, 5))
LAST_PNG = encode(draw_corners((300, 500), LAST), "PNG")
#: A job that ends with another picture than it begins with.
FROM_ONE_TO_ANOTHER: dict[str, Any] = {
    "model": "veo-3.1-fast",
    "mode": Mode.IMAGE,
    "last_frame": LastFrame.PICTURE,
    "duration_s": 4,
}


async def order(harness: BotHarness, **options: Any) -> InteractionResult:
    files = {"image": ("a.png", PNG), "last_image": ("b.png", LAST_PNG)}
    values: dict[str, Any] = {"model": "veo-3.1-fast", "prompt": "it turns"} | files | options
    return await harness.alice.slash(harness.channel, "veo-image", **values)


async def fetch(url: object) -> Image.Image:
    async with aiohttp.ClientSession() as session, session.get(str(url)) as response:
        return Image.open(io.BytesIO(await response.read())).convert("RGB")


def shown_in(message: discord.Message) -> list[str]:
    """The names of the pictures that a message shows."""
    found, parts = [], list(message.components)
    while parts:
        part: Any = parts.pop(0)
        parts += [*getattr(part, "children", ()), *filter(None, [getattr(part, "accessory", None)])]
        media = [item.media for item in getattr(part, "items", ())] + [getattr(part, "media", None)]
        found += [one.url.rpartition("/")[2].partition("?")[0] for one in media if one is not None]
    return [name for name in found if not name.endswith(".mp4")]


def names_of(job: Job) -> list[str]:
    return [name_picture(path) for path in job.shown_image_paths]


def pair_of(accepted: Submission) -> tuple[object, object]:
    return accepted.inputs["image"], accepted.inputs["last_frame"]


async def is_last(url: object) -> bool:
    """Whether the picture at an address is the last one, whose top left corner is blue."""
    picture = await fetch(url)
    # It was padded, so its middle has all of it.
    red, _, blue = picture.getpixel((picture.width // 2 - 60, 60)) or (0, 0, 0)  # type: ignore[misc]
    return bool(blue > red + 40)


async def test_it_begins_with_one_picture_and_ends_with_the_other(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as harness:
        await order(harness, model="ray-flash-2-720p")
        [by_ray] = await wait_accepted(harness)
        [second] = await harness.jobs()
        assert by_ray.inputs["start_image_url"] == second.image_url
        assert by_ray.inputs["end_image_url"] == second.last_image_url
        assert "loop" not in by_ray.inputs
        await order(harness, last_image=("SPOILER_b.png", LAST_PNG))
        _, accepted = await wait_accepted(harness, 2)
        _, first = await harness.wait_closed()
        assert pair_of(accepted) == (first.image_url, first.last_image_url)
        begin, end = [await fetch(url) for url in pair_of(accepted)]
        assert begin.size == end.size == (1280, 720), "the first one decides about the shape"
        assert harness.stand_in.count(call="upload") == 4
        assert names_of(first)[1].endswith("-last-padded.jpg") or names_of(first)[1].endswith("-last-padded.png")
        card = posted_card(harness, first)
        assert [one["filename"] for one in card["attachments"]] == names_of(first)
        assert "blurred bars" in str(card), "what was done to the last picture is said, too"
        assert str(card["components"]).count("'spoiler': True") == 2, "one spoiler covers both"
        result = result_of(harness, first)
        assert shown_in(result) == names_of(first)
        [video] = [one.filename for one in result.attachments if one.filename.endswith(".mp4")]
        assert video.startswith("SPOILER_")
        assert "ends with your picture" in text_of(result)
        assert "It ends with this picture." in text_of(result)


async def test_again_edit_and_variations_keep_it_unless_there_are_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def find_none(_interaction: discord.Interaction, _job: Job) -> Sequence[FoundPicture]:
        return []  # its messages are deleted; only Segmind still has both

    async with open_picture_stage(tmp_path) as harness:
        done = await post_finished(harness, frame=PNG, last_frame_picture=LAST_PNG, **FROM_ONE_TO_ANOTHER)
        await harness.alice.click(done.result, label="Again")
        form = await harness.alice.click(done.result, label="Edit")
        await harness.alice.submit_modal(form, {"prompt": "it jumps", "count": "2"})
        repeated = await others(harness, done.job)
        assert [job.request.last_frame for job in repeated] == [LastFrame.PICTURE] * 3
        await harness.wait_closed()
        assert all(begin != end for begin, end in map(pair_of, harness.stand_in.accepted))
        begin, end = pair_of(harness.stand_in.accepted[0])
        assert not await is_last(begin)
        assert await is_last(end)
        group = [job for job in await harness.jobs() if job.group_id is not None]
        [shared] = {job.result_message_id for job in group}
        [message] = [one for one in harness.channel.history() if one.id == shared]
        assert shown_in(message) == names_of(group[0])

        files = [("c.png", LAST_PNG), ("d.png", PNG)]
        for fields in ({"prompt": "x", "picture": files[:1]}, {"prompt": "y", "picture": files}):
            form = await harness.alice.click(done.result, label="Edit")
            await harness.alice.submit_modal(form, fields)
        accepted = {one.prompt: one for one in await wait_accepted(harness, 5)}
        assert await is_last(accepted["x"].inputs["image"])
        assert await is_last(accepted["x"].inputs["last_frame"]), "the last picture stays"
        assert await is_last(accepted["y"].inputs["image"])
        assert not await is_last(accepted["y"].inputs["last_frame"])

        form = await harness.alice.click(done.result, label="Edit")
        monkeypatch.setattr(actions, "_find_pictures", find_none)
        refused = await harness.alice.submit_modal(form, {"prompt": "x", "picture": files[:1]})
        assert "I no longer have the picture" in said(refused), "another first picture is never ignored"
        assert len(await others(harness, done.job)) == 5


async def test_a_model_that_cannot_is_named_and_others_are_offered(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as harness:
        refused = await order(harness, model="veo-2")
        assert "Veo 2 can't end a video with a picture" in said(refused)
        assert await harness.jobs() == []
        assert refused.response is not None
        rows = [row for row in refused.response.message.components if isinstance(row, discord.ActionRow)]
        labels = [button.label for row in rows for button in row.children if isinstance(button, discord.Button)]
        assert str(labels[0]).startswith("Veo 3.1 · 4 s · about $")
        await harness.alice.click(refused.response, label=str(labels[0]))
        [accepted] = await wait_accepted(harness)
        assert accepted.slug == "veo-3.1"
        assert accepted.inputs["last_frame"] != accepted.inputs["image"]


async def test_what_is_wrong_is_said_privately_and_nothing_is_paid(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        both = await order(harness, loop=True)
        assert "A loop ends with its first picture" in said_privately(both)
        bad = await order(harness, last_image=("b.png", b"this is no picture"))
        assert "Last picture: I don't recognise that file as a picture" in said(bad)
        await assert_nothing_ordered(harness, tmp_path)


async def test_a_picture_hidden_elsewhere_stays_hidden(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        other = harness.guild.create_text_channel("other")
        message = await harness.alice.send(other, attachments=[("a.png", PNG), ("SPOILER_b.png", LAST_PNG)])
        forwarded = await harness.alice.forward(message, harness.channel)
        refused = await animate(harness, forwarded, "1-2")
        assert "behind a spoiler in another channel" in said(refused)
        assert await harness.jobs() == []


async def animate(harness: BotHarness, message: discord.Message, pick: str, **fields: Any) -> InteractionResult:
    """Choose from the list of Animate, and hand in the form."""
    shown = await harness.alice.context_menu(harness.channel, "Animate", message)
    assert shown.response is not None
    form = await harness.alice.select(shown.response, [pick])
    return await harness.alice.submit_modal(form, {"motion": "it turns"} | fields)


async def send_two(harness: BotHarness, content: str = "") -> discord.Message:
    files: Sequence[tuple[str, bytes]] = [("a.png", PNG), ("b.png", LAST_PNG)]
    return await harness.alice.send(harness.channel, content, attachments=list(files))


async def test_animate_lets_people_choose_the_first_and_the_last(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as harness:
        message = await send_two(harness)
        shown = await harness.alice.context_menu(harness.channel, "Animate", message)
        assert shown.response is not None
        form = await harness.alice.select(shown.response, ["2-1"])
        assert "Veo 2" not in str(form.modal), "only models that can"
        assert "Loop" not in str(form.modal)
        await harness.alice.submit_modal(form, {"motion": "it turns"})
        suggested = await animate(harness, message, "1-2", options=["improve"])
        [accepted] = await wait_accepted(harness)
        assert accepted.slug == "veo-3.1"
        assert await is_last(accepted.inputs["image"])
        await harness.alice.click(await answer_of(suggested), label="Use it")
        _, improved = await wait_accepted(harness, 2)
        assert await is_last(improved.inputs["last_frame"])


async def test_a_mention_with_two_pictures_offers_both_orders(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, default_model="veo-3.1-lite") as harness:
        message = await send_two(harness, f"<@{harness.env.backend.bot_user.id}> it turns")
        [question] = [one for one in harness.channel.history() if one.author.bot]
        pick_id = f"veo:pick:{message.id}:{harness.alice.id}"
        for forged in ("1-1", "3", "1-3", "2-1-2", "0", "1-", "x"):
            await press(harness, pick_id, question, values=[forged], component_type=3)
        assert await harness.jobs() == []
        await harness.alice.select(question, ["1-2"])
        [accepted] = await wait_accepted(harness)
        assert accepted.prompt == "it turns"
        assert await is_last(accepted.inputs["last_frame"])
        [job] = await harness.jobs()
        assert question.id not in {one.id for one in harness.channel.history()}, "the question goes"
        assert not job.is_private
