"""The prepared pictures on disk: one for each job that was accepted with a picture, until the job is closed."""

import asyncio
import os
import time
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from bot.media.picture_checks import PreparedPicture
from bot.observability import get_logger

log = get_logger(__name__)

_FOLDER = "pictures"
#: Discord's file name prefix for a file that is hidden as a spoiler.
_SPOILER_PREFIX = "SPOILER_"
#: Marks a picture that was padded because a crop would have lost too much of it.
_PADDED_SUFFIX = "-padded"
#: Marks a picture of which the card has to show what is left.
_CROPPED_SUFFIX = "-cropped"
_ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png"}
_CONTENT_TYPES = {ending: content_type for content_type, ending in _ENDINGS.items()}
#: A picture is written just before its job is stored, perhaps by another process, so younger files may be in use.
_SWEEP_AGE_S = 600.0


class PictureFiles:
    """Keeps prepared pictures in DATA_DIR; a job stores the path relative to it."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir

    async def save(self, job_id: str, picture: PreparedPicture, *, is_spoiler: bool) -> str:
        """Write a job's picture atomically, and return its path relative to DATA_DIR.

        When this returns, the picture is synced to disk. Raises OSError for problems with the disk.
        """
        prefix = _SPOILER_PREFIX if is_spoiler else ""
        suffix = _PADDED_SUFFIX if picture.is_padded else _CROPPED_SUFFIX if picture.is_cropped else ""
        path = PurePosixPath(_FOLDER, f"{prefix}{job_id}{suffix}{_ENDINGS[picture.content_type]}")
        await asyncio.to_thread(_write, self._data_dir / path, picture.data)
        return str(path)

    async def read(self, image_path: str) -> bytes:
        """Read a picture; raises FileNotFoundError if it is gone, OSError for other problems with the disk."""
        return await asyncio.to_thread((self._data_dir / image_path).read_bytes)

    def remove(self, image_path: str) -> None:
        """Delete a picture; a missing one, or an error of the disk, is ignored."""
        try:
            (self._data_dir / image_path).unlink(missing_ok=True)
        except OSError:
            log.exception("picture not deleted", image_path=image_path)

    def sweep(self, needed: Collection[str]) -> int:
        """Delete pictures that no job needs: all except these paths and those written in the last ten minutes.

        Returns the number of deleted files.
        """
        folder = self._data_dir / _FOLDER
        kept = {PurePosixPath(path).name for path in needed}
        count = 0
        for file in folder.iterdir() if folder.is_dir() else ():
            if file.name not in kept and _age_s(file) > _SWEEP_AGE_S:
                self.remove(f"{_FOLDER}/{file.name}")
                count += 1
        return count


def name_picture(image_path: str) -> str:
    """The file name of the picture on a job's card; the card itself marks spoilers."""
    return PurePosixPath(image_path).name.removeprefix(_SPOILER_PREFIX)


def content_type_of(image_path: str) -> str:
    """The content type, such as "image/jpeg"; raises KeyError if it isn't a prepared picture."""
    return _CONTENT_TYPES[PurePosixPath(image_path).suffix]


def is_spoiler(image_path: str | None) -> bool:
    """Whether the person hid the picture as a spoiler, so that the card and the video must be hidden, too."""
    return image_path is not None and PurePosixPath(image_path).name.startswith(_SPOILER_PREFIX)


def is_padded(image_path: str | None) -> bool:
    """Whether the picture was padded automatically, so that the person has to be told."""
    return image_path is not None and PurePosixPath(image_path).stem.endswith(_PADDED_SUFFIX)


def is_cropped(image_path: str | None) -> bool:
    """Whether the picture was cropped, so that the person should look at what is left of it."""
    return image_path is not None and PurePosixPath(image_path).stem.endswith(_CROPPED_SUFFIX)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    try:
        with partial.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # otherwise a crash of the machine could lose the name
    finally:
        os.close(folder)


def _age_s(file: Path) -> float:
    try:
        return time.time() - file.stat().st_mtime
    except FileNotFoundError:
        return 0.0
