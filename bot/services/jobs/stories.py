"""Continuing a video: whether it is possible, and finding the first frame of the next part and the film so far."""

import asyncio

from bot.domain.clock import Clock
from bot.domain.jobs import OUTPUT_LIFE, Job, JobState
from bot.domain.stories import PARTS_MAX
from bot.errors import AskedTwice, UserError
from bot.media.ffmpeg import FfmpegError
from bot.media.film_files import FilmFiles
from bot.media.videos import VideoError, last_frame
from bot.observability import get_logger
from bot.segmind.client import SegmindClient
from bot.sentences import Sentence
from bot.services.jobs.video_search import VideoNotFound, VideoSearch, VideoSource
from bot.services.unavailable import unavailable
from bot.storage.core.database import DATABASE_FAILURES, PATIENCE_S, Database
from bot.storage.jobs import stories

log = get_logger(__name__)

#: Discord's file limit in the most boosted server; the file is held in memory before it is written to disk.
POSTED_MAX_BYTES = 100 * 1024 * 1024


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
                is_twin = await stories.has_twin(
                    connection, parent.id, user_id=user_id, prompt=prompt.strip(), duration_s=duration_s
                )
        except DATABASE_FAILURES as error:
            log.exception("stories not read", job_id=parent.id)
            raise unavailable(error) from error
        if is_twin:
            raise AskedTwice(Sentence("continue-again"))

    async def prepare(self, parent: Job, film_path: str, archive: VideoSource) -> bytes:
        """Do what `find` does for a person; raises UserError with a sentence for them."""
        try:
            return await self.find(parent, film_path, archive)
        except (VideoError, FfmpegError, OSError) as error:
            log.exception("video not prepared to be continued", job_id=parent.id, why=type(error).__name__)
            raise UserError(Sentence("continue-busy")) from error

    async def find(self, parent: Job, film_path: str, archive: VideoSource) -> bytes:
        """Write the film so far to `film_path` in DATA_DIR, and return the last frame of the parent's video as a PNG.

        If the next part is delivered by another process, that one finds the film again.
        Raises VideoNotFound, VideoError, FfmpegError, OSError, and what the database raises. Safe to repeat.
        """
        search = VideoSearch(self.films.data_dir, self._segmind, archive, oldest=self._clock.now() - OUTPUT_LIFE)
        async with self._database.read() as connection:
            chain = await stories.list_lineage(connection, parent.id)
        with self.films.workplace() as folder:
            film = await search.find_film(chain, folder)
            try:
                part = await search.find_part(parent, folder)
            except VideoNotFound:
                part = film  # the message of scenes has nothing else, and its last frame is the same
            frame = folder / "frame.png"
            await last_frame(part, frame)
            data = await asyncio.to_thread(frame.read_bytes)
            await asyncio.to_thread(self.films.keep, film, film_path)
        return data

    async def release(self, film_path: str) -> None:
        """Delete the film so far if no job uses it. If that isn't known now, the next start deletes it."""
        try:
            async with self._database.read() as connection:
                is_needed = await stories.needs_film(connection, film_path)
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
