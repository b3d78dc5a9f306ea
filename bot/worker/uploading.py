"""Uploads pictures to Segmind's storage, before the paid submission that refers to them."""

from collections.abc import Callable
from datetime import timedelta

from bot.domain.clock import Backoff, Clock
from bot.domain.jobs import FailureReason, Job, JobState
from bot.domain.requests import LastFrame
from bot.errors import DatabaseUnavailable
from bot.media.picture_files import content_type_of
from bot.observability import get_logger
from bot.segmind.client import SegmindClient
from bot.segmind.errors import AccountProblem, NeverSent, RateLimited, SegmindError, Transient
from bot.sentences import Sentence, say_all
from bot.services.jobs.pictures import JobPictures
from bot.storage.jobs.jobs import StaleJob
from bot.worker.delay_queue import DelayQueue
from bot.worker.pending_jobs import PendingJobs

log = get_logger(__name__)

_RETRIES = Backoff(first_s=2.0, max_s=60.0)
#: How many unusable answers fail a job; with the pauses between them that takes about two minutes.
_TRIES_MAX = 7
#: Problems that only the operator can fix are retried once a minute.
_ACCOUNT_RETRY_S = 60.0
#: A picture that couldn't be uploaded for a day fails its job.
_GIVE_UP_AFTER = timedelta(days=1)
_DETAIL_MAX_CHARS = 500
_WIDTH = 4


class Uploading:
    """Uploads the pictures of queued jobs. Uploads are free, so repeating one after a crash or an error is safe."""

    def __init__(self, pending_jobs: PendingJobs, client: SegmindClient, pictures: JobPictures, clock: Clock) -> None:
        self._pending_jobs = pending_jobs
        self._client = client
        self._pictures = pictures
        self._clock = clock
        self._tries: dict[str, int] = {}
        self._troubles: dict[str, Sentence | str] = {}
        #: Called with a job whose picture can't be uploaded at the moment.
        self.on_trouble: Callable[[Job], None] = lambda _job: None
        self.delay_queue = DelayQueue("upload", self._upload, width=_WIDTH, clock=clock)

    def follow(self, job: Job) -> None:
        """Upload a job's pictures if needed; otherwise forget its earlier attempts."""
        if not self.is_needed(job):
            self._forget(job.id)
        elif job.id not in self.delay_queue:
            self.delay_queue.put(job.id)

    def is_needed(self, job: Job) -> bool:
        """Whether the job has pictures that must be uploaded before it is submitted."""
        return job.state is JobState.QUEUED and not job.is_uploaded and not job.awaits_scene

    def trouble(self, job_id: str) -> Sentence | str | None:
        """The problem with uploading a job's pictures, as a sentence for people; None if there is none."""
        return self._troubles.get(job_id)

    async def _upload(self, job_id: str) -> float | None:
        job = self._pending_jobs.get(job_id, JobState.QUEUED)
        if job is None or not self.is_needed(job):
            self._forget(job_id)
            return None
        try:
            delay_s = await self._try_once(job)
        except StaleJob:
            return 0.0  # it was cancelled, or it changed and still needs its pictures
        job = self._pending_jobs.get(job_id)
        if delay_s is not None and job is not None:  # nobody cancelled it during the attempt
            self.on_trouble(job)
        return delay_s

    async def _try_once(self, job: Job) -> float | None:
        """Try once to upload a job's pictures; returns the seconds until the next try, None if settled.

        Stores each address at once. A refusal fails the job, and so do several unusable answers; nothing was paid.
        While Segmind can't be reached, or the account has a problem, the job waits like every queued job. Raises
        StaleJob if the job was cancelled or changed meanwhile.
        """
        try:
            pictures = await self._pictures.read(job)
        except DatabaseUnavailable:
            return _RETRIES.first_s
        needed = [("image_url", job.image_path, pictures.first)] if job.image_url is None else []
        if job.request.last_frame is LastFrame.PICTURE and job.last_image_url is None:
            needed.append(("last_image_url", job.last_image_path, pictures.last))
        for name, path, data in needed:
            if data is None or path is None:
                log.error("picture is gone", job_id=job.id, image_path=path)
                await self._fail(job, "", {"why": "no picture"})
                return None
            try:
                url = await self._client.upload_image(data, content_type_of(path))
            except SegmindError as error:
                return await self._retry(job, error)
            job = await self._pending_jobs.amend(job, **{name: url})
            log.info("picture uploaded", job_id=job.id, size_bytes=len(data))
        self._forget(job.id)
        return None

    def _forget(self, job_id: str) -> None:
        """Clear what was remembered about a job's attempts."""
        self._tries.pop(job_id, None)
        self._troubles.pop(job_id, None)

    async def _retry(self, job: Job, error: SegmindError) -> float | None:
        tries = self._tries[job.id] = self._tries.get(job.id, 0) + 1
        log.warning("upload failed", job_id=job.id, tries=tries, why=type(error).__name__, said=error.detail)
        self._troubles[job.id] = error.sentence
        is_waitable = isinstance(error, NeverSent | RateLimited | AccountProblem)
        is_passing = isinstance(error, Transient) and tries < _TRIES_MAX
        is_late = self._pending_jobs.elapsed.age_s(job.id, job.created_at) >= _GIVE_UP_AFTER.total_seconds()
        if is_late or not (is_waitable or is_passing):
            # In the language of the person who will read it.
            said = (error.detail or say_all(job.locale, [error.sentence]))[:_DETAIL_MAX_CHARS]
            await self._fail(job, said, {"said": error.detail, "status": error.status, "tries": tries})
            self._forget(job.id)
            return None
        if isinstance(error, AccountProblem):
            return _ACCOUNT_RETRY_S
        if isinstance(error, RateLimited):
            return max(_RETRIES.first_s, (error.retry_at - self._clock.now()).total_seconds())
        return _RETRIES.pause_s(tries)

    async def _fail(self, job: Job, said: str, detail: dict[str, str | int | float | None]) -> None:
        await self._pending_jobs.move(
            job, JobState.FAILED, failure=FailureReason.UPLOAD_FAILED, failure_detail=said or None, detail=detail
        )
