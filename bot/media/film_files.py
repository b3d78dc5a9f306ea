"""The film so far of each story that is being continued, kept until its next part is posted."""

import contextlib
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from bot.observability import get_logger

log = get_logger(__name__)

_FOLDER = "films"
#: Younger files may still be being written, perhaps by another process.
_SWEEP_AGE_S = 600.0


class FilmFiles:
    """Films in DATA_DIR, one for each job, independent of the videos that they were made from."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir

    def name(self) -> str:
        """Choose the path, relative to DATA_DIR, of a new film."""
        return f"{_FOLDER}/{secrets.token_hex(8)}.mp4"

    def place(self, film_path: str) -> Path:
        """The absolute path of a film."""
        return self.data_dir / film_path

    def keep(self, source: Path, film_path: str) -> None:
        """Move a finished film to its place; replaces an existing file. Blocks; raises OSError."""
        target = self.place(film_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_suffix(".part")
        partial.unlink(missing_ok=True)
        borrow(source, partial)
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        partial.replace(target)

    def remove(self, film_path: str) -> None:
        """Delete a film; a missing one, or an error of the disk, is ignored."""
        try:
            self.place(film_path).unlink(missing_ok=True)
        except OSError:
            log.exception("film not deleted", film_path=film_path)

    def sweep(self, needed: Collection[str]) -> int:
        """Delete films that no job needs: all but these paths and those younger than ten minutes; returns how many."""
        folder = self.data_dir / _FOLDER
        kept = {PurePosixPath(path).name for path in needed}
        count = 0
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.name in kept or _age_s(path) <= _SWEEP_AGE_S:
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                self.remove(f"{_FOLDER}/{path.name}")
            count += 1
        return count

    @contextlib.contextmanager
    def workplace(self) -> Iterator[Path]:
        """Create a temporary folder on the same disk; raises OSError."""
        folder = self.data_dir / _FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, suffix=".part", ignore_cleanup_errors=True) as name:
            yield Path(name)


def borrow(source: Path, target: Path) -> None:
    """Make a finished film available under a second name, which stays when the first is deleted. Blocks.

    Finished files are replaced, never changed, so both names may share one file. Raises FileNotFoundError, OSError.
    """
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:  # another disk, or one without hard links
        shutil.copyfile(source, target)


def _age_s(path: Path) -> float:
    try:
        # A hard link has its file's old time; this records when it was made.
        return time.time() - path.stat().st_ctime
    except FileNotFoundError:
        return 0.0
