"""One parent of all lives for each process of the test run, and the worlds they live in."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.chaos.bot_process import open_world
from tests.chaos.lives import Zygote, open_parent
from tests.chaos.story import Story


@pytest.fixture(scope="session")
def parent() -> Iterator[Zygote]:
    """Starting it takes a second, so that all tests share it."""
    with open_parent() as parent:
        yield parent


@pytest.fixture
async def zygote(parent: Zygote) -> AsyncIterator[Zygote]:
    async with parent.listening():
        yield parent


@pytest.fixture
async def story(tmp_path: Path, zygote: Zygote) -> AsyncIterator[Story]:
    async with open_world(tmp_path / "data") as world:
        yield Story(world, zygote)
