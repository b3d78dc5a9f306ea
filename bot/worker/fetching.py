"""Downloads finished videos to disk. A flawed file is downloaded again, but anything that plays is kept in the end."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.domain.clock import Backoff, Clock
from bot.domain.jobs import OUTPUT_LIFE, FailureReason, Job, JobState
from bot.media.errors import MediaError
from bot.media.ffmpeg import FfmpegError
from bot.media.videos import (
    VideoDamaged,
    VideoError,
    VideoInfo,
    VideoTruncated,
    is_shorter,
    list_differences,
    recall_video,
    salvage_video,
)
from bot.observability import get_logger
from bot.segmind.client import SegmindClient
from bot.segmind.download import Downloaded
from bot.segmind.errors import DownloadError, DownloadGone, DownloadInterrupted, SegmindError, Transient
from bot.sentences import FALLBACK, Sentence, say_all
from bot.services.ports import DeliveryDelayed, DeliveryImpossible
from bot.worker.delay_queue import DelayQueue
from bot.worker.pending_jobs import PendingJobs
from bot.worker.reconciliation import Reconciliation

log = get_logger(__name__)

#: A clip of a few seconds has at most 20 MB, even in 1080p; more than this is implausible.
VIDEO_MAX_BYTES = 200_000_000
_RETRIES = Backoff(first_s=2.0, max_s=600.0)
_RETRY_AGAIN_S = 60.0
_UNSAVED = "video not saved: DATA_DIR is full or can't be written; free the disk, or mend it"
#: A bad file is downloaded at most this often, or until the same bytes arrive twice.
_BAD_FILES_MAX = 4
#: An interrupted transfer is tried this often (about 25 minutes) before the part that arrived is used.
_SHORT_FILES_MAX = 10
_WIDTH = 4


@dataclass(slots=True)
class _Tries:
    """The attempts for a job's file so far."""

    count: int = 0
    #: Complete files that weren't as expected.
    bad_files: int = 0
    #: Files that this machine couldn't check, so they may be fine.
    unread_files: int = 0
    #: Files whose transfer broke off.
    short_files: int = 0
    #: The last complete file.
    sha256: str = ""


