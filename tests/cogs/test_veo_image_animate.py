"""The message command "Animate", as a person in Discord would use it."""

import io
from pathlib import Path
from typing import Any

import discord
from PIL import Image
from simcord.results import InteractionResult

from sandbox.segmind import StandInOptions
from tests.support.bot_harness import BotHarness, text_of
from tests.support.buttons import others
from tests.support.picture_harness import (
    PNG,
    assert_nothing_ordered,
    assert_notifies_nobody,
    card_of,
    fetch_image,
    frame_of,
    open_picture_stage,
    posted_card,
    said_privately,
    wait_accepted,
)
from tests.support.pictures import CORNERS, Corners, draw_corners, encode, read_corners

OTHER: Corners = ((10, 10, 120), (20, 110, 20), (130, 30, 30), (5, 5, 5))
OTHER_PNG = encode(draw_corners((300, 500), OTHER), "PNG")


async def open_form(harness: BotHarness, message: discord.Message) -> InteractionResult:
    shown = await harness.alice.context_menu(harness.channel, "Animate", message)
    assert shown.modal is not None, shown.response and text_of(shown.response)
    return shown


def preview(name: str, data: bytes, harness: BotHarness, **more: Any) -> dict[str, Any]:
    """A link's preview as Discord makes it: its own copy has another address than what the person typed."""
    stored = harness.env.backend.cdn.store_attachment(7, 7, name, data, None)
    media = {"url": f"https://example.org/{name}", "proxy_url": stored["url"], "width": 320, "height": 180}
    return {"type": "image", "url": f"https://example.org/{name}", "thumbnail": media, **more}


async def post(harness: BotHarness, **fields: Any) -> discord.Message:
    """A message with parts that a person's client cannot send by itself."""
    stored = harness.env.backend.create_message(harness.channel.id, harness.alice.id, **fields)
    await harness.env.settle()
    [message] = [m for m in harness.channel.history() if m.id == stored.id]
    return message


