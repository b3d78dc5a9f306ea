"""Small films of stories: parts that can be told apart frame by frame, and what is left of them."""

import hashlib
from pathlib import Path

from tests.support.keeping import find_draft, find_place
from tests.support.videos import make_video, run_ffmpeg

#: Of the films that are made here: small, quick, and each frame with a grey level of its own.
RATE = 4
SIZE = "160x90"


def make_part(target: Path, *, duration_s: int = 5, number: int = 1) -> Path:
    """A counting film; each part goes on counting where the one before ended."""
    level = f"geq=lum='20+{duration_s * RATE * (number - 1)}+N':cb=128:cr=128"
    return make_video(target, duration_s=duration_s, size=SIZE, rate=str(RATE), show=level)


def join(parts: list[Path], target: Path) -> None:
    """Join films that are made alike, without the code under test."""
    place = find_place("join", *(hashlib.sha256(part.read_bytes()).hexdigest() for part in parts))
    if not place.is_file():
        draft = find_draft(place)
        listing = draft.with_suffix(".txt")
        listing.write_text("".join(f"file '{part.absolute()}'\n" for part in parts))
        run_ffmpeg("-f", "concat", "-safe", "0", "-i", str(listing), "-c", "copy", str(draft))
        listing.unlink()
        draft.replace(place)
    target.write_bytes(place.read_bytes())


def left_films(data_dir: Path) -> list[str]:
    """What lies where the films so far are kept."""
    return list_names(data_dir / "films")


def list_names(folder: Path) -> list[str]:
    """The names of a folder's files, sorted; none if there is no folder."""
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