class Fetching:
    """Downloads videos of completed jobs into a folder."""

    def __init__(
        self,
        pending_jobs: PendingJobs,
        client: SegmindClient,
        reconciliation: Reconciliation,
        data_dir: Path,
        clock: Clock,
    ) -> None:
        self._pending_jobs = pending_jobs
        self._client = client
        self._reconciliation = reconciliation
        self._data_dir = data_dir
        self._clock = clock
        #: Called when a video can't be saved to disk.
        self.on_unsaved: Callable[[], None] = lambda: None
        #: Called with each job whose video this process has downloaded, so that nobody can have posted it before.
        self.on_fetched: Callable[[str], None] = lambda _job_id: None
        self._tries: dict[str, _Tries] = {}
        self.delay_queue = DelayQueue("fetch", self._fetch, width=_WIDTH, clock=clock)

    def follow(self, job: Job) -> None:
        """Download the video of a job if its state says so."""
        if job.state is JobState.FETCHING:
            self.delay_queue.put(job.id)

    async def _fetch(self, job_id: str) -> float | None:
        job = self._pending_jobs.get(job_id, JobState.FETCHING)
        return None if job is None else await self.fetch(job)

    async def fetch(self, job: Job) -> float | None:
        """Try once to download the video; returns the seconds until the next try, None if settled.

        A repeated call starts the download again; only a complete file is ever recorded. Anything that plays counts as
        the video, even if it differs from the request.
        """
        if job.output_url is None:
            raise ValueError(f"job {job.id} is fetching without an address")
        relative = Path("videos") / f"{job.id}.mp4"
        path = self._data_dir / relative
        tries = self._tries.setdefault(job.id, _Tries())
        try:
            downloaded = await self._download(job, path)
            info = await self._check(job, path, downloaded, tries)
        except (DownloadError, MediaError) as error:
            if isinstance(error, MediaError) and not await asyncio.to_thread(path.exists):
                return _wiped(job)
            return await self._retry(job, error, tries)
        except FileNotFoundError:
            return _wiped(job)
        except OSError as error:
            log.error(_UNSAVED, job_id=job.id, why=str(error))
            self.on_unsaved()
            return _RETRY_AGAIN_S
        found = [Sentence("differs-unread")] if info is None else list_differences(job.request, info)
        await self._pending_jobs.move(
            job,
            JobState.DELIVERING,
            video_path=str(relative),
            detail={"size_bytes": downloaded.size_bytes, **({"differs": say_all(FALLBACK, found)} if found else {})},
            differs=found,
        )
        self.on_fetched(job.id)
        self._tries.pop(job.id, None)
        return None

    async def restore(self, job: Job, path: Path) -> None:
        """Download a video again because its file is gone from the disk. This is free.

        Raises DeliveryDelayed if that may work later, DeliveryImpossible if Segmind no longer has it.
        """
        log.warning("video gone from the disk", job_id=job.id)
        job = await self._refresh_address(job)
        tries = self._tries.setdefault(job.id, _Tries())
        try:
            downloaded = await self._download(job, path)
            await self._check(job, path, downloaded, tries)
        except MediaError as error:
            if not await asyncio.to_thread(path.exists):
                raise DeliveryDelayed("the video was deleted again", _wiped(job)) from error
            await asyncio.to_thread(path.unlink, missing_ok=True)
            tries.bad_files += not isinstance(error, FfmpegError)
            if tries.bad_files >= _BAD_FILES_MAX:
                raise DeliveryImpossible("the video is gone from the disk, and Segmind's can't be played") from error
            raise DeliveryDelayed(str(error), _RETRY_AGAIN_S) from error
        except Transient as error:
            await asyncio.to_thread(path.unlink, missing_ok=True)
            raise DeliveryDelayed(str(error), _RETRY_AGAIN_S) from error
        except DownloadError as error:
            raise DeliveryImpossible("the video is gone from the disk and from Segmind") from error
        except FileNotFoundError as error:
            raise DeliveryDelayed("the video was deleted again", _wiped(job)) from error
        except OSError as error:
            log.error(_UNSAVED, job_id=job.id, why=str(error))
            self.on_unsaved()
            raise DeliveryDelayed(f"the video could not be saved: {error}", _RETRY_AGAIN_S) from error
        self._tries.pop(job.id, None)

    async def _download(self, job: Job, path: Path) -> Downloaded:
        path.parent.mkdir(parents=True, exist_ok=True)
        return await self._client.download(job.output_url or "", path, max_bytes=VIDEO_MAX_BYTES, keeps_short=True)

    async def _check(self, job: Job, path: Path, downloaded: Downloaded, tries: _Tries) -> VideoInfo | None:
        """Describe the downloaded file; None if this machine can't check it.

        Raises MediaError or DownloadError if another download may bring a better file, or if nothing in it can be seen.
        """
        info: VideoInfo | None = None
        flaw: VideoError | None = None
        try:
            info = await recall_video(path)
            if is_shorter(job.request, info):
                flaw = VideoTruncated("The video is too short.")
        except (VideoTruncated, VideoDamaged) as error:
            flaw = error
        except VideoError as error:
            if downloaded.is_short:
                raise DownloadInterrupted("shorter than announced") from error
            raise
        except FfmpegError:
            tries.unread_files += 1
            if tries.unread_files < _BAD_FILES_MAX:
                raise
            return None  # delivery waits for the machine, too
        if flaw is not None and not self._is_all_there_is(downloaded, tries):
            raise DownloadInterrupted("shorter than announced") if downloaded.is_short else flaw
        return info or await salvage_video(path)

    def _is_all_there_is(self, downloaded: Downloaded, tries: _Tries) -> bool:
        """Whether another download of an incomplete file won't bring more."""
        if downloaded.is_short:
            tries.short_files += 1
            return tries.short_files >= _SHORT_FILES_MAX
        is_same, tries.sha256 = downloaded.sha256 == tries.sha256, downloaded.sha256
        return is_same or tries.bad_files + 1 >= _BAD_FILES_MAX

    async def _retry(self, job: Job, error: DownloadError | MediaError, tries: _Tries) -> float | None:
        tries.count += 1
        log.warning("fetch failed", job_id=job.id, tries=tries.count, why=type(error).__name__)
        is_bad = not isinstance(error, Transient | DownloadGone | FfmpegError)
        tries.bad_files += is_bad
        if isinstance(error, DownloadGone) or is_bad:
            job = await self._refresh_address(job)
        age_s = self._pending_jobs.elapsed.age_s(job.id, job.completed_at or job.changed_at)
        is_late = age_s >= OUTPUT_LIFE.total_seconds()
        if is_late or tries.bad_files >= _BAD_FILES_MAX:
            await self._pending_jobs.move(
                job, JobState.FAILED, failure=FailureReason.VIDEO_LOST, detail={"why": type(error).__name__}
            )
            self._tries.pop(job.id, None)
            return None
        return _RETRIES.pause_s(tries.count)

    async def _refresh_address(self, job: Job) -> Job:
        """Look for a newer address of the same video in the history."""
        try:
            row = await self._reconciliation.find_output(job)
        except SegmindError as error:
            log.warning("history not read", job_id=job.id, why=type(error).__name__)
            return job
        if row is None or row.generation_url in (None, job.output_url):
            return job
        return await self._pending_jobs.amend(job, output_url=row.generation_url)


def _wiped(job: Job) -> float:
    """Seconds until the next download of a video that was deleted from the disk before it could be checked."""
    log.warning("video deleted from the disk before it was checked", job_id=job.id)
    return _RETRIES.first_s
