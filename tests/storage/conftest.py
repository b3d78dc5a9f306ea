"""Tests of the storage use SQLite as the bot does."""

import pytest

from tests.support.databases import use_threads


@pytest.fixture(autouse=True)
def _threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have SQLite run in threads of its own."""
    use_threads(monkeypatch.setattr)
