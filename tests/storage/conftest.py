"""What tests of races and of the database itself need."""

import pytest

from tests.support.databases import use_threads


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have SQLite run in threads of its own, as it does in the bot."""
    use_threads(monkeypatch.setattr)
