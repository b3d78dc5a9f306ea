"""The bot, killed with SIGKILL before and after each commit and each call to the outside, and at random moments.

Whatever happens: at most one paid order for each job, exactly one message, books in order, nothing left behind.
Each test counts its kills, and `test_there_are_as_many_kills_as_promised` their sum: at least 12 in this file alone.
A usual run kills at some steps of each way, in the middle of some calls and at random, with or without a nonce that
Discord remembers, as a seed decides that is printed and that VEO_SEED repeats; `make soak` sets VEO_SOAK, which kills
at each step with both and, at random, 2,000 times.
"""

import itertools
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TypeAlias

import pytest

from bot.domain.jobs import FINAL
from tests.chaos.story import Story
from tests.support.soak import IS_SOAK, SOAK

Kill: TypeAlias = Callable[[Story], Awaitable[None]]

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
CALLS_OF_DISCORD = [
    ("POST", "/interactions/*/*/callback"),
    ("PATCH", "/channels/*/messages/*"),
    ("POST", "/channels/*/messages"),
    ("DELETE", "/channels/*/messages/*"),
]
#: In the middle of which call of Discord's it is killed, before or after it is carried out.
CALLS = list(itertools.product(CALLS_OF_DISCORD, (False, True)))
PROMPTS = ["a red panda", "!lost", "!rai", "!refused"]
#: Of each kind of kill, a usual run makes one in so many with each nonce.
RARITY = 1 if IS_SOAK else 16
RANDOM_KILLS = 56 * SOAK if IS_SOAK else RARITY
CHAPTERS = 4 * SOAK if IS_SOAK else 1
#: The shorter one is over when the bot is back, but not before Discord has read what was under way when it was killed.
NONCES_S = {"nonce": 180.0, "no nonce": 0.3}


async def kill_at_step(prompt: str, step: str, story: Story) -> None:
    assert await story.live_until(step, partial(story.order, prompt)), f"it never came to: {step}"


async def kill_in_call(call: tuple[tuple[str, str], bool], story: Story) -> None:
    (method, path_glob), is_done = call
    await story.live_until_called(method, path_glob, is_done=is_done)


async def kill_in_submission(story: Story) -> None:
    await story.live_until_accepted()


async def kill_at_random(seed: float, story: Story) -> None:
    chance, before = random.Random(seed), story.kills
    while story.kills == before:  # one that was asked to stop may have done so in time
        prompts = chance.choices(PROMPTS, [6, 2, 1, 1], k=chance.choice((0, 0, 1, 1, 2)))
        await story.live_for(chance.uniform(0.02, 1.0), prompts, is_asked=chance.random() < 0.2)


def choose_kills(nonce_s: float, chance: random.Random) -> list[Kill]:
    """Some kills of each kind that are not among those with the other nonce, or all in `make soak`."""
    kinds: list[list[Kill]] = [
        [partial(kill_at_step, prompt, f"{when} {step}") for step in steps for when in ("before", "after")]
        for prompt, steps in WAYS
    ]
    kinds.append([partial(kill_in_call, call) for call in CALLS])
    kinds.append([kill_in_submission] * 2)
    kinds.append([partial(kill_at_random, chance.random()) for _ in range(RANDOM_KILLS)])
    chosen = []
    for kills in kinds:
        order = chance.sample(kills, len(kills))
        count = -(-len(kills) // RARITY)
        chosen += order[:count] if IS_SOAK or nonce_s == NONCES_S["nonce"] else order[count : 2 * count]
    return chosen


def test_there_are_as_many_kills_as_promised(chance: random.Random) -> None:
    kills = [kill for nonce_s in NONCES_S.values() for kill in choose_kills(nonce_s, chance)]
    assert len(kills) >= (2_000 if IS_SOAK else 12)


@pytest.mark.parametrize("nonces", [[name] for name in NONCES_S] if IS_SOAK else [list(NONCES_S)])
@pytest.mark.parametrize("chapter", range(CHAPTERS))
async def test_killed_anywhere(story: Story, nonces: list[str], chapter: int, chance: random.Random) -> None:
    """Discord remembers nonces for long, or has forgotten them when the bot comes back."""
    state, seed, killed = story.world.discord.state, chance.random(), 0
    for nonce in nonces:
        state.limits = replace(state.limits, nonce_s=NONCES_S[nonce])
        for kill in choose_kills(NONCES_S[nonce], random.Random(seed))[chapter::CHAPTERS]:
            await kill(story)
            killed += 1
    done = await story.end()
    assert story.kills == killed
    assert all(job.state in FINAL for job in done)
