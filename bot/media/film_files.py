"""Where the film so far of each story that is being continued lies until its next part is posted."""

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
#: What nobody needs may still be in the making, also by another process.
_SWEEP_AGE_S = 600.0


class FilmFiles:
    """Films below DATA_DIR, each of one job: what happens to the videos that they were made of does not touch them."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir

    def name(self) -> str:
        """Choose the path below DATA_DIR of a film that is not there yet."""
        return f"{_FOLDER}/{secrets.token_hex(8)}.mp4"

    def place(self, film_path: str) -> Path:
        """Where a film is."""
        return self.data_dir / film_path

    def keep(self, source: Path, film_path: str) -> None:
        """Put a finished film where it is kept; replaces what is there. Blocks; raises OSError."""
        target = self.place(film_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_suffix(".part")
        partial.unlink(missing_ok=True)
        borrow(source, partial)
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        partial.replace(target)

    def remove(self, film_path: str) -> None:
        """Delete a film; one that is gone, or stays because the disk says so, is no error."""
        try:
            self.place(film_path).unlink(missing_ok=True)
        except OSError:
            log.exception("film not deleted", film_path=film_path)

    def sweep(self, needed: Collection[str]) -> int:
        """Delete what no job needs: all but these paths and what is younger than ten minutes; gives how many."""
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
        """Make a folder on the same disk that is gone afterwards; raises OSError."""
        folder = self.data_dir / _FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, suffix=".part", ignore_cleanup_errors=True) as name:
            yield Path(name)


def borrow(source: Path, target: Path) -> None:
    """Have a finished file under another name, so that it stays when the first is deleted. Blocks.

    Finished files are replaced and never written to, so both may be one file. Raises FileNotFoundError, OSError.
    """
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:  # another disk, or one without links
        shutil.copyfile(source, target)


def _age_s(path: Path) -> float:
    try:
        # A link has the time of its file's content; when it was made shows in this one.
        return time.time() - path.stat().st_ctime
    except FileNotFoundError:
        return 0.0
