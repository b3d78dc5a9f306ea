"""Continuing a video: whether it is possible, and finding the first frame of the next part and the film so far.

A part's video is taken from the disk while it is kept there, else from the message that it was posted in, else from
Segmind, which keeps it for 7 days. The film of all parts so far is taken from the disk or the message, else joined
again. Every file is checked as a video before it is used.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from bot.domain.clock import Clock
from bot.domain.jobs import OUTPUT_LIFE, Job, JobState
from bot.domain.stories import PARTS_MAX, name_film
from bot.errors import AskedTwice, UserError
from bot.media.ffmpeg import FfmpegError
from bot.media.film_files import FilmFiles, borrow
from bot.media.videos import VideoError, join_videos, last_frame, read_video
from bot.observability import get_logger
from bot.segmind.client import SegmindClient
from bot.segmind.errors import DownloadError, Transient
from bot.sentences import Sentence
from bot.services.unavailable import unavailable
from bot.storage.core.database import DATABASE_FAILURES, PATIENCE_S, Database
from bot.storage.jobs import lineage

log = get_logger(__name__)

#: More bytes than any video of a few seconds, or of a whole story, has.
_VIDEO_MAX_BYTES = 200_000_000
#: Discord's file limit in the most boosted server; the file is held in memory before it is written to disk.
POSTED_MAX_BYTES = 100 * 1024 * 1024


class VideoSource(Protocol):
    """An archive that may have a posted video."""

    async def read(self, job: Job, *, is_film: bool) -> bytes | None:
        """Read a job's video, or the film that ends with it; None if it isn't there (any more).

        Raises SourceUnreachable if that isn't known right now.
        """


class SourceUnreachable(Exception):
    """The archive can't say right now whether it has a video."""


class Stories:
    """Decides what can be continued, and prepares it."""

    def __init__(self, database: Database, films: FilmFiles, segmind: SegmindClient, clock: Clock) -> None:
        self._database = database
        self._segmind = segmind
        self._clock = clock
        #: Where the films so far are kept.
        self.films = films

    async def require_no_twin(self, parent: Job, *, user_id: int, prompt: str, duration_s: int) -> None:
        """Refuse a request that is already in progress; raises AskedTwice."""
        try:
            async with asyncio.timeout(PATIENCE_S), self._database.read() as connection:
                is_twin = await lineage.has_twin(
                    connection, parent.id, user_id=user_id, prompt=prompt.strip(), duration_s=duration_s
                )
        except DATABASE_FAILURES as error:
            log.exception("stories not read", job_id=parent.id)
            raise unavailable(error) from error
        if is_twin:
            raise AskedTwice(Sentence("continue-again"))

    async def prepare(self, parent: Job, film_path: str, archive: VideoSource) -> bytes:
        """Write the film so far to `film_path` in DATA_DIR, and return the last frame of the parent's video as a PNG.

        Raises UserError with a sentence for the person if they aren't available. Safe to repeat.
        """
        search = _Search(self.films.data_dir, self._segmind, archive, oldest=self._clock.now() - OUTPUT_LIFE)
        async with self._database.read() as connection:
            chain = await lineage.list_lineage(connection, parent.id)
        try:
            with self.films.workplace() as folder:
                part = await search.find_part(parent, folder)
                film = part if parent.part == 1 else await search.find_film(chain, folder)
                frame = folder / "frame.png"
                await last_frame(part, frame)
                data = await asyncio.to_thread(frame.read_bytes)
                await asyncio.to_thread(self.films.keep, film, film_path)
        except (VideoError, FfmpegError, OSError) as error:
            log.exception("video not prepared to be continued", job_id=parent.id, why=type(error).__name__)
            raise UserError(Sentence("continue-busy")) from error
        return data

    async def release(self, film_path: str) -> None:
        """Delete the film so far if no job uses it. If that isn't known now, the next start deletes it."""
        try:
            async with self._database.read() as connection:
                is_needed = await lineage.needs_film(connection, film_path)
        except DATABASE_FAILURES as error:
            log.warning("film kept", film_path=film_path, why=type(error).__name__)
            return
        if not is_needed:
            self.films.remove(film_path)


def refuse_parent(job: Job) -> Sentence | None:
    """Return why nobody can continue a job; None if that is possible."""
    if job.state is JobState.UNDELIVERABLE:
        return Sentence("continue-unposted")
    if job.state is not JobState.DELIVERED:
        return Sentence("continue-unfinished" if job.is_pending else "continue-failed")
    return Sentence("continue-full", most=PARTS_MAX) if job.part >= PARTS_MAX else None


class _Search:
    """Looks for videos in one place after the other."""

    def __init__(self, data_dir: Path, segmind: SegmindClient, archive: VideoSource, *, oldest: datetime) -> None:
        self._data_dir = data_dir
        self._segmind = segmind
        self._archive = archive
        self._oldest = oldest
        #: Whether a place that may have it didn't respond.
        self._was_unreachable = False

    async def find_part(self, job: Job, folder: Path) -> Path:
        """Find the video of one job and check it; raises UserError if no place has it."""
        target = folder / f"{job.id}.mp4"
        for fetch in (self._take_from_disk, self._take_from_archive, self._take_from_segmind):
            if await fetch(job, target) and await self._is_good(target):
                return target
        raise UserError(Sentence("continue-unreachable" if self._was_unreachable else "continue-gone"))

    async def find_film(self, chain: Sequence[Job], folder: Path) -> Path:
        """Find the film of all these parts, or join it; raises UserError if a part is permanently gone."""
        last = chain[-1]
        target = folder / name_film(last.id)
        for fetch in (self._take_from_disk, self._take_from_archive):
            if await fetch(last, target, is_film=True) and await self._is_good(target):
                return target
        log.info("film joined anew", job_id=last.id, parts=len(chain))
        parts = [folder / f"{job.id}.mp4" for job in chain]
        for job, part in zip(chain, parts, strict=True):
            if not part.is_file():
                await self.find_part(job, folder)
        await join_videos(parts, target)
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
