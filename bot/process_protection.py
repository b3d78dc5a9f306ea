"""Protects this process's memory and files from other processes on the machine."""

import contextlib
import ctypes
import os
import sys
from pathlib import Path

_PR_SET_DUMPABLE = 4
_FOR_OTHERS = 0o077
#: The files that the bot writes; earlier versions let everyone read them.
_OWN_FILES = ("veo.db*", "heartbeat*.json", "videos", "pictures", "films")


def protect_process() -> None:
    """Make new files readable for this user only, and keep the user's other processes from reading the memory.

    Root can still read everything. Safe to repeat.
    """
    os.umask(_FOR_OTHERS)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def protect_files(folder: Path) -> None:
    """Make the bot's files in a folder readable for their owner only. Files of other users are left alone."""
    for pattern in _OWN_FILES:
        for path in folder.glob(pattern):
            with contextlib.suppress(OSError):
                mode = path.stat(follow_symlinks=False).st_mode
                if mode & _FOR_OTHERS and not path.is_symlink():
                    path.chmod(mode & ~_FOR_OTHERS & 0o7777)
