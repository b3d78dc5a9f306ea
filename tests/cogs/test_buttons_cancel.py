"""Cancel: who may, until when, and against a submission at the same moment."""

import asyncio
from pathlib import Path
from typing import Any

import discord
import pytest
from simcord.results import InteractionResult

from bot.domain.jobs import Job, JobState
from bot.presentation.cards.card import Card
from bot.services.jobs import lifecycle
from bot.services.jobs.access import ActionNotPossible, JobActor
from bot.services.ports import ProgressEstimate
from bot.storage.money import ledger_audit
from sandbox.segmind import StandInOptions
from tests.support.admin import said
from tests.support.bot_harness import BotHarness, open_bot_harness, text_of
from tests.support.buttons import add_member, others, pressed_twice, read, restart
from tests.support.picture_harness import kept_pictures, open_picture_stage
from tests.support.pictures import draw_corners, encode

FRAME = encode(draw_corners((1280, 720)), "PNG")


async def order(harness: BotHarness) -> tuple[Job, Any]:
    """An order of Alice's, and its card."""
    answer = await harness.alice.slash(harness.channel, "veo", prompt="x")
    assert answer.response is not None
    return (await harness.jobs())[-1], answer.response


async def press(harness: BotHarness, card: Any, job: Job, who: Any = None) -> InteractionResult:
    return await (who or harness.alice).click(card, custom_id=f"veo:cancel:{job.id}")


def public(harness: BotHarness) -> list[Any]:
    """What everybody sees in the channel."""
    return [message for message in harness.channel.history() if not message.flags.ephemeral]


def buttons_of(message: Any) -> list[str]:
    """The labels of the buttons of a message, wherever they are in it."""
    found: list[str] = []
    parts = list(message.components)
    while parts:
        part = parts.pop(0)
        part = part if isinstance(part, dict) else part.to_dict()
        parts[:0] = part.get("components", [])
        found += [str(part["label"])] if part.get("label") else []
    return found


async def move(harness: BotHarness, job: Job, state: JobState) -> Job:
    async with harness.app.database.write() as connection:
        return await lifecycle.move(connection, job, state, at=discord.utils.utcnow())


async def test_a_held_order_is_cancelled_at_once_and_gives_everything_back(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, undo_window_s=30.0, user_seconds_per_day=5) as harness:
        job, card = await order(harness)
        assert f"Starts <t:{-int(-job.not_before_at.timestamp() // 1)}:R>" in text_of(card)
        assert (await harness.alice.slash(harness.channel, "veo", prompt="x")).ephemeral, "all seconds are used"
        answer = await press(harness, card, job)
        assert "Cancelled. Nothing was made, and 5 s have been refunded." in said(answer)
        [job] = await harness.wait_closed()
        assert job.state is JobState.CANCELLED
        assert public(harness) == [], "the card is gone"
        assert not (await harness.alice.slash(harness.channel, "veo", prompt="x")).ephemeral, (
            "the seconds are there again"
        )
        assert await ledger_audit.check(harness.app.database) == []


async def test_from_the_private_line_it_is_ordered_again_or_changed_also_after_a_restart(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, undo_window_s=30.0) as harness:
        job, card = await order(harness)
        answer = await press(harness, card, job)
        await harness.wait_closed()
        await restart(harness)
        assert answer.response is not None
        assert buttons_of(answer.response) == ["Edit", "Again"]
        form = await harness.alice.click(answer.response, label="Edit")
        assert form.modal is not None
        assert not (await harness.alice.click(answer.response, label="Again")).ephemeral
        [again] = await others(harness, job)
        assert (again.request.prompt, again.source_message_id) == ("x", None), "nobody else can open a private line"


async def test_a_picture_is_kept_with_the_private_line(tmp_path: Path) -> None:
    async with open_picture_stage(tmp_path, undo_window_s=30.0) as harness:
        await harness.alice.slash(harness.channel, "veo-image", image=("a.png", FRAME), prompt="waves roll")
        [job] = await harness.jobs()
        [card] = [one for one in harness.channel.history() if one.id == job.card_message_id]
        answer = await press(harness, card, job)
        await harness.wait_closed()
        assert kept_pictures(tmp_path) == {}
        [line] = [*([answer.response] if answer.response else []), *answer.followups]
        assert line.ephemeral
        await harness.alice.click(line, label="Again")
        [again] = await others(harness, job)
        assert again.image_path is not None


