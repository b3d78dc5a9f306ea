"""Models that go out of service, as people see it: what they are told and offered, and what their buttons do."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.domain.jobs import FailureReason, JobState
from bot.domain.requests import Mode, ModelOffer
from bot.sentences import say
from bot.storage.jobs import model_states
from tests.support.admin import said
from tests.support.bot_harness import BotHarness, open_bot_harness, text_of
from tests.support.buttons import add_member, others, post_finished, pressed_twice, restart
from tests.support.forging import press
from tests.support.picture_harness import PNG, open_picture_stage
from tests.support.skipped_waits import read_time

LABEL = "Veo 3.1 · 4 s · about $0.80"
OFFER = ModelOffer(model="veo-3.1", name="Veo 3.1", duration_s=4, price_micros=800_000)
#: A job whose model went out of service while it waited.
GONE: dict[str, Any] = {"state": JobState.FAILED, "failure": FailureReason.MODEL_GONE, "offer": OFFER}
TOLD = say("en-US", "model-off", model="Veo 2", other="Veo 3.1")
INSTEAD = say("en-US", "card-instead", model="Veo 2")


async def take_out(harness: BotHarness, *slugs: str, is_known: bool = True) -> None:
    """Take models out of service; if that isn't known, this process doesn't know it yet."""
    now = read_time()
    async with harness.app.database.write() as connection:
        for slug in slugs:
            await model_states.take_out(connection, slug, at=now, look_at=now + timedelta(days=1))
    if is_known:
        await harness.app.models_in_service.refresh()


def labels(message: discord.Message) -> list[str]:
    """The labels of a message's buttons."""
    parts: list[Any] = list(message.components)
    found = []
    while parts:
        part = parts.pop(0)
        parts += getattr(part, "children", [])
        found += [part.label] if getattr(part, "label", None) else []
    return found


async def test_a_request_whose_model_is_retired_is_refunded_and_offered_the_next(tmp_path: Path) -> None:
    """From the command to the video of the model that comes after it."""
    async with open_bot_harness(tmp_path) as harness:
        harness.stand_in.models.retire("veo-2")
        await harness.alice.slash(harness.channel, "veo", prompt="a red panda", duration=5)
        [failed] = await harness.wait_done()
        told = await harness.wait_text("isn't available any more")
        told = await harness.wait_text(f"Reference {failed.id}")
        assert failed.failure is FailureReason.MODEL_GONE
        text = text_of(told)
        assert f"<@{harness.alice.id}>" in text
        assert "Veo 2 isn't available any more. Model veo-2 is no longer available." in text
        assert say("en-US", "failure-offer", model="Veo 3.1") in text
        assert say("en-US", "failure-given-back", seconds=5) in text
        assert labels(told) == [LABEL, "Edit"]
        pressed = await harness.alice.click(told, custom_id=f"veo:next:{failed.id}")
        assert pressed.response is not None
        assert not pressed.ephemeral
        made = (await harness.wait_done(2))[-1]
        assert (made.state, made.request.model, made.request.prompt) == (JobState.DELIVERED, "veo-3.1", "a red panda")
        assert [one.slug for one in harness.stand_in.accepted] == ["veo-3.1"]
        # From now on the next model is the one for requests that name none.
        shown = await harness.alice.slash(harness.channel, "veo", prompt="another")
        newest = (await harness.jobs())[-1]
        assert (newest.request.model, newest.instead_of) == ("veo-3.1", "Veo 2")
        assert shown.response is not None
        assert INSTEAD in text_of(shown.response)


