"""Tests of commands are about what people see, so ffmpeg does the same work on the same films once."""

import pytest


@pytest.fixture(autouse=True)
def _remembered_films(film_memory: None) -> None:
    """For all tests here."""
