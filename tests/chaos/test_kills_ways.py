"""The bot, killed on the other ways: orders that are taken back, pictures, results that go where they still can.

A usual run kills at some of the steps, as a seed decides that is printed and that VEO_SEED repeats; `make soak` kills
at each.
"""

import random
from collections import Counter
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from bot.domain.jobs import Job, JobState
from tests.chaos.bot_process import open_world
from tests.chaos.chances import choose
from tests.chaos.lives import Zygote
from tests.chaos.story import Story, is_lost
from tests.chaos.test_kills import CALLBACK, DELETE, MESSAGE
from tests.support.soak import IS_SOAK

WHEN = ("before", "after")
#: The second answer is the one to the button.
TAKEN_BACK = [("commit cancelled", 1), (CALLBACK, 2), (DELETE, 1)]
PICTURE = [
    *("discord file", "commit accepted", MESSAGE, "commit set_card", "segmind upload_image", "commit amend+image_url"),
    *("segmind submit", "commit delivered"),
]
EDIT_ANSWER = "discord PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"
OPEN_DM = "discord POST /users/@me/channels"


@pytest.fixture
async def slow_story(tmp_path: Path, zygote: Zygote) -> AsyncIterator[Story]:
    """A world in which orders are held for a moment, so that they can be taken back."""
    async with open_world(tmp_path / "data") as world:
        world.environment["UNDO_WINDOW_S"] = "1"
        yield Story(world, zygote)


def leave_out_lost(done: list[Job]) -> list[Job]:
    return [job for job in done if not is_lost(job)]


async def test_killed_while_an_order_is_taken_back(slow_story: Story, chance: random.Random) -> None:
    story = slow_story
    steps = [(f"{when} {step}", nth) for step, nth in TAKEN_BACK for when in WHEN]
    # Killed before it's taken back, an order is made; after it, it isn't.
    steps = steps[:1] + choose(chance, steps[1:], 1)
    for step, nth in steps:
        assert await story.live_until(step, story.order_and_cancel, nth=nth), f"it never came to: {step}"
    done = await story.end()
    assert story.kills == len(steps)
    states = Counter(job.state for job in leave_out_lost(done))
    assert {JobState.CANCELLED} <= states.keys() <= {JobState.CANCELLED, JobState.DELIVERED}
    assert len(done) > states[JobState.CANCELLED]
    assert len(story.world.segmind.accepted) == states[JobState.DELIVERED]


async def test_killed_while_a_picture_is_animated(story: Story, chance: random.Random) -> None:
    steps = [f"{when} {step}" for step in PICTURE for when in WHEN]
    steps = choose(chance, steps, 1)
    for step in steps:
        assert await story.live_until(step, story.order_picture), f"it never came to: {step}"
    done = await story.end()
    assert story.kills == len(steps)
    assert {job.state for job in leave_out_lost(done)} <= {JobState.DELIVERED}


async def test_killed_while_the_answer_becomes_the_result(story: Story, chance: random.Random) -> None:
    steps = [f"{when} {step}" for step in (EDIT_ANSWER, "commit delivered") for when in WHEN]
    steps = choose(chance, steps, 1)
    for step in steps:
        assert await story.live_until(step, story.order_and_close), f"it never came to: {step}"
    done = leave_out_lost(await story.end())
    assert {job.state for job in done} == {JobState.DELIVERED}
    # Killed before it is written down where the answer is, an order has only direct messages left.
    assert any(job.result_message_id == job.card_message_id for job in done)


@pytest.mark.parametrize("is_open", [True, False] if IS_SOAK else [None])
async def test_killed_while_only_direct_messages_are_left(
    story: Story, is_open: bool | None, chance: random.Random
) -> None:
    world = story.world
    is_open = world.user.accepts_dms = chance.random() < 0.5 if is_open is None else is_open
    end = "delivered" if is_open else "undeliverable"
    steps = [f"{when} {step}" for step in (OPEN_DM, f"commit {end}") for when in WHEN]
    steps = choose(chance, steps, 1)
    for step in steps:
        assert await story.live_until(step, partial(story.order_and_close, expire=True)), f"it never came to: {step}"
    done = leave_out_lost(await story.end())
    assert {job.state for job in done} == {JobState(end)}
    assert all(job.result_channel_id == (world.discord.dm(world.user).id if is_open else None) for job in done)
