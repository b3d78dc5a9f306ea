"""Tests of the worker skip its pauses: they take as long as it computes."""

from collections.abc import Callable, Iterator, Mapping

import pytest

from tests.support.skipped_waits import SkippingLoop, use_skipped_time


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], SkippingLoop]]:
    """Run each test on a loop that skips waits."""
    return {"skipping": SkippingLoop}


@pytest.fixture(scope="session", autouse=True)
def _skipped_time() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        use_skipped_time(patch)
        yield
