"""Takes up the scenes of films, each from the last frame of the one before as soon as that is posted, and joins films.

A scene waits, queued, until the scene before it is delivered. If that one ends without a video, the scene is cancelled
and refunded, and so are all after it. If that one was deleted, the scene fails. Everything that decides this is in the
database, so any step may be repeated, even by another process.
"""

import asyncio
from dataclasses import replace
from pathlib import Path

from bot.domain.clock import Backoff, Clock
from bot.domain.jobs import OUTPUT_LIFE, FailureReason, Job, JobState
from bot.domain.requests import InvalidRequest
from bot.domain.stories import name_film
from bot.media.errors import MediaError, PictureError
from bot.media.ffmpeg import FfmpegError
from bot.media.film_files import FilmFiles
from bot.media.image_sandbox import ImageSandbox
from bot.media.picture_checks import DEFAULT_LIMITS, Fit, PreparedPicture
from bot.media.picture_files import is_spoiler, make_image_path
from bot.media.probe import VideoError
from bot.media.videos import join_videos
from bot.observability import get_logger
from bot.segmind.client import SegmindClient
from bot.services.jobs.stories import Stories
from bot.services.jobs.video_search import VideoNotFound, VideoSearch, VideoSource
from bot.services.ports import DeliveryDelayed
from bot.storage.core.database import Database
from bot.storage.jobs import jobs, stories
from bot.worker.delay_queue import DelayQueue
from bot.worker.pending_jobs import PendingJobs
from bot.worker.retirement import Retirement

log = get_logger(__name__)

#: If the machine or the video's source can't provide the frame now, it is retried for about half an hour; a bad file a
#: few times.
_RETRIES = Backoff(first_s=2.0, max_s=60.0)
_TRIES_MAX = 30
_BAD_TRIES_MAX = 3
_WIDTH = 2


class Scenes:
    """Makes the start pictures of scenes, or ends scenes that won't have one."""

    def __init__(
        self,
        pending_jobs: PendingJobs,
        database: Database,
        stories: Stories,
        archive: VideoSource,
        image_sandbox: ImageSandbox,
        retirement: Retirement,
        clock: Clock,
    ) -> None:
        self._pending_jobs = pending_jobs
        self._database = database
        self._stories = stories
        self._archive = archive
        self._image_sandbox = image_sandbox
        self._retirement = retirement
        self._clock = clock
        self._tries: dict[str, int] = {}
        self.delay_queue = DelayQueue("scene", self._take_up, width=_WIDTH, clock=clock)

    def follow(self, job: Job) -> None:
        """Take up this scene if it waits, and those that wait for it if it has ended."""
        if self.is_needed(job) and job.id not in self.delay_queue:
            self.delay_queue.put(job.id)
        if job.is_scene and not job.is_pending:
            self._tries.pop(job.id, None)
            for one in self._pending_jobs:
                if one.parent_id == job.id and self.is_needed(one):
                    self.delay_queue.put(one.id)

    def is_needed(self, job: Job) -> bool:
        """Whether the job waits for the scene before it."""
        return job.state is JobState.QUEUED and job.awaits_scene

    async def _take_up(self, job_id: str) -> float | None:
        """Try once to take up a waiting scene; if the one before is still pending, its end triggers the next try."""
        job = self._pending_jobs.get(job_id, JobState.QUEUED)
        if job is None or not self.is_needed(job):
            return None
        async with self._database.read() as connection:
            before = None if job.parent_id is None else await jobs.get_job(connection, job.parent_id)
        if before is not None and before.is_pending:
            return None
        if before is None or before.deleted_at is not None:
            # No other message tells the requester why there is no film.
            why = "the scene before is gone"
            await self._pending_jobs.move(job, JobState.FAILED, failure=FailureReason.SCENE_LOST, detail={"why": why})
            return None
        if before.state is not JobState.DELIVERED:
            why = f"the scene before is {before.state}"
            await self._pending_jobs.move(job, JobState.CANCELLED, detail={"why": why})
            return None
        if not self._retirement.can_use(job.request):
            await self._retirement.end(job)
            return None
        return await self._make_picture(job, before)

    async def _make_picture(self, job: Job, before: Job) -> float | None:
        film_path = self._stories.films.name()
        is_stored = False
        try:
            frame = await self._stories.find(before, film_path, self._archive)
            picture = await self._prepare(job, frame)
            # The new scene may be posted where videos aren't spoilers.
            is_hidden = before.is_spoiler or is_spoiler(before.image_path)
            image_path = make_image_path(job.id, picture, is_spoiler=is_hidden)
            await self._pending_jobs.take_up_scene(job, image_path, film_path, picture.data)
            is_stored = True
        except DeliveryDelayed:  # not logged in to Discord yet
            return _RETRIES.first_s
        except (MediaError, VideoNotFound, InvalidRequest, OSError) as error:
            return await self._retry(job, error)
        finally:
            if not is_stored:
                self._stories.films.remove(film_path)
        log.info("scene taken up", job_id=job.id, part=job.part, size_bytes=len(picture.data))
        self._tries.pop(job.id, None)
        return None

    async def _prepare(self, job: Job, frame: bytes) -> PreparedPicture:
        request = job.request
        spec = self._retirement.catalogue.look_up(request.model)
        sizes = spec.sizes_in(request.resolution)
        if request.aspect_ratio not in sizes:
            spec.check(request)  # the catalogue has changed; this raises what the model no longer supports
        picture = await self._image_sandbox.prepare(
            frame, sizes=sizes, aspect=request.aspect_ratio, fit=Fit.AUTO, limits=DEFAULT_LIMITS
        )
        # Don't tell the requester how a frame of the bot's own video was cropped.
        return replace(picture, cropped_share=0.0, is_padded=False)

    async def _retry(self, job: Job, error: Exception) -> float | None:
        """Return the seconds until the next try, or give up if another try makes no sense."""
        tries = self._tries[job.id] = self._tries.get(job.id, 0) + 1
        log.warning("scene not taken up", job_id=job.id, tries=tries, why=f"{type(error).__name__}: {error}")
        is_gone = isinstance(error, VideoNotFound) and not error.is_passing
        is_bad = isinstance(error, VideoError | PictureError)
        is_over = is_gone or isinstance(error, InvalidRequest) or tries >= (_BAD_TRIES_MAX if is_bad else _TRIES_MAX)
        if not is_over:
            return _RETRIES.pause_s(tries)
        detail: dict[str, str | int | float | None] = {"why": type(error).__name__, "tries": tries}
        await self._pending_jobs.move(job, JobState.FAILED, failure=FailureReason.SCENE_LOST, detail=detail)
        return None


#: How often joining is retried if the machine, not a file, is the problem; then the part is posted alone.
_JOIN_TRIES_MAX = 3
_RETRY_S = 5.0
#: The same if a source that may have the earlier parts doesn't respond: about two minutes.
_UNREACHABLE_TRIES_MAX = 24


class Films:
    """Makes the film that is posted with a part. A part never waits long; if need be, it is posted without the film."""

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

        An existing film is complete, since it is written atomically. Raises DeliveryDelayed if a later try may work,
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
            self._retry(job, error, _JOIN_TRIES_MAX)
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
        """The film of all earlier parts, from this disk or, if it isn't there, found or joined again.

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
        """Raise DeliveryDelayed if another try makes sense."""
        tries = self._tries[job.id] = self._tries.get(job.id, 0) + 1
        log.warning("film not joined", job_id=job.id, tries=tries, why=str(error))
        if tries < tries_max:
            raise DeliveryDelayed("the film could not be joined", _RETRY_S) from error
