"""Changes what queued jobs ask for; they keep their place in the line."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.domain.clock import Clock
from bot.domain.jobs import Job, JobState
from bot.domain.requests import VideoRequest
from bot.domain.rules import Requester
from bot.domain.styles import Dressed
from bot.observability import get_logger
from bot.sentences import Sentence
from bot.services.jobs.access import ActionNotPossible
from bot.services.jobs.requests import RequestOrigin
from bot.services.jobs.service import JobService
from bot.services.quota.service import QuotaService
from bot.services.unavailable import unavailable
from bot.storage.core.database import DATABASE_FAILURES, Database
from bot.storage.jobs import jobs

log = get_logger(__name__)

#: How long a job waits for its owner to fill in the form that changes it, and how long that may take to store.
_HOLD_S = 120.0
_HOLD_PATIENCE_S = 0.7


class QueuedChanges:
    """Holds a queued job for its owner's form, and changes it."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        quota_service: QuotaService,
        job_service: JobService,
        undo_window_s: float,
    ) -> None:
        self._database = database
        self._clock = clock
        self._quota_service = quota_service
        self._job_service = job_service
        self._undo_window_s = undo_window_s

    async def hold(self, job: Job) -> Job:
        """Keep a queued job from being submitted for a while, so that its owner can edit it; it keeps its place.

        If that isn't possible any more, or the database doesn't respond, nothing is changed.
        """
        until = max(job.not_before_at, self._clock.now() + timedelta(seconds=_HOLD_S))
        try:
            async with asyncio.timeout(_HOLD_PATIENCE_S), self._database.write() as connection:
                held = await jobs.amend(connection, job, not_before_at=until, revision=job.revision + 1)
        except (jobs.StaleJob, *DATABASE_FAILURES) as error:
            log.info("job not held", job_id=job.id, why=repr(error))
            return job
        self._job_service.wake(job.id)
        return held

    async def change_group(self, first: Job, origin: RequestOrigin, request: VideoRequest, look: Dressed) -> Job:
        """Change what queued variations ask for, all or none; each gets its own seed. Returns the first.

        Raises the same as `change`, even if just one of them isn't queued any more.
        """
        if first.user_id != origin.user_id:
            raise ActionNotPossible(Sentence("change-not-yours"))
        while True:
            members = await self._job_service.find_group(first)
            if not all(job.state is JobState.QUEUED for job in members):
                is_pending = any(job.is_pending for job in members)
                raise ActionNotPossible(Sentence("change-too-late" if is_pending else "change-over"))
            seeds = self._job_service.draw_seeds(request, len(members))
            wanted = [
                (job, self._make_changed(job, replace(request, seed=seed), look))
                for job, seed in zip(members, seeds, strict=True)
            ]
            try:
                changed = await self._quota_service.change_all(self._find_requester(first, origin), wanted)
            except jobs.StaleJob:
                continue
            except DATABASE_FAILURES as error:
                log.exception("group not changed", job_id=first.id)
                raise unavailable(error) from error
            for job in changed:
                self._job_service.wake(job.id)
            log.info("group changed", job_id=first.id, user_id=origin.user_id)
            return changed[0]

    def _find_requester(self, job: Job, origin: RequestOrigin) -> Requester:
        return replace(origin.requester, guild_id=job.budget_guild_id, channel_id=job.channel_id)

    def _make_changed(self, job: Job, request: VideoRequest, look: Dressed) -> Job:
        """Make the job as it will be."""
        dressed = bool(look.style or look.camera)
        return replace(
            job,
            request=request,
            own_prompt=look.own_prompt if dressed else None,
            style=look.style,
            camera=look.camera,
            instead_of=job.instead_of if request.model == job.request.model else None,
            full_video=None,
            not_before_at=self._clock.now() + timedelta(seconds=self._undo_window_s),
        )

    async def change(self, job: Job, origin: RequestOrigin, request: VideoRequest, look: Dressed) -> Job:
        """Change what a queued job of this person asks for; it keeps its place in the line.

        The new request is checked and reserved instead of the old one in one transaction, and if it is refused, the job
        stays as it was. If the job is submitted or cancelled at the same moment, exactly one of the two succeeds.
        Raises the same as `request`, and ActionNotPossible if the job isn't queued any more or isn't theirs.
        """
        if job.user_id != origin.user_id:
            raise ActionNotPossible(Sentence("change-not-yours"))
        requester = self._find_requester(job, origin)
        after = self._make_changed(job, request, look)
        while job.state is JobState.QUEUED:
            try:
                changed = await self._quota_service.change(requester, job, after)
            except jobs.StaleJob:
                job = await self._job_service.find(job.id)
            except DATABASE_FAILURES as error:
                log.exception("job not changed", job_id=job.id)
                raise unavailable(error) from error
            else:
                self._job_service.wake(job.id)
                log.info("job changed", job_id=job.id, user_id=origin.user_id)
                return changed
        raise ActionNotPossible(Sentence("change-too-late" if job.is_pending else "change-over"))
