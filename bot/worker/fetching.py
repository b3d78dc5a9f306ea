"""Getting a finished video to disk, checked."""

from pathlib import Path

from bot.domain.backoff import Backoff
from bot.domain.clock import Clock
from bot.domain.jobs import OUTPUT_LIFE, FailureReason, Job, JobState
from bot.media.ffmpeg import FfmpegError
from bot.media.videos import VideoError, check_video
from bot.observability import get_logger
from bot.segmind.client import SegmindClient
from bot.segmind.errors import DownloadError, DownloadGone, SegmindError, Transient
from bot.services.ports import DeliveryDelayed, DeliveryImpossible
from bot.worker.pending_jobs import PendingJobs
from bot.worker.reconciliation import Reconciliation

log = get_logger(__name__)

#: An 8 s clip of 1280x720 has a few MB; this is what is never plausible.
VIDEO_MAX_BYTES = 200_000_000
#: A video's length may differ this much from what was asked for.
_TOLERANCE_S = 2.0
_RETRIES = Backoff(first_s=2.0, max_s=600.0)
_RETRY_AGAIN_S = 60.0
#: A file that arrives whole and is still no video is fetched again only so often.
_BAD_FILES_MAX = 4


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
        self._tries: dict[str, int] = {}
        self._bad_files: dict[str, int] = {}

    async def fetch(self, job: Job) -> float | None:
        """Try once to get the video; gives the seconds until the next try makes sense, None if settled.

        Repeating it starts the download again; only a complete, checked file is ever recorded.
        """
        if job.output_url is None:
            raise ValueError(f"job {job.id} is fetching without an address")
        relative = Path("videos") / f"{job.id}.mp4"
        path = self._data_dir / relative
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            downloaded = await self._client.download(job.output_url, path, max_bytes=VIDEO_MAX_BYTES)
            await check_video(
                path,
                expected_duration_s=job.request.duration_s,
                tolerance_s=_TOLERANCE_S,
                max_bytes=VIDEO_MAX_BYTES,
            )
        except (DownloadError, VideoError, FfmpegError) as error:
            return await self._retry(job, error)
        except OSError as error:
            log.error("video not saved: free the disk, or mend it", job_id=job.id, why=str(error))
            return _RETRY_AGAIN_S
        await self._pending_jobs.move(
            job,
            JobState.DELIVERING,
            video_path=str(relative),
            detail={"size_bytes": downloaded.size_bytes},
        )
        self._forget(job)
        return None

    async def restore(self, job: Job, path: Path) -> None:
        """Fetch a video again that was fetched before and is gone from the disk.

        Raises DeliveryDelayed if that may work later, DeliveryImpossible if Segmind does not have it any more.
        """
        log.warning("video gone from the disk", job_id=job.id)
        job = await self._refresh_address(job)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            await self._client.download(job.output_url or "", path, max_bytes=VIDEO_MAX_BYTES)
        except Transient as error:
            raise DeliveryDelayed(str(error), _RETRY_AGAIN_S) from error
        except DownloadError as error:
            raise DeliveryImpossible("the video is gone from the disk and from Segmind") from error

    async def _retry(self, job: Job, error: DownloadError | VideoError | FfmpegError) -> float | None:
        tries = self._tries[job.id] = self._tries.get(job.id, 0) + 1
        log.warning("fetch failed", job_id=job.id, tries=tries, why=type(error).__name__)
        # That ffmpeg is missing or was killed says nothing of the file.
        is_bad = not isinstance(error, Transient | DownloadGone | FfmpegError)
        if is_bad:
            self._bad_files[job.id] = self._bad_files.get(job.id, 0) + 1
        if isinstance(error, DownloadGone) or is_bad:
            job = await self._refresh_address(job)
        is_late = self._clock.now() - (job.completed_at or job.changed_at) >= OUTPUT_LIFE
        if is_late or self._bad_files.get(job.id, 0) >= _BAD_FILES_MAX:
            await self._pending_jobs.move(
                job, JobState.FAILED, failure=FailureReason.VIDEO_LOST, detail={"why": type(error).__name__}
            )
            self._forget(job)
            return None
        return _RETRIES.pause_s(tries)

    async def _refresh_address(self, job: Job) -> Job:
        """The history may name another address for the same video."""
        try:
            row = await self._reconciliation.find_output(job)
        except SegmindError as error:
            log.warning("history not read", job_id=job.id, why=type(error).__name__)
            return job
        if row is None or row.generation_url in (None, job.output_url):
            return job
        return await self._pending_jobs.amend(job, output_url=row.generation_url)

    def _forget(self, job: Job) -> None:
        self._tries.pop(job.id, None)
        self._bad_files.pop(job.id, None)
