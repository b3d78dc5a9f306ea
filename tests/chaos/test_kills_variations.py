"""The bot, killed before and after each step of variations: none is paid twice or lost, and each has one place.

A usual run kills at some of the steps, as a seed decides that is printed and that VEO_SEED repeats; `make soak` kills
at each.
"""

import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.jobs import JobState
from tests.chaos.bot_process import open_world
from tests.chaos.chances import choose
from tests.chaos.lives import Zygote
from tests.chaos.story import Story, is_lost
from tests.fakes.discord.server import Interaction
from tests.support.soak import IS_SOAK

NONCES_S = [180.0, 0.3]
MESSAGE = "discord POST /channels/{channel_id}/messages"
DELETE = "discord DELETE /channels/{channel_id}/messages/{message_id}"
#: Each with how many times the bot comes to it before it is killed: in the middle of a group, too.
KILLS = [
    *[("before commit accepted", 1), ("after commit accepted", 1), ("after commit set_card", 1)],
    *[("after segmind submit", 2), ("after commit generating", 1), ("after commit delivering", 2)],
    *[(f"before {MESSAGE}", 1), (f"after {MESSAGE}", 1), ("before commit delivered", 1), ("after commit delivered", 1)],
    *[("before commit delivered", 2), ("after commit delivered", 2), (f"before {DELETE}", 1), (f"after {DELETE}", 1)],
    *[("before commit closed", 1), ("after commit closed", 1), ("after commit closed", 2)],
]


@pytest.fixture(params=NONCES_S if IS_SOAK else [None])
async def story(
    request: pytest.FixtureRequest, tmp_path: Path, zygote: Zygote, chance: random.Random
) -> AsyncIterator[Story]:
    """A world, in which Discord remembers nonces for long, or has forgotten them when the bot comes back."""
    async with open_world(tmp_path / "data", nonce_s=request.param or chance.choice(NONCES_S)) as world:
        yield Story(world, zygote)


async def test_killed_at_steps_of_variations(story: Story, chance: random.Random) -> None:
    async def order() -> Interaction:
        world = story.world
        return await world.discord.slash(world.user, world.channel, "veo", prompt="a red panda", count=3)

    nonces = story.world.discord.state.limits.nonce_s > 1
    kills = choose(chance, KILLS[::2] if nonces else KILLS[1::2], 1)
    for step, nth in kills:
        assert await story.live_until(step, order, nth=nth), f"it never came to: {step}"
    done = await story.end()
    assert story.kills == len(kills)
    ended = [job for job in done if job.state is JobState.DELIVERED]
    # Those of an earlier life may come to the step before this one's order is taken.
    assert len(ended) + sum(map(is_lost, done)) >= 3 or kills == [("before commit accepted", 1)]
    by_group: dict[str | None, set[int | None]] = {}
    for job in ended:
        by_group.setdefault(job.group_id, set()).add(job.result_message_id)
    assert all(len(messages) == 1 for messages in by_group.values()), "a group has two messages"
