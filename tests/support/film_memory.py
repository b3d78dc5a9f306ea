"""What works on the same films does each thing with ffmpeg once on a machine: it takes longer than all the rest."""

import asyncio
import hashlib
import os
import pickle
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from bot.media import videos
from bot.presentation.delivery import attachments
from bot.services.jobs import stories, video_search
from bot.worker import scenes
from tests.support.keeping import find_place


class FilmMemory:
    """What was found in films, and made of them, since bot/media last changed."""

    #: As they are at first: another memory may be in their place.
    _read, _fit = staticmethod(videos.read_video), staticmethod(videos.fit_video)
    _join, _save_frame = staticmethod(videos.join_videos), staticmethod(videos.last_frame)

    def __init__(self) -> None:
        #: What is done at one moment is often the same.
        self._turns: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def install(self, put: Callable[[Any, str, Any], None] = setattr) -> None:
        """Have this process do all its work on films with it."""
        for owner, name, function in (
            (videos, "read_video", self.read),
            (video_search, "read_video", self.read),
            (attachments, "fit_video", self.fit),
            (video_search, "join_videos", self.join),
            (scenes, "join_videos", self.join),
            (stories, "last_frame", self.save_frame),
        ):
            put(owner, name, function)

    async def read(self, path: Path, **limits: Any) -> Any:
        """The same as `read_video`."""
        return await self._recall(f"read {_hash(path)}", lambda: self._read(path, **limits))

    async def fit(self, source: Path, target: Path, **limits: Any) -> Path:
        """The same as `fit_video`."""

        async def is_changed() -> bool:
            return await self._fit(source, target, **limits) == target

        return target if await self._recall(f"fit {_hash(source)} {limits}", is_changed, target) else source

    async def join(self, parts: Sequence[Path], target: Path) -> Any:
        """The same as `join_videos`."""
        return await self._recall(f"join {' '.join(map(_hash, parts))}", lambda: self._join(parts, target), target)

    async def save_frame(self, source: Path, target: Path) -> None:
        """The same as `last_frame`."""
        await self._recall(f"frame {_hash(source)}", lambda: self._save_frame(source, target), target)

    async def _recall(self, what: str, make: Callable[[], Awaitable[Any]], target: Path | None = None) -> Any:
        """Give what `make` gives; what it writes to a target is written atomically here too."""
        known = find_place(hash_media_code(), what, suffix=".pickle")
        async with self._turns[what]:
            if not known.is_file():
                info = await make()
                _write(known, pickle.dumps((info, target.read_bytes() if target and target.is_file() else None)))
                return info
            info, data = pickle.loads(known.read_bytes())
            if target is not None and data is not None:
                _write(target, data)
            return info


def _write(path: Path, data: bytes) -> None:
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(data)
    part.replace(path)


@cache
def hash_media_code() -> str:
    """What is found in films and made of them, and of pictures, depends on this code."""
    code = [path.read_bytes() for path in sorted(Path(videos.__file__).parent.glob("*.py"))]
    return hashlib.sha256(b"".join(code)).hexdigest()


def _hash(film: Path) -> str:
    return hashlib.sha256(film.read_bytes()).hexdigest()
