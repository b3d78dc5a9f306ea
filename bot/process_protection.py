"""Keeps what this process knows and writes from others on the machine."""

import contextlib
import ctypes
import os
import sys
from pathlib import Path

_PR_SET_DUMPABLE = 4
_FOR_OTHERS = 0o077
#: What the bot writes into its folder: earlier versions let everybody read it.
_OWN_FILES = ("veo.db*", "heartbeat*.json", "videos", "pictures", "films")


def protect_process() -> None:
    """Write files for this user alone from now on, and let none of their processes read the token and the key.

    Root can still read everything. Repeating it is safe.
    """
    os.umask(_FOR_OTHERS)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def protect_files(folder: Path) -> None:
    """Let nobody but their owner read the bot's files in a folder. What belongs to somebody else is left alone."""
    for pattern in _OWN_FILES:
        for path in folder.glob(pattern):
            with contextlib.suppress(OSError):
                mode = path.stat(follow_symlinks=False).st_mode
                if mode & _FOR_OTHERS and not path.is_symlink():
                    path.chmod(mode & ~_FOR_OTHERS & 0o7777)
