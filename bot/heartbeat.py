"""Heartbeats: each process writes its state to a file every few seconds, and `veo-bot health` reads it."""

import asyncio
import contextlib
import hashlib
import json
import os
import socket
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.observability import get_logger

log = get_logger(__name__)

#: A process whose heartbeat is older counts as stuck.
SILENCE_MAX_S = 45.0
_INTERVAL_S = 10.0
#: Older files were left by killed processes, perhaps in a container that is gone.
_LEFTOVER_S = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class LifeSign:
    """The last heartbeat of a running process on this machine."""

    pid: int
    is_stuck: bool
    has_database: bool
    has_discord: bool
    #: Whether other processes serve Discord and this one takes over when one of them ends.
    is_standby: bool = False


class Heartbeats:
    """The heartbeats in a folder, which processes of several machines or containers may share.

    `name` is the prefix of the files; processes with different prefixes don't see each other.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._prefix = f"{name}-{_machine()}-"

    async def run(self, tell: Callable[[], Awaitable[Mapping[str, bool]]]) -> None:
        """Write what `tell` returns every few seconds until cancelled, then remove the file."""
        path = self._path(os.getpid())
        self._remove_leftovers()
        try:
            while True:
                try:
                    said = {"at": time.time(), "started": _started(os.getpid()), **await tell()}
                    part = path.with_name(f"{path.name}.part")
                    # The folder may be new or have been wiped.
                    path.parent.mkdir(parents=True, exist_ok=True)
                    part.write_text(json.dumps(said), "utf-8")
                    part.replace(path)
                except Exception:  # the next heartbeat may succeed
                    log.exception("heartbeat not written")
                await asyncio.sleep(_INTERVAL_S)
        finally:
            path.unlink(missing_ok=True)

    def read(self) -> list[LifeSign]:
        """Return the heartbeats of the running processes on this machine, ordered by process id."""
        signs = []
        for path in self._folder.glob(f"{self._prefix}*.json"):
            try:
                pid = int(path.stem.removeprefix(self._prefix))
                said = json.loads(path.read_text("utf-8"))
                if _started(pid) is None or _started(pid) != said["started"]:
                    continue
                is_stuck = abs(time.time() - float(said["at"])) > SILENCE_MAX_S
                is_standby = bool(said.get("standby", False))
                signs.append(LifeSign(pid, is_stuck, bool(said["database"]), bool(said["discord"]), is_standby))
            except (OSError, ValueError, TypeError, KeyError):
                continue
        return sorted(signs, key=lambda sign: sign.pid)

    def _path(self, pid: int) -> Path:
        return self._folder / f"{self._prefix}{pid}.json"

    def _remove_leftovers(self) -> None:
        for path in self._folder.glob("heartbeat*.json*"):
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > _LEFTOVER_S:
                    path.unlink()


def _machine() -> str:
    """Return a name for this machine or container, since others use the same process ids."""
    try:
        namespace = str(Path("/proc/self/ns/pid").readlink())
    except OSError:  # not Linux
        namespace = ""
    return hashlib.sha256(f"{socket.gethostname()} {namespace}".encode()).hexdigest()[:12]


def _started(pid: int) -> str | None:
    """Return when a process started, in the system's own units; None if there is no such process."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except OSError:  # it belongs to another user
        pass
    try:
        # The name in parentheses may contain anything; the twentieth field after it is the start time.
        return Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[19]
    except (OSError, IndexError):  # not Linux
        return ""
