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
from bot.services.jobs.service import Actor, NotPossible
from bot.services.ports import Outlook
from bot.storage.money import ledger_audit as books
from sandbox.segmind import StandInOptions
from tests.support.admin import said
from tests.support.bot_harness import Stage, open_stage, text_of
from tests.support.buttons import add_member, pressed_twice, read


async def order(stage: Stage) -> tuple[Job, Any]:
    """An order of Alice's, and its card."""
    answer = await stage.alice.slash(stage.channel, "veo", prompt="x")
    assert answer.response is not None
    return (await stage.jobs())[-1], answer.response


async def press(stage: Stage, card: Any, job: Job, who: Any = None) -> InteractionResult:
    return await (who or stage.alice).click(card, custom_id=f"veo:cancel:{job.id}")


async def card_text(stage: Stage, job: Job) -> str:
    [card] = [message for message in stage.channel.history() if message.id == job.card_message_id]
    return text_of(card)


async def move(stage: Stage, job: Job, state: JobState) -> Job:
    async with stage.app.database.write() as connection:
        return await lifecycle.move(connection, job, state, at=discord.utils.utcnow())


async def test_a_held_order_is_cancelled_at_once_and_gives_everything_back(tmp_path: Path) -> None:
    async with open_stage(tmp_path, is_working=False, undo_window_s=30.0, user_seconds_per_day=5) as stage:
        job, card = await order(stage)
        assert f"Starts <t:{-int(-job.not_before_at.timestamp() // 1)}:R>" in text_of(card)
        assert (await stage.alice.slash(stage.channel, "veo", prompt="x")).ephemeral, "all seconds are used"
        answer = await press(stage, card, job)
        assert answer.acknowledged
        assert (await read(stage, job)).state is JobState.CANCELLED
        text = await card_text(stage, await read(stage, job))
        assert "Cancelled" in text
        assert "5 s are given back" in text
        assert "Starts" not in text
        assert not (await stage.alice.slash(stage.channel, "veo", prompt="x")).ephemeral, "the seconds are there again"
        assert await books.check(stage.app.database) == []


async def test_who_may_cancel(tmp_path: Path) -> None:
    async with open_stage(tmp_path, is_working=False) as stage:
        bob = add_member(stage, "bob", manage_messages=True)
        admin = add_member(stage, "admin", manage_guild=True)
        operator = add_member(stage, "operator")
        operators: Any = stage.app.bot.operators
        operators._operator_ids = frozenset({operator.id})
        job, card = await order(stage)
        assert "Only the person who ordered" in said(await press(stage, card, job, bob))
        assert (await read(stage, job)).state is JobState.QUEUED
        await press(stage, card, job, admin)
        assert (await read(stage, job)).state is JobState.CANCELLED
        job, card = await order(stage)
        await press(stage, card, job, operator)
        assert (await read(stage, job)).state is JobState.CANCELLED


async def test_an_admin_of_another_server_may_not(tmp_path: Path) -> None:
    async with open_stage(tmp_path, is_working=False) as stage:
        job, _ = await order(stage)
        studio = stage.app.bot.job_desk._studio
        for guild_id in (None, stage.guild.id + 1):
            with pytest.raises(NotPossible, match="Only the person"):
                await studio.cancel_for(job.id, Actor(user_id=1, managed_guild_id=guild_id))


async def test_too_late_twice_and_over_are_told_truthfully(tmp_path: Path) -> None:
    async with open_stage(tmp_path, is_working=False) as stage:
        job, card = await order(stage)
        with pressed_twice(stage) as double:
            first = await press(stage, card, job)
        answers = [result for result in (first, double.second) if result.ephemeral]
        assert ["cancelled already" in said(answer) for answer in answers] == [True]
        job, card = await order(stage)
        for state in (JobState.SUBMITTING, JobState.GENERATING):
            job = await move(stage, job, state)
            assert "already ordered" in said(await press(stage, card, job))
        job = await move(stage, job, JobState.FAILED)
        assert "nothing left to cancel" in said(await press(stage, card, job))


async def test_against_a_submission_exactly_one_wins(tmp_path: Path) -> None:
    async with open_stage(tmp_path, is_working=False) as stage:
        studio = stage.app.bot.job_desk._studio
        outcomes: set[tuple[bool, bool]] = set()
        for turn in range(6):
            job, _ = await order(stage)
            cancel = studio.cancel_for(job.id, Actor(user_id=stage.alice.id))
            steps = [move(stage, job, JobState.SUBMITTING), cancel]
            if turn % 2:
                steps.reverse()
            results = await asyncio.gather(*steps, return_exceptions=True)
            won = [not isinstance(result, Exception) for result in results]
            assert sum(won) == 1, results
            ended = (await read(stage, job)).state
            assert ended in (JobState.CANCELLED, JobState.SUBMITTING)
            outcomes.add((won[0], won[1]))
        assert await books.check(stage.app.database) == []


async def test_the_button_is_gone_from_the_card_the_moment_the_job_is_submitted(tmp_path: Path) -> None:
    async with open_stage(tmp_path, options=StandInOptions(latency_s=60), undo_window_s=0.5) as stage:
        job, card = await order(stage)
        assert "veo:cancel" in str(card.components)
        assert "Starting in a moment" in text_of(card)
        async with asyncio.timeout(20):
            while "veo:cancel" in str(card.components):
                await asyncio.sleep(0.01)
        assert "Sending your order" in text_of(card) or "Making your video" in text_of(card)
        assert (await read(stage, job)).is_pending


async def test_elsewhere_than_on_its_card_the_answer_is_private(tmp_path: Path) -> None:
    async with open_stage(tmp_path, is_working=False) as stage:
        job, _ = await order(stage)
        copy = await stage.env.bot.get_partial_messageable(stage.channel.id).send(
            view=Card(job, Outlook(at=discord.utils.utcnow()))
        )
        assert "5 s are given back" in said(await press(stage, copy, job))
