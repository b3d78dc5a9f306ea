"""The buttons below a result, and the form behind "Edit", as people use them."""

from pathlib import Path
from typing import Any

import discord

from bot.domain.jobs import FailureReason, Job, JobState
from bot.domain.requests import AspectRatio
from bot.presentation.cards.ending import list_ending_buttons
from tests.cogs.test_buttons_cancel import buttons_of
from tests.support.admin import said
from tests.support.bot_harness import open_bot_harness, text_of
from tests.support.buttons import add_member, others, post_finished, pressed_twice, read, restart
from tests.support.models import TEXT_MODEL

VERBS = ("cancel", "again", "edit", "delete")
FORM: dict[str, Any] = {"prompt": "a blue panda", "frame": "8 9:16", "seed": "7"}


def same_as(job: Job) -> dict[str, str]:
    """A form handed in as it was shown."""
    return {"prompt": job.request.prompt, "frame": "5 16:9", "seed": str(job.request.seed)}


async def test_again_orders_the_same_with_a_new_seed_for_whoever_presses_it(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness, duration_s=6, aspect_ratio=AspectRatio.PORTRAIT)
        bob = add_member(harness, "bob")
        answer = await bob.click(done.result, custom_id=f"veo:again:{done.job.id}")
        [job] = await others(harness, done.job)
        assert (job.user_id, job.state, job.channel_id) == (bob.id, JobState.QUEUED, harness.channel.id)
        assert job.request.seed != done.job.request.seed
        assert (job.request.prompt, job.request.duration_s, job.request.aspect_ratio) == (
            done.job.request.prompt,
            6,
            AspectRatio.PORTRAIT,
        )
        assert answer.response is not None
        assert not answer.ephemeral
        assert answer.response.id == job.card_message_id, "a card of their own"
        assert f"seed {job.request.seed}" in text_of(answer.response)


async def test_a_double_click_orders_once_and_two_people_do_not_disturb_each_other(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness)
        again = f"veo:again:{done.job.id}"
        bob = add_member(harness, "bob")
        with pressed_twice(harness) as double:
            first = await harness.alice.click(done.result, custom_id=again)
        assert len(await others(harness, done.job)) == 1
        answers = sorted([first, double.second], key=lambda result: result.ephemeral)
        assert "Already on it" in said(answers[1])
        assert "Already on it" in said(await harness.alice.click(done.result, custom_id=again)), "a moment later, too"
        done = await post_finished(harness)
        with pressed_twice(harness, by=bob):
            await harness.alice.click(done.result, custom_id=f"veo:again:{done.job.id}")
        assert {job.user_id for job in (await others(harness, done.job))[-2:]} == {harness.alice.id, bob.id}


async def test_a_limit_refuses_again_privately_offers_a_shorter_one_and_may_be_tried_anew(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, models="veo-2", user_seconds_per_day=6) as harness:
        done = await post_finished(harness, duration_s=8)
        edit = f"veo:edit:{done.job.id}"
        first = await harness.alice.submit_modal(await harness.alice.click(done.result, custom_id=edit), FORM)
        offer = await harness.alice.submit_modal(await harness.alice.click(done.result, custom_id=edit), FORM)
        assert "6 s" in said(first)
        assert "6 s" in said(offer), "nothing was ordered, so it is no repetition"
        assert "a blue panda" in said(offer)
        assert await others(harness, done.job) == []
        assert offer.response is not None
        shorter = await harness.alice.click(offer.response, label="Make it 6 s instead")
        [job] = await others(harness, done.job)
        assert (job.request.duration_s, job.request.prompt) == (6, "a blue panda")
        assert shorter.response is not None
        done = await post_finished(harness)
        answer = await harness.alice.click(done.result, custom_id=f"veo:again:{done.job.id}")
        assert answer.ephemeral
        again = await harness.alice.click(done.result, custom_id=f"veo:again:{done.job.id}")
        assert "Already on it" not in said(again), "nothing was ordered, so it is no repetition"


