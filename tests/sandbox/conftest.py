"""What tests of the stand-in share."""

import pytest

from tests.support.shared_film import render_once


@pytest.fixture
def kept_films(monkeypatch: pytest.MonkeyPatch) -> None:
    """Films that were made before aren't made again; how they are made is tested in test_films.py."""
    monkeypatch.setattr("sandbox.shelf.render_film", render_once)
