"""Tests of commands are about what people see: they skip the bot's pauses, and ffmpeg does the same work once."""

import asyncio
from collections.abc import Callable, Iterator, Mapping

import pytest

from bot.presentation.delivery import interaction_messages
from bot.presentation.jobs import listing
from bot.presentation.orders import placing
from tests.support.skipped_waits import LoopDatetime, SkippingLoop, use_skipped_time


class _Loop(SkippingLoop):
    #: What people do one after the other is at least a millisecond apart, by which ids of jobs are in order.
    turn_s = 3e-4


def pytest_asyncio_loop_factories(
    item: pytest.Function,
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Run each test on a loop that skips waits, unless the bot is another process, whose time really passes."""
    return {"real": asyncio.SelectorEventLoop} if "zygote" in item.fixturenames else {"skipping": _Loop}


@pytest.fixture(scope="session", autouse=True)
def _skipped_time() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        use_skipped_time(patch)
        for module in (interaction_messages, listing, placing):
            patch.setattr(module, "datetime", LoopDatetime)
        yield


@pytest.fixture(autouse=True)
def _remembered_films(film_memory: None) -> None:
    """For all tests here."""
