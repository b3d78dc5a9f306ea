"""Posts finished videos."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.domain.clock import Backoff, Clock
from bot.domain.jobs import Job, JobState
from bot.domain.stories import name_film
from bot.observability import get_logger
from bot.services.ports import DeliveryDelayed, DeliveryImpossible, Notifier, Posted
from bot.worker.delay_queue import DelayQueue
from bot.worker.pending_jobs import PendingJobs
from bot.worker.scenes import Films

log = get_logger(__name__)

_RETRIES = Backoff(first_s=2.0, max_s=300.0)
_WIDTH = 4


class Delivery:
    """Passes videos to the notifier until they are posted or certainly can't be."""

    def __init__(
        self,
        pending_jobs: PendingJobs,
        notifier: Notifier,
        data_dir: Path,
        clock: Clock,
        restore: Callable[[Job, Path], Awaitable[None]],
        films: Films,
    ) -> None:
        self._pending_jobs = pending_jobs
        self._notifier = notifier
        self._data_dir = data_dir
        self._clock = clock
        #: Downloads a video again if it is gone from the disk; raises DeliveryError if it can't.
        self._restore = restore
        self._films = films
        self._tries: dict[str, int] = {}
        #: Jobs that can't have been posted yet: this process made them deliverable and hasn't tried to post them.
        self._fresh: set[str] = set()
        self.delay_queue = DelayQueue("delivery", self._deliver, width=_WIDTH, clock=clock)

    def expect(self, job_id: str) -> None:
        """Record that this process has just made a job deliverable, for the first time."""
        self._fresh.add(job_id)

    def follow(self, job: Job) -> None:
        """Post the video of a job if its state says so."""
        if job.state is JobState.DELIVERING:
            self.delay_queue.put(job.id)

    async def _deliver(self, job_id: str) -> float | None:
        job = self._pending_jobs.get(job_id, JobState.DELIVERING)
        return None if job is None else await self.deliver(job)

    async def deliver(self, job: Job) -> float | None:
        """Try once to post the video; returns the seconds until the next try, None if settled."""
        if job.video_path is None:
            raise ValueError(f"job {job.id} is delivering without a video")
        video = self._data_dir / job.video_path
        look_first = job.id not in self._fresh or self._is_group_in_doubt(job)
        self._fresh.discard(job.id)
        try:
            posted = await self._post(job, video, look_first=look_first)
        except DeliveryDelayed as error:
            tries = self._tries[job.id] = self._tries.get(job.id, 0) + 1
            delay_s = error.retry_after_s or _RETRIES.pause_s(tries)
            log.warning("delivery delayed", job_id=job.id, why=str(error), retry_in_s=delay_s)
            return delay_s
        except DeliveryImpossible as error:
            log.error("delivery impossible", job_id=job.id, why=str(error))
            await self._pending_jobs.move(job, JobState.UNDELIVERABLE, detail={"why": str(error)})
        else:
            moving = self._pending_jobs.move(
                job,
                JobState.DELIVERED,
                result_message_id=posted.message_id,
                result_channel_id=posted.channel_id,
                detail={"message_id": posted.message_id, "way": posted.way},
            )
            await self._pending_jobs.carry_out(moving)
        self._tries.pop(job.id, None)
        await self.tidy(job)
        return None

    async def _post(self, job: Job, video: Path, *, look_first: bool) -> Posted:
        if not await asyncio.to_thread(video.is_file):
            # It may have been posted before it was lost, and Segmind may not have it any more.
            posted = await self._notifier.find(job) if look_first else None
            if posted is not None:
                return posted
            await self._restore(job, video)
        film = await self._films.join(job, video)
        return await self._notifier.deliver(job, video, film=film, look_first=look_first)

    def _is_group_in_doubt(self, job: Job) -> bool:
        """Whether a variation of a job may have been posted, though that isn't stored yet."""
        return job.group_id is not None and any(
            one.group_id == job.group_id and one.state is JobState.DELIVERING and one.id not in self._fresh
            for one in self._pending_jobs
        )

    async def tidy(self, job: Job) -> None:
        """Remove the versions of a job's video and film that were made for posting. Safe to repeat.

        Files that can't be deleted are left to the cleanup.
        """
        if job.video_path is None:
            return
        video = self._data_dir / job.video_path
        try:
            await asyncio.to_thread(remove_versions, video)
            await asyncio.to_thread(remove_versions, video.with_name(name_film(job.id)))
        except OSError as error:
            log.warning("versions not removed", job_id=job.id, why=str(error))


def remove_versions(video: Path) -> None:
    """Remove the versions of a video made for posting, including partial ones; the video itself stays. Blocks."""
    for version in video.parent.glob(f"{video.stem}.*"):
        if version == video:
            continue
        if version.is_dir():
            shutil.rmtree(version, ignore_errors=True)
        else:
            version.unlink(missing_ok=True)