async def test_whose_request_is_cancelled_by_an_admin_is_told(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, undo_window_s=30.0) as harness:
        admin = add_member(harness, "admin", manage_guild=True)
        job, card = await order(harness)
        answer = await press(harness, card, job, admin)
        assert "5 s have been refunded" in said(answer)
        await harness.wait_closed()
        [notice] = public(harness)
        posted = [r.json for r in harness.env.http_requests if r.method == "POST" and r.path.endswith("/messages")]
        assert [body["allowed_mentions"]["users"] for body in posted if isinstance(body, dict)] == [[harness.alice.id]]
        assert f"<@{harness.alice.id}> <@{admin.id}> cancelled your request." in text_of(notice)
        await harness.alice.click(notice, label="Again")
        [again] = await others(harness, job)
        assert again.source_message_id == notice.id


async def test_from_the_list_the_list_shows_it_and_a_private_card_becomes_the_line(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, undo_window_s=30.0) as harness:
        job, _ = await order(harness)
        listed = await harness.alice.slash(harness.channel, "veo-jobs")
        answer = await press(harness, listed.response, job)
        await harness.wait_closed()
        assert public(harness) == []
        assert {"Edit", "Again", "Refresh"} <= set(buttons_of(listed.response))
        [line] = answer.followups
        assert (line.ephemeral, buttons_of(line)) == (True, ["Edit", "Again"])

        answer = await harness.alice.slash(harness.channel, "veo", prompt="x", private=True)
        [job] = await others(harness, job)
        await press(harness, answer.response, job)
        job = (await harness.wait_closed())[-1]
        assert public(harness) == []
        own = answer.response
        assert own is not None
        assert (own.id, own.ephemeral) == (job.card_message_id, True)
        assert "Cancelled. Nothing was made" in text_of(own)
        assert buttons_of(own) == ["Edit", "Again"]


async def test_who_may_cancel(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        bob = add_member(harness, "bob", manage_messages=True)
        admin = add_member(harness, "admin", manage_guild=True)
        operator = add_member(harness, "operator")
        operators: Any = harness.context.operators
        operators._operator_ids = frozenset({operator.id})
        job, card = await order(harness)
        assert "Only the person who requested" in said(await press(harness, card, job, bob))
        assert (await read(harness, job)).state is JobState.QUEUED
        await press(harness, card, job, admin)
        assert (await read(harness, job)).state is JobState.CANCELLED
        job, card = await order(harness)
        for guild_id in (None, harness.guild.id + 1):
            with pytest.raises(ActionNotPossible, match="Only the person"):
                await harness.context.job_actions._job_service.cancel_for(
                    job.id, JobActor(user_id=1, guild_id=guild_id, is_manager=True)
                )
        await press(harness, card, job, operator)
        assert (await read(harness, job)).state is JobState.CANCELLED


async def test_too_late_twice_and_over_are_told_truthfully(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        job, card = await order(harness)
        with pressed_twice(harness) as double:
            first = await press(harness, card, job)
        answers = [said(result) for result in (first, double.second)]
        assert sorted("already been cancelled" in answer for answer in answers) == [False, True]
        assert sorted("have been refunded" in answer for answer in answers) == [False, True]
        job, card = await order(harness)
        for state in (JobState.SUBMITTING, JobState.GENERATING):
            job = await move(harness, job, state)
            assert "already been submitted" in said(await press(harness, card, job))
        job = await move(harness, job, JobState.FAILED)
        assert "nothing to cancel" in said(await press(harness, card, job))


async def test_against_a_submission_exactly_one_wins(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        job_service = harness.context.job_actions._job_service
        outcomes: set[tuple[bool, bool]] = set()
        for turn in range(6):
            job, _ = await order(harness)
            cancel = job_service.cancel_for(job.id, JobActor(user_id=harness.alice.id))
            steps = [move(harness, job, JobState.SUBMITTING), cancel]
            if turn % 2:
                steps.reverse()
            results = await asyncio.gather(*steps, return_exceptions=True)
            won = [not isinstance(result, Exception) for result in results]
            assert sum(won) == 1, results
            ended = (await read(harness, job)).state
            assert ended in (JobState.CANCELLED, JobState.SUBMITTING)
            outcomes.add((won[0], won[1]))
        assert await ledger_audit.check(harness.app.database) == []


async def test_the_button_is_gone_from_the_card_the_moment_the_job_is_submitted(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, options=StandInOptions(latency_s=60), undo_window_s=0.5) as harness:
        job, card = await order(harness)
        assert "veo:cancel" in str(card.components)
        assert "Starting in a moment" in text_of(card)
        async with asyncio.timeout(60):
            while "veo:cancel" in str(card.components):
                await asyncio.sleep(0.01)
        assert "Submitting your request" in text_of(card) or "Making your video" in text_of(card)
        assert (await read(harness, job)).is_pending


async def test_elsewhere_than_on_its_card_the_answer_is_private(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        job, _ = await order(harness)
        copy = await harness.env.bot.get_partial_messageable(harness.channel.id).send(
            view=Card(job, ProgressEstimate(at=discord.utils.utcnow()))
        )
        assert "5 s have been refunded" in said(await press(harness, copy, job))
