"""What takes long to make, such as films, made once on a machine for all processes and runs of tests."""

import hashlib
import os
from functools import cache
from pathlib import Path

import imageio_ffmpeg

_FOLDER = Path(__file__).parents[2] / ".pytest_cache" / "films"
#: As it is at first: a test may take it away from the bot.
_FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()


def find_place(*recipe: object, suffix: str = ".mp4") -> Path:
    """Where what is made by this recipe, and by this version of ffmpeg, is kept; it may not be there yet."""
    key = hashlib.sha256(repr((_FFMPEG, *recipe)).encode()).hexdigest()
    return _make_folder() / f"{key}{suffix}"


@cache
def _make_folder() -> Path:
    _FOLDER.mkdir(parents=True, exist_ok=True)
    return _FOLDER


def find_draft(place: Path) -> Path:
    """Where this process makes it before it moves it to its place, so that nobody finds anything half-made."""
    return place.with_name(f"{os.getpid()}-{place.name}")