async def test_where_the_bot_may_not_post_again_says_what_is_missing(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        denied: Any = {harness.guild.default_role: discord.PermissionOverwrite(attach_files=False)}
        quiet = harness.guild.create_text_channel("quiet", overwrites=denied)
        done = await post_finished(harness, channel_id=quiet.id)
        answer = await harness.alice.click(done.result, custom_id=f"veo:again:{done.job.id}")
        assert "Attach Files" in said(answer)
        assert await others(harness, done.job) == []


async def test_edit_shows_the_order_and_orders_what_was_changed(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, models="veo-2") as harness:
        done = await post_finished(harness, seed=42)
        bob = add_member(harness, "bob")
        form = await bob.click(done.result, custom_id=f"veo:edit:{done.job.id}")
        assert form.modal is not None
        fields = {part["component"]["custom_id"]: part["component"] for part in form.modal["components"]}
        assert fields["prompt"]["value"] == done.job.request.prompt
        assert fields["seed"]["value"] == "42"
        assert [one["value"] for one in fields["frame"]["options"] if one.get("default")] == ["5 16:9"]
        answer = await bob.submit_modal(form, FORM)
        [job] = await others(harness, done.job)
        assert (job.user_id, job.request.prompt, job.request.duration_s) == (bob.id, "a blue panda", 8)
        assert (job.request.aspect_ratio, job.request.seed) == (AspectRatio.PORTRAIT, 7)
        assert answer.response is not None
        assert "a blue panda" in text_of(answer.response)
        form = await harness.alice.click(done.result, custom_id=f"veo:edit:{done.job.id}")
        await harness.alice.submit_modal(form, FORM | {"seed": " "})
        [emptied] = await others(harness, done.job, job)
        assert emptied.request.seed not in (42, 7), "an emptied seed is a new one"


async def test_a_form_that_cannot_be_says_why_and_gives_back_what_was_written(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, models="veo-2") as harness:
        done = await post_finished(harness)
        for changes, why in (
            ({"seed": "seven"}, "A seed for Veo 2 is a whole number"),
            ({"seed": "99999999999"}, "A seed for Veo 2 is a whole number"),
            ({"prompt": "   "}, "prompt is empty"),
        ):
            form = await harness.alice.click(done.result, custom_id=f"veo:edit:{done.job.id}")
            refusal = said(await harness.alice.submit_modal(form, FORM | changes))
            assert why in refusal
            assert ("a blue panda" in refusal) is ("prompt" not in changes), "what was written is given back"
        too_long, ends_quotation = "x" * 1990, "a ``` b"
        for prompt in (too_long, ends_quotation):
            form = await harness.alice.click(done.result, custom_id=f"veo:edit:{done.job.id}")
            refused = await harness.alice.submit_modal(form, FORM | {"prompt": prompt, "seed": "seven"})
            assert "A seed for Veo 2 is a whole number" in said(refused)
            assert refused.response is not None
            [file] = refused.response.attachments
            assert (file.filename, await file.read()) == ("prompt.txt", prompt.encode()), "what can't be quoted"
        form = await harness.alice.click(done.result, custom_id=f"veo:edit:{done.job.id}")
        assert "didn't change anything" in said(await harness.alice.submit_modal(form, same_as(done.job)))
        assert await others(harness, done.job) == [], "the same video isn't paid twice by mistake"


async def test_a_form_handed_in_twice_orders_once(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, models="veo-2") as harness:
        done = await post_finished(harness)
        form = await harness.alice.click(done.result, custom_id=f"veo:edit:{done.job.id}")
        with pressed_twice(harness) as double:
            first = await harness.alice.submit_modal(form, FORM)
        assert len(await others(harness, done.job)) == 1
        assert sorted([first.ephemeral, double.second.ephemeral]) == [False, True]
        [told] = [said(answer) for answer in (first, double.second) if answer.ephemeral]
        assert FORM["prompt"] not in told, "nothing was lost"
        form = await harness.alice.click(done.result, custom_id=f"veo:edit:{done.job.id}")
        await harness.alice.submit_modal(form, FORM | {"prompt": "a green one"})
        assert len(await others(harness, done.job)) == 2, "another order is no repetition"


async def test_buttons_and_an_open_form_outlive_a_restart(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, models="veo-2") as harness:
        done = await post_finished(harness)
        form = await harness.alice.click(done.result, custom_id=f"veo:edit:{done.job.id}")
        await restart(harness)
        answer = await harness.alice.submit_modal(form, FORM)
        assert answer.response is not None
        assert len(await others(harness, done.job)) == 1
        form = await harness.alice.click(done.result, custom_id=f"veo:edit:{done.job.id}")
        assert form.modal is not None
        await harness.alice.click(done.result, custom_id=f"veo:again:{done.job.id}")
        jobs = await others(harness, done.job)
        assert len(jobs) == 2
        [queued, _] = jobs
        card = await _message(harness, queued.card_message_id)
        await harness.alice.click(card, custom_id=f"veo:cancel:{queued.id}")
        assert (await read(harness, queued)).state is JobState.CANCELLED
        asked = await harness.alice.click(done.result, custom_id=f"veo:delete:{done.job.id}")
        await harness.alice.click(asked.followups[0], custom_id=f"veo:delete-now:{done.job.id}")
        assert (await read(harness, done.job)).deleted_at is not None


async def test_a_button_that_the_library_forgot_works_all_the_same(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness)
        # A view that has other components beside such a button takes its whole kind along when it ends.
        mixed = discord.ui.View(timeout=60)
        for button in (*list_ending_buttons(done.job), discord.ui.Button(label="other")):
            mixed.add_item(button)
        await harness.env.bot.get_partial_messageable(harness.channel.id).send("mixed", view=mixed)
        mixed.stop()
        await harness.alice.click(done.result, custom_id=f"veo:again:{done.job.id}")
        asked = await harness.alice.click(done.result, custom_id=f"veo:delete:{done.job.id}")
        await harness.alice.click(asked.followups[0], custom_id=f"veo:delete-now:{done.job.id}")
        assert len(await others(harness, done.job)) == 1
        assert (await read(harness, done.job)).deleted_at is not None


async def test_a_job_of_another_bot_is_answered_honestly(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        view = discord.ui.View(timeout=None)
        for verb in VERBS:
            view.add_item(discord.ui.Button(label=verb, custom_id=f"veo:{verb}:{'0' * 16}"))
        message = await harness.env.bot.get_partial_messageable(harness.channel.id).send("x", view=view)
        for verb in VERBS:
            answer = await harness.alice.click(message, label=verb)
            assert "I don't know this video" in (text_of(answer.followups[0]) if verb == "delete" else said(answer))
        assert await harness.jobs() == []


async def test_a_failure_offers_what_may_help(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, models="veo-2") as harness:
        for failure in FailureReason:
            ended = await post_finished(harness, state=JobState.FAILED, failure=failure)
            assert "5 s have been refunded" in text_of(ended.result)
            assert {"Edit", "Try again"} <= set(buttons_of(ended.result)), failure
        failed = await post_finished(harness, state=JobState.FAILED)
        assert (await harness.alice.click(failed.result, label="Try again")).modal is None
        form = await harness.alice.click(failed.result, label="Edit")
        await harness.alice.submit_modal(form, same_as(failed.job))
        again, same = [job for job in await harness.jobs() if job.state is JobState.QUEUED]
        assert again.request.prompt == failed.job.request.prompt
        assert same.request == failed.job.request, "after a failure, even the same may be handed in again"


async def test_what_is_private_is_repeated_by_nobody_else_and_stays_private(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        done = await post_finished(harness, is_private=True)
        bob = add_member(harness, "bob")
        for verb in ("again", "edit"):
            assert "is private" in said(await bob.click(done.result, custom_id=f"veo:{verb}:{done.job.id}"))
        assert await others(harness, done.job) == []
        answer = await harness.alice.click(done.result, custom_id=f"veo:again:{done.job.id}")
        [job] = await others(harness, done.job)
        assert job.is_private
        assert answer.ephemeral


async def test_a_style_stays_known_unless_the_prompt_changes(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False, models="veo-2") as harness:
        done = await post_finished(harness, own_prompt="a panda", model=TEXT_MODEL)
        await harness.alice.click(done.result, custom_id=f"veo:again:{done.job.id}")
        form = await harness.alice.click(done.result, custom_id=f"veo:edit:{done.job.id}")
        await harness.alice.submit_modal(form, FORM)
        again, edited = await others(harness, done.job)
        assert (again.own_prompt, edited.own_prompt) == ("a panda", None)


async def _message(harness: Any, message_id: int | None) -> discord.Message:
    [message] = [one for one in harness.channel.history() if one.id == message_id]
    return message  # type: ignore[no-any-return]
