"""Answers that another process was quicker to give."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.domain.jobs import Job, JobState
from bot.presentation.cards.card import Card
from bot.presentation.orders.placing import OrderPlacer
from tests.support.bot_harness import open_bot_harness


def answering_first(
    monkeypatch: pytest.MonkeyPatch, answer: Callable[[discord.Interaction, Job], Awaitable[Any]]
) -> None:
    """Have another process answer each interaction just after its job was stored here."""
    store = OrderPlacer._store

    async def store_and_lose(self: OrderPlacer, interaction: discord.Interaction, *rest: Any) -> Job:
        job = await store(self, interaction, *rest)
        await answer(interaction, job)
        interaction.response._response_type = None
        return job

    monkeypatch.setattr(OrderPlacer, "_store", store_and_lose)


async def test_a_job_whose_interaction_somebody_else_has_answered_is_withdrawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_bot_harness(tmp_path, undo_window_s=5.0) as harness:
        answering_first(monkeypatch, lambda interaction, _job: interaction.response.send_message("no", ephemeral=True))
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        [job] = await harness.wait_done()
        assert job.state is JobState.CANCELLED
        assert harness.stand_in.accepted == []


async def test_an_answer_that_got_through_all_the_same_is_the_card(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        progress = harness.context.orders.progress
        answering_first(
            monkeypatch, lambda interaction, job: interaction.response.send_message(view=Card(job, progress(job)))
        )
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        [job] = await harness.jobs()
        assert job.state is JobState.QUEUED
        assert job.card_message_id is not None


async def test_a_placeholder_of_another_process_is_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        answering_first(
            monkeypatch, lambda interaction, _job: interaction.response.defer(ephemeral=True, thinking=True)
        )
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        [job] = await harness.jobs()
        assert job.state is JobState.QUEUED
        assert job.card_message_id is not None


async def test_an_event_that_comes_twice_orders_once(tmp_path: Path) -> None:
    async with open_bot_harness(tmp_path, is_working=False) as harness:
        heard: list[discord.Interaction] = []
        place = harness.context.orders.place

        async def place_twice(interaction: discord.Interaction, *arguments: Any, **options: Any) -> bool:
            heard.append(interaction)
            await place(interaction, *arguments, **options)
            interaction.response._response_type = None
            return await place(interaction, *arguments, **options)

        harness.context.orders.place = place_twice  # type: ignore[method-assign]  # the same, twice
        await harness.alice.slash(harness.channel, "veo", prompt="x")
        assert len(await harness.jobs()) == 1
        harness.forgive()
