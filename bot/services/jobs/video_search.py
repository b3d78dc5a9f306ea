"""Finds the videos of ended jobs, wherever they still are: DATA_DIR is only a cache.

A video is taken from the disk, or else from the message that it was posted in, or else from Segmind, which keeps it for
7 days. The film of all parts of a story is taken from the disk or the message, or else joined again. Every file is
checked as a video before it is used. Nothing here can start a paid request.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from bot.domain.jobs import Job
from bot.domain.stories import name_film
from bot.errors import UserError
from bot.media.film_files import borrow
from bot.media.videos import VideoError, join_videos, read_video
from bot.observability import get_logger
from bot.segmind.client import SegmindClient
from bot.segmind.errors import DownloadError, Transient
from bot.sentences import Sentence

log = get_logger(__name__)

#: More than the size of any video, even of a whole story.
_VIDEO_MAX_BYTES = 200_000_000


class VideoSource(Protocol):
    """An archive that may have a posted video."""

    async def read(self, job: Job, *, is_film: bool) -> bytes | None:
        """Read a job's video, or the film that ends with it; None if it isn't there (any more).

        Raises SourceUnreachable if that isn't known right now.
        """


class SourceUnreachable(Exception):
    """The archive can't say right now whether it has a video."""


class VideoNotFound(UserError):
    """No source has the video, or none that responded."""

    def __init__(self, *, is_passing: bool) -> None:
        super().__init__(Sentence("continue-unreachable" if is_passing else "continue-gone"))
        #: Whether a source that may have it didn't respond.
        self.is_passing = is_passing


class VideoSearch:
    """Looks for videos in one source after the other."""

    def __init__(self, data_dir: Path, segmind: SegmindClient, archive: VideoSource, *, oldest: datetime) -> None:
        self._data_dir = data_dir
        self._segmind = segmind
        self._archive = archive
        #: Segmind no longer has videos completed before this.
        self._oldest = oldest
        #: Whether a source that may have it didn't respond.
        self._was_unreachable = False

    async def find_part(self, job: Job, folder: Path) -> Path:
        """Find the video of one job and check it; raises VideoNotFound if no source has it. Safe to repeat."""
        target = folder / f"{job.id}.mp4"
        if target.is_file():
            return target
        for fetch in (self._take_from_disk, self._take_from_archive, self._take_from_segmind):
            if await fetch(job, target) and await self._is_good(target):
                return target
        raise VideoNotFound(is_passing=self._was_unreachable)

    async def find_film(self, chain: Sequence[Job], folder: Path) -> Path:
        """Find the film of all these parts, or join it; that of the first part is its video.

        Raises VideoNotFound if a part is gone, and what joining raises.
        """
        last = chain[-1]
        if len(chain) == 1:
            return await self.find_part(last, folder)
        target = folder / name_film(last.id)
        for fetch in (self._take_from_disk, self._take_from_archive):
            if await fetch(last, target, is_film=True) and await self._is_good(target):
                return target
        log.info("film joined anew", job_id=last.id, parts=len(chain))
        await join_videos([await self.find_part(job, folder) for job in chain], target)
        return target

    async def _is_good(self, video: Path) -> bool:
        """Whether a file plays to its end, whatever its length: a part may differ from its request."""
        try:
            await read_video(video, max_bytes=_VIDEO_MAX_BYTES)
        except VideoError as error:
            log.warning("video to be continued is none", why=type(error).__name__)
            # This may be the original file on disk, which must never be written to.
            await asyncio.to_thread(video.unlink)
            return False
        return True

    async def _take_from_disk(self, job: Job, target: Path, *, is_film: bool = False) -> bool:
        name = str(Path("videos") / name_film(job.id)) if is_film else job.video_path
        if name is None:
            return False
        try:
            await asyncio.to_thread(borrow, self._data_dir / name, target)
        except FileNotFoundError:
            return False
        return True

    async def _take_from_archive(self, job: Job, target: Path, *, is_film: bool = False) -> bool:
        try:
            data = await self._archive.read(job, is_film=is_film)
        except SourceUnreachable as error:
            log.warning("posted video not fetched", job_id=job.id, why=str(error))
            self._was_unreachable = True
            return False
        if data is None:
            return False
        await asyncio.to_thread(target.write_bytes, data)
        return True

    async def _take_from_segmind(self, job: Job, target: Path) -> bool:
        if job.output_url is None or (job.completed_at or job.changed_at) <= self._oldest:
            return False
        try:
            await self._segmind.download(job.output_url, target, max_bytes=_VIDEO_MAX_BYTES)
        except DownloadError as error:
            log.info("video not fetched from Segmind", job_id=job.id, why=type(error).__name__)
            self._was_unreachable |= isinstance(error, Transient)
            return False
        return True