async def test_only_its_person_can_take_an_offer_and_only_once(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        gone = await post_finished(harness, prompt="a red panda", **GONE)
        bob = add_member(harness, "bob", administrator=True)
        assert labels(gone.result) == [LABEL, "Edit"]
        button = f"veo:next:{gone.job.id}"
        refused = await bob.click(gone.result, custom_id=button)
        assert said(refused) == say("en-US", "offer-not-yours")
        assert await others(harness, gone.job) == []
        with pressed_twice(harness) as double:
            first = await harness.alice.click(gone.result, custom_id=button)
        [made] = await others(harness, gone.job)
        assert "Already on it" in said(sorted([first, double.second], key=lambda one: one.ephemeral)[1])
        assert (made.request.model, made.request.duration_s, made.request.has_sound) == ("veo-3.1", 4, False)
        assert (made.user_id, made.request.prompt, made.estimate_micros) == (harness.alice.id, "a red panda", 800_000)
        await restart(harness)
        again = await harness.alice.click(gone.result, custom_id=button)
        assert said(again) == say("en-US", "offer-taken")
        done = await post_finished(harness)
        never_there = await press(harness, f"veo:next:{done.job.id}", done.result)
        assert said(never_there) == say("en-US", "job-unknown")
        assert await others(harness, gone.job, done.job) == [made]


async def test_an_offer_works_after_a_restart_and_again_after_its_video_was_cancelled(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        gone = await post_finished(harness, **GONE)
        await restart(harness)
        button = f"veo:next:{gone.job.id}"
        await harness.alice.click(gone.result, custom_id=button)
        [first] = await others(harness, gone.job)
        await harness.context.job_actions._job_service.cancel(first, why="cancelled by alice")
        await restart(harness)
        await harness.alice.click(gone.result, custom_id=button)
        _, second = await others(harness, gone.job)
        assert second.state is JobState.QUEUED
        await restart(harness)
        taken = await harness.alice.click(gone.result, custom_id=button)
        assert said(taken) == say("en-US", "offer-taken")
        assert len(await others(harness, gone.job)) == 2


async def test_an_offer_that_is_out_of_service_by_now_leads_to_the_next(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        gone = await post_finished(harness, **GONE)
        await take_out(harness, "veo-3.1")
        answer = await harness.alice.click(gone.result, custom_id=f"veo:next:{gone.job.id}")
        assert answer.ephemeral
        assert say("en-US", "model-off", model="Veo 3.1", other="Veo 3.1 Fast") in said(answer)
        assert answer.response is not None
        await harness.alice.click(answer.response, label="Veo 3.1 Fast · 4 s · about $0.40")
        [made] = await others(harness, gone.job)
        assert made.request.model == "veo-3.1-fast"
        taken = await harness.alice.click(gone.result, custom_id=f"veo:next:{gone.job.id}")
        assert said(taken) == say("en-US", "offer-taken")


# -- new requests -------------------------------------------------------------------------------


async def test_new_requests_go_on_with_the_next_model_and_say_so(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        await take_out(harness, "veo-2", "veo-3.1")
        shown = await harness.alice.slash(harness.channel, "veo", prompt="a red panda")
        [job] = await harness.jobs()
        assert (job.request.model, job.instead_of) == ("veo-3.1-fast", "Veo 2")
        assert shown.response is not None
        assert INSTEAD in text_of(shown.response)
        named = await harness.alice.slash(harness.channel, "veo", prompt="x", model="veo-3.1-lite")
        assert named.response is not None
        assert INSTEAD not in text_of(named.response)


async def test_if_no_model_is_left_people_are_told(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, models=["veo-2", "veo-3.1"]) as harness:
        await take_out(harness, "veo-2", "veo-3.1")
        told = await harness.alice.slash(harness.channel, "veo", prompt="a red panda")
        assert said(told) == say("en-US", "model-none")
        assert await harness.jobs() == []


@pytest.mark.parametrize("is_known", [True, False])
async def test_a_model_that_went_out_between_choosing_and_sending_is_told_with_the_next(
    tmp_path: Path, is_known: bool
) -> None:
    """Also if it went out in another process a moment ago, which only the database knows."""
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        await take_out(harness, "veo-2", is_known=is_known)
        told = await harness.alice.slash(harness.channel, "veo", prompt="a red panda", model="veo-2", duration=5)
        assert told.ephemeral
        assert TOLD in said(told)
        assert await harness.jobs() == []
        assert told.response is not None
        await harness.alice.click(told.response, label=LABEL)
        [job] = await harness.jobs()
        assert (job.request.model, job.request.prompt, job.request.duration_s) == ("veo-3.1", "a red panda", 4)


async def test_the_same_with_a_picture(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, is_working=False) as harness:
        await take_out(harness, "veo-2-image2video", is_known=False)
        options = {"model": "veo-2", "prompt": "waves", "duration": 6}
        told = await harness.alice.slash(harness.channel, "veo-image", image=("a.png", PNG), **options)
        assert await harness.jobs() == []
        [private] = [one for one in (told.response, *told.followups) if one is not None and "Veo 3.1" in text_of(one)]
        assert private.ephemeral
        await harness.alice.click(private, label="Veo 3.1 · 6 s · about $1.20")
        [job] = await harness.jobs()
        assert (job.request.model, job.request.mode, job.request.prompt) == ("veo-3.1", Mode.IMAGE, "waves")
        assert job.image_path is not None
        # By now it's known, and a request that names no model goes on with the next one, which says so.
        await harness.app.models_in_service.refresh()
        await harness.alice.slash(harness.channel, "veo-image", image=("a.png", PNG), prompt="clouds")
        [job] = await others(harness, job)
        assert (job.request.model, job.request.mode, job.instead_of) == ("veo-3.1", Mode.IMAGE, "Veo 2")
        assert INSTEAD in text_of(await harness.wait_text("clouds"))


async def test_a_video_of_a_model_that_was_turned_off_can_be_made_again_by_the_next(tmp_path: Path) -> None:
    """The operator restarted the bot without it, below buttons that are still there."""
    settings: dict[str, Any] = {"models": ["veo-3.1-lite", "veo-3.1"], "default_model": "veo-3.1-lite"}
    async with open_bot_harness(tmp_path, is_working=False, **settings) as harness:
        done = await post_finished(harness, prompt="a red panda", duration_s=8)
        told = await harness.alice.click(done.result, custom_id=f"veo:again:{done.job.id}")
        assert TOLD in said(told)
        assert told.response is not None
        await harness.alice.click(told.response, label="Veo 3.1 · 8 s · about $1.60")
        [job] = await others(harness, done.job)
        assert (job.request.model, job.request.prompt) == ("veo-3.1", "a red panda")
        unknown = await post_finished(harness, model="in-no-catalogue")
        told = await harness.alice.click(unknown.result, custom_id=f"veo:again:{unknown.job.id}")
        assert said(told) == say("en-US", "model-off", model="in-no-catalogue", other="Veo 3.1 Lite")
