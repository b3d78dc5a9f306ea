"""Tests of the worker skip its pauses: they take as long as it computes."""

from collections.abc import Callable, Iterator, Mapping

import pytest

from tests.support.film_memory import FilmMemory
from tests.support.skipped_waits import SkippingLoop, use_skipped_time


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], SkippingLoop]]:
    """Run each test on a loop that skips waits."""
    return {"skipping": SkippingLoop}


@pytest.fixture(scope="session", autouse=True)
def _skipped_time() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        use_skipped_time(patch)
        yield


@pytest.fixture
def film_memory(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What other tests of this process had ffmpeg do with the same films isn't done again."""
    folder = tmp_path_factory.getbasetemp() / "film-memory"
    folder.mkdir(exist_ok=True)
    FilmMemory(folder).install(monkeypatch.setattr)
