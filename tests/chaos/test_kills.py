"""The bot, killed with SIGKILL before and after each commit and each call to the outside, and at random moments.

Whatever happens: at most one paid order for each job, exactly one message, books in order, nothing left behind.
Each test counts its kills, and `test_there_are_as_many_kills_as_promised` their sum: at least 28 in this file alone.
A usual run kills at a third of the steps, with or without a nonce that Discord remembers, as a seed decides that is
printed and that VEO_SEED repeats; `make soak` sets VEO_SOAK, which kills at each step with both and, at random, 2,000
times.
"""

import itertools
import random
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from bot.domain.jobs import FINAL
from tests.chaos.bot_process import open_world
from tests.chaos.chances import IS_SOAK, SOAK
from tests.chaos.lives import Zygote
from tests.chaos.story import Story

T = TypeVar("T")

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
#: Each way, with the kills on it.
KILLS = [[(prompt, f"{when} {step}") for step in steps for when in ("before", "after")] for prompt, steps in WAYS]
CHAPTERS = 4 if IS_SOAK else 1
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
RANDOM_KILLS = 14 if IS_SOAK else 3
#: The shorter one is over when the bot is back, but not before Discord has read what was under way when it was killed.
NONCES_S = {"nonce": 180.0, "no nonce": 0.3}


@pytest.fixture(params=list(NONCES_S.values()), ids=list(NONCES_S))
async def story(request: pytest.FixtureRequest, tmp_path: Path, zygote: Zygote) -> AsyncIterator[Story]:
    """A world, in which Discord remembers nonces for long, or has forgotten them when the bot comes back."""
    async with open_world(tmp_path / "data", nonce_s=request.param) as world:
        yield Story(world, zygote)


def share(nonce_s: float, chance: random.Random, kills: list[T]) -> list[T]:
    """Which kills are in this story: a sixth that is not in the one with the other nonce, or all in `make soak`."""
    if IS_SOAK:
        return kills
    order = chance.sample(kills, len(kills))
    count = -(-len(kills) // 6)
    return order[:count] if nonce_s == NONCES_S["nonce"] else order[count : 2 * count]


def choose_steps(nonce_s: float, chance: random.Random) -> list[tuple[str, str]]:
    """The kills at steps, some of them on each way."""
    return [kill for kills in KILLS for kill in share(nonce_s, chance, kills)]


def test_there_are_as_many_kills_as_promised(chance: random.Random) -> None:
    chosen = [len(choose_steps(nonce_s, chance)) + len(share(nonce_s, chance, CALLS)) for nonce_s in NONCES_S.values()]
    at_random = RANDOM_STORIES * RANDOM_KILLS * len(NONCES_S)
    assert sum(chosen) + at_random >= (2_000 if IS_SOAK else 28)


@pytest.mark.parametrize("chapter", range(CHAPTERS))
async def test_killed_at_every_step(story: Story, chapter: int, chance: random.Random) -> None:
    steps = choose_steps(story.world.discord.state.limits.nonce_s, chance)[chapter::CHAPTERS]
    for prompt, step in steps:
        assert await story.live_until(step, partial(story.order, prompt)), f"it never came to: {step}"
    await story.end()
    assert story.kills == len(steps)


async def test_killed_in_the_middle_of_a_call(story: Story, chance: random.Random) -> None:
    calls = share(story.world.discord.state.limits.nonce_s, chance, CALLS)
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
