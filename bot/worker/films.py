"""Joins the film of a story: all earlier parts, and the one that is about to be posted."""

import asyncio
from pathlib import Path

from bot.domain.clock import Clock
from bot.domain.jobs import OUTPUT_LIFE, Job
from bot.domain.stories import name_film
from bot.media.ffmpeg import FfmpegError
from bot.media.film_files import FilmFiles
from bot.media.videos import VideoError, join_videos
from bot.observability import get_logger
from bot.segmind.client import SegmindClient
from bot.services.jobs.video_search import VideoNotFound, VideoSearch, VideoSource
from bot.services.ports import DeliveryDelayed
from bot.storage.core.database import Database
from bot.storage.jobs import stories

log = get_logger(__name__)

#: How often joining is retried if the machine, not a file, is the problem; then the part is posted alone.
_TRIES_MAX = 3
_RETRY_S = 5.0
#: The same if a place that may have the earlier parts doesn't respond: about two minutes.
_UNREACHABLE_TRIES_MAX = 24


class Films:
    """Makes the film that is posted with a part. A part never waits long, and is posted without it if necessary."""

    def __init__(
        self, database: Database, data_dir: Path, segmind: SegmindClient, archive: VideoSource, clock: Clock
    ) -> None:
        self._database = database
        self._files = FilmFiles(data_dir)
        self._segmind = segmind
        self._archive = archive
        self._clock = clock
        self._tries: dict[str, int] = {}

    async def join(self, job: Job, video: Path) -> Path | None:
        """Return the film of all parts up to this one, next to its video; None if there is none or it can't be made.

        An existing film is complete, since it is written atomically. Raises DeliveryDelayed if it may be made later,
        and what the database raises. Safe to repeat.
        """
        if job.film_path is None or job.parent_id is None:
            return None
        film = video.with_name(name_film(job.id))
        if await asyncio.to_thread(film.is_file):
            return film
        try:
            before = await self._find_before(job.film_path, job.parent_id, parts=job.part - 1)
            info = await join_videos([before, video], film)
        except VideoNotFound as error:
            if error.is_passing:
                self._retry(job, error, _UNREACHABLE_TRIES_MAX)
            log.error("film not joined", job_id=job.id, why=str(error))
            return None
        except (VideoError, FileNotFoundError) as error:
            log.error("film not joined", job_id=job.id, why=str(error))
            return None
        except (FfmpegError, OSError) as error:
            self._retry(job, error, _TRIES_MAX)
            return None
        log.info("film joined", job_id=job.id, parts=job.part, duration_s=round(info.duration_s, 2))
        self._tries.pop(job.id, None)
        return film

    def discard(self, job: Job) -> None:
        """Delete the film so far of a job that has ended. Safe to repeat."""
        self._tries.pop(job.id, None)
        if job.film_path is not None:
            self._files.remove(job.film_path)

    async def _find_before(self, film_path: str, parent_id: str, *, parts: int) -> Path:
        """The film of all earlier parts: where it was made, or found again if that is another disk, or was wiped.

        Raises VideoNotFound, MediaError, OSError and what the database raises.
        """
        before = self._files.place(film_path)
        if await asyncio.to_thread(before.is_file):
            return before
        async with self._database.read() as connection:
            chain = await stories.list_lineage(connection, parent_id)
        if len(chain) != parts:
            raise VideoNotFound(is_passing=False)
        log.info("film so far is not on this disk", job_id=chain[-1].id)
        oldest = self._clock.now() - OUTPUT_LIFE
        search = VideoSearch(self._files.data_dir, self._segmind, self._archive, oldest=oldest)
        with self._files.workplace() as folder:
            await asyncio.to_thread(self._files.keep, await search.find_film(chain, folder), film_path)
        return before

    def _retry(self, job: Job, error: Exception, tries_max: int) -> None:
        """Raise DeliveryDelayed while another try makes sense."""
        tries = self._tries[job.id] = self._tries.get(job.id, 0) + 1
        log.warning("film not joined", job_id=job.id, tries=tries, why=str(error))
        if tries < tries_max:
            raise DeliveryDelayed("the film could not be joined", _RETRY_S) from error