async def test_the_form_makes_the_video(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as harness:
        message = await harness.alice.send(harness.channel, "my cat", attachments=[("cat.png", PNG)])
        shown = await open_form(harness, message)
        assert shown.modal is not None
        assert shown.modal["title"] == "Animate this picture"
        answer = await harness.alice.submit_modal(shown, {"motion": "it yawns", "duration": ["8"], "shape": ["9:16"]})
        assert answer.response is None
        [accepted] = await wait_accepted(harness)
        [job] = await harness.jobs()
        assert accepted.inputs["prompt"] == "it yawns"
        assert (accepted.inputs["duration"], accepted.inputs["aspect_ratio"]) == (8, "9:16")
        with Image.open(io.BytesIO(await fetch_image(accepted))) as image:
            assert image.size == (720, 1280)
        assert str(message.id) in str(posted_card(harness, job)), "the card replies to the picture"
        assert_notifies_nobody(harness, job)


async def test_of_several_pictures_one_is_picked_privately(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path) as harness:
        files = [("one.png", PNG), ("notes.pdf", b"%PDF-1.7"), ("two.png", OTHER_PNG)]
        message = await harness.alice.send(harness.channel, attachments=files)
        asked = await harness.alice.context_menu(harness.channel, "Animate", message)
        assert asked.response is not None
        assert asked.response.ephemeral
        [gallery, row] = asked.response.message.components[1:]
        assert isinstance(gallery, discord.MediaGalleryComponent)
        assert len(gallery.items) == 2
        assert isinstance(row, discord.ActionRow)
        [select] = row.children
        assert isinstance(select, discord.SelectMenu)
        assert [option.label for option in select.options] == [
            "1 · one.png",
            "2 · two.png",
            "From picture 1 to picture 2",
            "From picture 2 to picture 1",
        ]
        shown = await harness.alice.select(asked.response, ["2"])
        await harness.alice.submit_modal(shown, {})
        [accepted] = await wait_accepted(harness)
        sent = read_corners(await fetch_image(accepted))
        assert max(abs(a - b) for a, b in zip(sum(sent, ()), sum(OTHER, ()), strict=True)) <= 3
        # The untouched form left everything to the bot.
        assert accepted.inputs.keys() == {"image", "duration", "aspect_ratio", "seed"}
        assert (accepted.inputs["duration"], accepted.inputs["aspect_ratio"]) == (5, "9:16")


async def test_the_pictures_of_links_forwarded_messages_replies_and_the_bots_own_cards_are_found(
    tmp_path: Path,
) -> None:
    # No video is ready before the form of its card is open.
    async with open_picture_stage(tmp_path, options=StandInOptions(latency_s=600)) as harness:
        link = await post(harness, content="https://example.org/sea.png", embeds=[preview("sea.png", PNG, harness)])
        original = await harness.alice.send(harness.channel, attachments=[("cat.png", PNG)])
        forwarded = await harness.alice.forward(original, harness.channel)
        reply = await harness.alice.send(harness.channel, "look", reply_to=original)
        await harness.alice.slash(harness.channel, "veo-image", image=("a.png", PNG))
        [job] = await harness.jobs()
        messages = [link, forwarded, reply, card_of(harness, job)]
        for number, message in enumerate(messages):
            await harness.alice.submit_modal(await open_form(harness, message), {"motion": f"form {number}"})
        await wait_accepted(harness, 1 + len(messages))
        for accepted in harness.stand_in.accepted:
            assert accepted.inputs["image"].startswith(harness.stand_in.url), "a link's is Discord's own copy"
            sent = read_corners(await fetch_image(accepted))
            assert max(abs(a - b) for a, b in zip(sum(sent, ()), sum(CORNERS, ()), strict=True)) <= 3


async def test_a_form_that_is_sent_twice_orders_once(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        message = await harness.alice.send(harness.channel, attachments=[("cat.png", PNG)])
        shown = await open_form(harness, message)
        backend = harness.env.backend
        dispatched: list[Any] = []
        emit = backend.emit

        def emit_twice(event: str, payload: Any) -> None:
            emit(event, payload)
            if event == "INTERACTION_CREATE" and not dispatched:
                # The same form again, from a client that saw no answer yet.
                dispatched.append(payload)
                record = backend.interactions[int(payload["id"])]
                second = type(record)(**{**vars(record), "id": record.id + 1, "token": record.token + "2"})
                backend.interactions[second.id] = second
                backend.interaction_tokens[second.token] = second.id
                emit(event, {**payload, "id": str(second.id), "token": second.token})

        backend.emit = emit_twice  # type: ignore[method-assign]  # a client's second press
        await harness.alice.submit_modal(shown, {"motion": "it yawns"})
        assert dispatched
        assert len(await harness.jobs()) == 1
        texts = [text_of(m) for m in backend.messages[harness.channel.id].values()]
        assert any("I have your request" in text for text in texts)


async def test_a_form_can_be_sent_again_after_a_refusal(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        message = await harness.alice.send(harness.channel, attachments=[("cat.png", PNG)])
        shown = await open_form(harness, message)
        url = message.attachments[0].url
        kept = harness.env.backend.cdn._blobs.pop(url)
        refused = await harness.alice.submit_modal(shown, {})
        assert "no longer has this picture" in said_privately(refused)
        harness.env.backend.cdn._blobs[url] = kept
        shown._interaction.modal_consumed = False
        await harness.alice.submit_modal(shown, {})
        assert len(await harness.jobs()) == 1


async def test_a_message_without_a_picture_or_deleted_meanwhile_is_refused_privately(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        message = await harness.alice.send(harness.channel, "only words")
        answer = await harness.alice.context_menu(harness.channel, "Animate", message)
        assert "I don't see a picture in this message" in said_privately(answer)
        message = await harness.alice.send(harness.channel, attachments=[("cat.png", PNG)])
        shown = await open_form(harness, message)
        await harness.alice.delete(message)
        answer = await harness.alice.submit_modal(shown, {})
        assert "was deleted, so no video was started" in said_privately(answer)
        await assert_nothing_ordered(harness, tmp_path)


async def test_missing_permissions_are_said_before_any_form_is_filled_in(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        denied = discord.PermissionOverwrite(attach_files=False)
        bare = harness.guild.create_text_channel("bare", overwrites={harness.guild.default_role: denied})
        message = await harness.alice.send(bare, attachments=[("cat.png", PNG)])
        answer = await harness.alice.context_menu(bare, "Animate", message)
        assert "Attach Files" in said_privately(answer)


async def hide_for_adults(harness: BotHarness, name: str, *, is_restricted: bool = True) -> Any:
    """Another channel, which simcord cannot make age-restricted."""
    handle = harness.guild.create_text_channel(name)
    await harness.env.settle()
    channel = harness.app.bot.get_channel(handle.id)
    assert isinstance(channel, discord.TextChannel)
    channel.nsfw = is_restricted
    return handle


async def test_what_was_hidden_elsewhere_is_not_shown_here(tmp_path: Path) -> None:
    hidden = [("cat.png", True, "from an age-restricted channel"), ("SPOILER_cat.png", False, "behind a spoiler in")]
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        for name, is_restricted, words in hidden:
            elsewhere = await hide_for_adults(harness, "elsewhere", is_restricted=is_restricted)
            original = await harness.alice.send(elsewhere, attachments=[(name, PNG)])
            forwarded = await harness.alice.forward(original, harness.channel)
            known = await harness.jobs()
            answer = await harness.alice.submit_modal(await open_form(harness, forwarded), {})
            assert words in said_privately(answer)
            assert await harness.jobs() == known
            # Where it was posted, it is all right.
            shown = await harness.alice.context_menu(elsewhere, "Animate", original)
            await harness.alice.submit_modal(shown, {})
            [job] = await others(harness, *known)
            assert job.channel_id == elsewhere.id
            [card] = [m for m in elsewhere.history() if m.id == job.card_message_id]
            assert frame_of(card).spoiler is name.startswith("SPOILER_")


async def test_many_forms_of_one_picture_make_one_job_each(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        message = await harness.alice.send(harness.channel, attachments=[("cat.png", PNG)])
        for _ in range(3):
            await harness.alice.submit_modal(await open_form(harness, message), {})
        assert len(await harness.jobs()) == 3
