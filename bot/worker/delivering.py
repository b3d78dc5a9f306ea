"""Posting a finished video, and telling people about failures."""

import asyncio
from pathlib import Path

from bot.domain.clock import Clock
from bot.domain.jobs import Job, JobState
from bot.observability import get_logger
from bot.worker.courier import Courier, DeliveryDelayed, DeliveryImpossible
from bot.worker.roster import Roster

log = get_logger(__name__)

_RETRY_FIRST_S = 2.0
_RETRY_MAX_S = 300.0


class Delivering:
    """Hands videos to the courier until they are posted or surely cannot be."""

    def __init__(self, roster: Roster, courier: Courier, data_dir: Path, clock: Clock) -> None:
        self._roster = roster
        self._courier = courier
        self._data_dir = data_dir
        self._clock = clock
        self._tries: dict[str, int] = {}
        #: Jobs that nobody can have posted yet: this process saw them become deliverable, and has not tried.
        self._fresh: set[str] = set()

    def expect(self, job_id: str) -> None:
        """Note that a job has just become deliverable."""
        self._fresh.add(job_id)

    async def deliver(self, job: Job) -> float | None:
        """Try once to post the video; gives the seconds until the next try, None if settled."""
        if job.video_path is None:
            raise ValueError(f"job {job.id} is delivering without a video")
        try:
            video = self._data_dir / job.video_path
            message_id = await self._courier.deliver(job, video, look_first=job.id not in self._fresh)
        except DeliveryDelayed as error:
            self._fresh.discard(job.id)
            tries = self._tries[job.id] = self._tries.get(job.id, 0) + 1
            delay_s = error.retry_after_s or min(_RETRY_MAX_S, _RETRY_FIRST_S * 2.0 ** (tries - 1))
            log.warning("delivery delayed", job_id=job.id, why=str(error), retry_in_s=delay_s)
            return delay_s
        except DeliveryImpossible as error:
            log.error("delivery impossible", job_id=job.id, why=str(error))
            await self._roster.move(job, JobState.UNDELIVERABLE, detail={"why": str(error)})
        else:
            moving = self._roster.move(
                job, JobState.DELIVERED, result_message_id=message_id, detail={"message_id": message_id}
            )
            await asyncio.shield(moving)
        self._tries.pop(job.id, None)
        self._fresh.discard(job.id)
        return None

    async def tell_failure(self, job: Job) -> float | None:
        """Try once to tell the requester of a failure; gives the seconds until the next try, None if done."""
        try:
            await self._courier.tell_failure(job)
        except DeliveryDelayed as error:
            return error.retry_after_s or _RETRY_FIRST_S
        except DeliveryImpossible as error:
            log.warning("failure not told", job_id=job.id, why=str(error))
        return None
