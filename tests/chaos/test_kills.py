"""The bot, killed with SIGKILL before and after each commit and each call to the outside, and at random moments.

Whatever happens: at most one paid order for each job, exactly one message, books in order, nothing left behind.
Each test counts its kills, and `test_there_are_as_many_kills_as_promised` their sum: at least 70 in this file alone.
A usual run kills at each step once, with or without a nonce that Discord remembers, as a seed decides that is printed
and that VEO_SEED repeats; `make soak` sets VEO_SOAK, which kills at each step with both and, at random, 2,000 times.
"""

import itertools
import os
import random
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from bot.domain.jobs import FINAL
from tests.chaos.bot_process import open_world
from tests.chaos.lives import Zygote
from tests.chaos.story import Story

T = TypeVar("T")
SOAK = int(os.environ.get("VEO_SOAK", "1"))

CALLBACK = "discord POST /interactions/{webhook_id}/{webhook_token}/callback"
MESSAGE = "discord POST /channels/{channel_id}/messages"
EDIT = "discord PATCH /channels/{channel_id}/messages/{message_id}"
#: The card goes when another message says how the job ended.
DELETE = "discord DELETE /channels/{channel_id}/messages/{message_id}"
#: What happens on the way to a video, in order.
VIDEO = [
    *("commit accepted", CALLBACK, "commit set_card", "commit submitting", "segmind submit", "commit generating", EDIT),
    *("segmind status", "segmind result", "commit fetching", "segmind download", "commit delivering", MESSAGE),
    *("commit delivered", DELETE, "commit closed"),
]
#: And what else happens if the answer to the order is lost, or if the order fails.
LOST = ["commit unknown", "segmind history", "commit generating"]
FAILED = ["commit failed", MESSAGE, DELETE, "commit closed"]
WAYS = [("a red panda", VIDEO), ("!lost", LOST), ("!rai", FAILED)]
STEPS = [(prompt, f"{when} {step}") for prompt, steps in WAYS for step in steps for when in ("before", "after")]
IS_SOAK = SOAK > 1
CHAPTERS = 4 if IS_SOAK else 2
CALLS_OF_DISCORD = [
    ("POST", "/interactions/*/*/callback"),
    ("PATCH", "/channels/*/messages/*"),
    ("POST", "/channels/*/messages"),
    ("DELETE", "/channels/*/messages/*"),
]
#: In the middle of which call it is killed: one of Discord's, before or after it is carried out, or Segmind's (None).
CALLS = [*itertools.product(CALLS_OF_DISCORD, (False, True)), None, None]
PROMPTS = ["a red panda", "!lost", "!rai", "!refused"]
RANDOM_STORIES = 4 * SOAK if IS_SOAK else 1
RANDOM_KILLS = 14 if IS_SOAK else 7
#: The shorter one is over when the bot is back, but not before Discord has read what was under way when it was killed.
NONCES_S = {"nonce": 180.0, "no nonce": 0.3}


@pytest.fixture(params=list(NONCES_S.values()), ids=list(NONCES_S))
async def story(request: pytest.FixtureRequest, tmp_path: Path, zygote: Zygote) -> AsyncIterator[Story]:
    """A world, in which Discord remembers nonces for long, or has forgotten them when the bot comes back."""
    async with open_world(tmp_path / "data", nonce_s=request.param) as world:
        yield Story(world, zygote)


@pytest.fixture
def chance(testrun_uid: str) -> random.Random:
    """The same in all processes of a test run, and another in the next run."""
    seed = os.environ.get("VEO_SEED", testrun_uid)
    print(f"to repeat it: VEO_SEED={seed}")
    return random.Random(seed)


def share(story: Story, chance: random.Random, kills: list[T]) -> list[T]:
    """Which kills are in this story: those that are not in the one with the other nonce, or all in `make soak`."""
    if IS_SOAK:
        return kills
    order = chance.sample(kills, len(kills))
    half = len(kills) // 2
    return order[:half] if story.world.discord.state.limits.nonce_s == NONCES_S["nonce"] else order[half:]


def test_there_are_as_many_kills_as_promised() -> None:
    at_steps = (len(STEPS) + len(CALLS)) * (len(NONCES_S) if IS_SOAK else 1)
    assert at_steps + RANDOM_STORIES * RANDOM_KILLS * len(NONCES_S) >= (2_000 if IS_SOAK else 70)


@pytest.mark.parametrize("chapter", range(CHAPTERS))
async def test_killed_at_every_step(story: Story, chapter: int, chance: random.Random) -> None:
    steps = share(story, chance, STEPS[chapter::CHAPTERS])
    for prompt, step in steps:
        assert await story.live_until(step, partial(story.order, prompt)), f"it never came to: {step}"
    await story.end()
    assert story.kills == len(steps)


async def test_killed_in_the_middle_of_a_call(story: Story, chance: random.Random) -> None:
    calls = share(story, chance, CALLS)
    for call in calls:
        if call is None:
            await story.live_until_accepted()
        else:
            (method, path_glob), is_done = call
            await story.live_until_called(method, path_glob, is_done=is_done)
    await story.end()
    assert story.kills == len(calls)


@pytest.mark.parametrize("number", range(RANDOM_STORIES))
async def test_killed_at_random_moments(story: Story, number: int, chance: random.Random) -> None:
    chance.seed(f"{chance.random()} {number}")
    while story.kills < RANDOM_KILLS:  # one that was asked to stop may have done so in time
        prompts = chance.choices(PROMPTS, [6, 2, 1, 1], k=chance.choice((0, 0, 1, 1, 2)))
        await story.live_for(chance.uniform(0.02, 1.0), prompts, is_asked=chance.random() < 0.2)
    done = await story.end()
    assert all(job.state in FINAL for job in done)
