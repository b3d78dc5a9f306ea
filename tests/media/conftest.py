"""What tests of films share."""

import pytest

from bot.media import ffmpeg


@pytest.fixture
def unconfined(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start ffmpeg without its restrictions, as each start takes longer with them than a small film does.

    They are tested in test_confinement.py and test_videos_ffmpeg.py, and on all kinds in test_video_file_types.py.
    """
    monkeypatch.setattr(ffmpeg, "_confined", lambda _limits: [])


@pytest.fixture
def confined(unconfined: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start ffmpeg with its restrictions after all."""
    monkeypatch.undo()
