"""The doctor asks the same ffmpeg the same questions in each test."""

import os
from collections.abc import Sequence
from typing import Any

import pytest

from bot.media.ffmpeg import Ffmpeg

_ANSWERS: dict[tuple[str | None, ...], bytes] = {}
_run = Ffmpeg.run


@pytest.fixture(autouse=True)
def _answers_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start ffmpeg once for each question; what fails is asked again."""

    async def recall(self: Ffmpeg, arguments: Sequence[str], **limits: Any) -> bytes:
        key = (os.environ.get("IMAGEIO_FFMPEG_EXE"), *arguments)
        if key not in _ANSWERS:
            _ANSWERS[key] = await _run(self, arguments, **limits)
        return _ANSWERS[key]

    monkeypatch.setattr(Ffmpeg, "run", recall)
