"""Joins the film of a story: all earlier parts, and the one that is about to be posted."""

import asyncio
from pathlib import Path

from bot.domain.jobs import Job
from bot.domain.stories import name_film
from bot.media.ffmpeg import FfmpegError
from bot.media.film_files import FilmFiles
from bot.media.videos import VideoError, join_videos
from bot.observability import get_logger
from bot.services.ports import DeliveryDelayed

log = get_logger(__name__)

#: How often joining is retried if the machine, not a file, is the problem; then the part is posted alone.
_TRIES_MAX = 3
_RETRY_S = 5.0


class Films:
    """Makes the film that is posted with a part. A part never waits long, and is posted without it if necessary."""

    def __init__(self, data_dir: Path) -> None:
        self._files = FilmFiles(data_dir)
        self._tries: dict[str, int] = {}

    async def join(self, job: Job, video: Path) -> Path | None:
        """Return the film of all parts up to this one, next to its video; None if there is none or it can't be made.

        An existing film is complete, since it is written atomically. Raises DeliveryDelayed if it may be made later.
        Safe to repeat.
        """
        if job.film_path is None:
            return None
        film = video.with_name(name_film(job.id))
        before = self._files.place(job.film_path)
        if await asyncio.to_thread(film.is_file):
            return film
        try:
            info = await join_videos([before, video], film)
        except (VideoError, FileNotFoundError) as error:
            log.error("film not joined", job_id=job.id, why=str(error))
            return None
        except (FfmpegError, OSError) as error:
            self._retry(job, error)
            return None
        log.info("film joined", job_id=job.id, parts=job.part, duration_s=round(info.duration_s, 2))
        self._tries.pop(job.id, None)
        return film

    def discard(self, job: Job) -> None:
        """Delete the film so far of a job that has ended. Safe to repeat."""
        self._tries.pop(job.id, None)
        if job.film_path is not None:
            self._files.remove(job.film_path)

    def _retry(self, job: Job, error: Exception) -> None:
        """Raise DeliveryDelayed while another try makes sense."""
        tries = self._tries[job.id] = self._tries.get(job.id, 0) + 1
        log.warning("film not joined", job_id=job.id, tries=tries, why=str(error))
        if tries < _TRIES_MAX:
            raise DeliveryDelayed("the film could not be joined", _RETRY_S) from error
