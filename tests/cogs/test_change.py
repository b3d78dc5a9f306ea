"""Edit on a card that still waits changes the video itself, as its owner sees it."""

from pathlib import Path
from typing import Any

from bot.domain.jobs import Job, JobState
from bot.storage.money.ledger_audit import check
from tests.support.admin import said
from tests.support.bot_harness import BotHarness, open_bot_harness, text_of
from tests.support.buttons import add_member, others, pressed_twice, read, restart
from tests.support.forging import hand_in, press
from tests.support.money import S, lead
from tests.support.picture_harness import PNG, open_picture_stage

FORM: dict[str, Any] = {"prompt": "a dog", "frame": ["8 9:16"], "style": ["noir"]}


async def order(harness: BotHarness, **options: Any) -> tuple[Job, Any]:
    """A video of Alice's that waits, and its card."""
    await harness.alice.slash(harness.channel, "veo", **{"prompt": "a cat", "duration": 5} | options)
    job = (await harness.jobs())[-1]
    [card] = [one for one in harness.channel.history() if one.id == job.card_message_id]
    return job, card


async def test_it_stays_the_same_video_in_the_same_place_with_what_it_takes_now(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, undo_window_s=30.0, user_seconds_per_day=20) as harness:
        job, card = await order(harness)
        form = await harness.alice.click(card, label="Edit")
        assert form.modal is not None
        assert form.modal["title"] == "Change this request"
        held = await read(harness, job)
        assert (held.not_before_at - job.created_at).total_seconds() > 100, "it waits for the form"
        await restart(harness)
        await harness.alice.submit_modal(form, FORM)
        [changed] = await harness.jobs()
        assert (changed.id, changed.created_at, changed.state) == (job.id, job.created_at, JobState.QUEUED)
        assert (changed.request.duration_s, changed.own_prompt, changed.style) == (8, "a dog", "noir")
        assert changed.not_before_at < held.not_before_at
        assert changed.estimate_micros > job.estimate_micros
        [card] = [one for one in harness.channel.history() if one.id == job.card_message_id]
        assert "a dog" in text_of(card)
        assert "you have 12 s left today" in text_of(card)
        assert await check(harness.app.database) == []


async def test_only_the_new_form_is_ever_submitted(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, undo_window_s=1.0) as harness:
        job, card = await order(harness)
        form = await harness.alice.click(card, label="Edit")
        await harness.alice.submit_modal(form, {"prompt": "a dog"})
        [done] = await harness.wait_done()
        assert (done.id, done.state) == (job.id, JobState.DELIVERED)
        assert [one.inputs["prompt"] for one in harness.stand_in.accepted] == ["a dog"]
        assert await check(harness.app.database) == []


async def test_somebody_else_makes_a_video_of_their_own_and_cannot_change_this_one(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, undo_window_s=30.0) as harness:
        job, card = await order(harness)
        bob = add_member(harness, "bob")
        refused = await hand_in(harness, f"veo:change-form:{job.id}", FORM, card, bob)
        assert "Only the person who requested this video can change it" in said(refused)
        assert await harness.jobs() == [job]
        form = await bob.click(card, label="Edit")
        await bob.submit_modal(form, {"prompt": "a dog"})
        [own] = await others(harness, job)
        assert own.user_id == bob.id
        assert await read(harness, job) == job


async def test_a_form_handed_in_twice_changes_once(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, undo_window_s=30.0) as harness:
        job, card = await order(harness)
        form = await harness.alice.click(card, label="Edit")
        with pressed_twice(harness):
            await harness.alice.submit_modal(form, FORM)
        [changed] = await harness.jobs()
        assert changed.revision == job.revision + 2, "once held, once changed"


async def test_what_a_limit_refuses_leaves_it_as_it_was_and_the_offer_changes_it(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, undo_window_s=30.0, user_seconds_per_day=6) as harness:
        job, card = await order(harness)
        form = await harness.alice.click(card, label="Edit")
        held = await read(harness, job)
        refused = await harness.alice.submit_modal(form, FORM)
        assert await harness.jobs() == [held]
        assert await check(harness.app.database) == []
        assert refused.response is not None
        await harness.alice.click(refused.response, label="Make it 6 s instead")
        [changed] = await harness.jobs()
        assert (changed.id, changed.request.duration_s, changed.own_prompt) == (job.id, 6, "a dog")


async def test_what_does_not_wait_any_more_is_not_changed(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, undo_window_s=30.0) as harness:
        for state, words in ((S.SUBMITTING, "already been submitted"), (S.CANCELLED, "waiting")):
            job, card = await order(harness)
            form = await harness.alice.click(card, label="Edit")
            moved = await lead(harness.app.database, harness.app.supervisor._clock, await read(harness, job), state)
            refused = await harness.alice.submit_modal(form, FORM)
            assert words in said(refused)
            assert (await harness.jobs())[-1] == moved
        assert len(await harness.jobs()) == 2


async def test_a_cancelled_one_is_edited_into_a_new_one(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, undo_window_s=30.0) as harness:
        job, card = await order(harness)
        cancelled = await harness.alice.click(card, label="Cancel")
        form = await press(harness, f"veo:edit:{job.id}", cancelled.response or card)
        await harness.alice.submit_modal(form, {"prompt": "a dog"})
        [new] = await others(harness, job)
        assert (new.state, new.request.prompt) == (JobState.QUEUED, "a dog")


async def test_a_picture_keeps_its_shape_while_it_waits(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False, undo_window_s=30.0) as harness:
        await harness.alice.slash(harness.channel, "veo-image", image=("a.png", PNG), prompt="waves")
        [job] = await harness.jobs()
        [card] = [one for one in harness.channel.history() if one.id == job.card_message_id]
        form = await harness.alice.click(card, label="Edit")
        refused = await harness.alice.submit_modal(form, {"prompt": "wind", "frame": ["5 9:16"]})
        assert "picture has already been prepared" in said(refused)
        form = await harness.alice.click(card, label="Edit")
        await harness.alice.submit_modal(form, {"prompt": "wind", "frame": ["6 16:9"]})
        [changed] = await harness.jobs()
        assert (changed.request.prompt, changed.request.duration_s) == ("wind", 6)
        assert changed.image_path == job.image_path
