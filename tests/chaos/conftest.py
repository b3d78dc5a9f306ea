"""The worlds in which the bot lives."""

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
