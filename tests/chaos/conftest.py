"""The worlds in which the bot lives, and the chance that chooses where it dies."""

import os
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.chaos.bot_process import open_world
from tests.chaos.lives import Zygote
from tests.chaos.story import Story


@pytest.fixture
async def story(tmp_path: Path, zygote: Zygote) -> AsyncIterator[Story]:
    async with open_world(tmp_path / "data") as world:
        yield Story(world, zygote)


@pytest.fixture
def chance(testrun_uid: str) -> random.Random:
    """The same in all processes of a test run, and another in the next run."""
    seed = os.environ.get("VEO_SEED", testrun_uid)
    print(f"to repeat it: VEO_SEED={seed}")
    return random.Random(seed)
