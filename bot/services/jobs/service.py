"""Accepts requests: each one is stored as a job in one transaction and never lost."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from bot.domain.clock import Clock
from bot.domain.jobs import NO_PICTURES, Job, JobState, Pictures, new_job_id
from bot.domain.quota import Refusal, RefusalReason
from bot.domain.requests import VideoRequest
from bot.domain.rules import Requester
from bot.errors import AskedTwice, DatabaseUnavailable, RequestTaken, UserError
from bot.media.film_files import FilmFiles
from bot.media.picture_checks import PreparedPicture
from bot.media.picture_files import make_image_path
from bot.observability import get_logger
from bot.sentences import Sentence
from bot.services.jobs import lifecycle
from bot.services.jobs.access import ActionNotPossible, JobActor, read_job
from bot.services.jobs.approvals import Approvals
from bot.services.jobs.pictures import JobPictures
from bot.services.jobs.requests import RequestExtras, RequestOrigin, draw_seeds, make_job, number_variations
from bot.services.quota.refusals import RequestRefused
from bot.services.quota.scenes import number_scenes
from bot.services.quota.service import QuotaService
from bot.services.unavailable import reading_in_time, unavailable
from bot.storage.core.database import DATABASE_FAILURES, PATIENCE_S, Database
from bot.storage.jobs import jobs
from bot.storage.money import ledger

log = get_logger(__name__)

_NO_EXTRAS = RequestExtras()
_ABOUT_MONEY = (RefusalReason.BUDGET, RefusalReason.USER_USD)
#: How long to look for a job that may have been stored although its requester was told otherwise.
_WITHDRAW_S = 3600.0
_WITHDRAW_RETRY_S = 2.0
#: How long a shutdown waits for that.
_CLOSE_S = 5.0


class JobService:
    """Accepts requests, and cancels jobs that aren't submitted yet."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        quota_service: QuotaService,
        undo_window_s: float,
        pictures: JobPictures | None = None,
        films: FilmFiles | None = None,
        approvals: Approvals | None = None,
        wake: Callable[[str], None] = lambda _job_id: None,
        on_refused: Callable[[Requester, Refusal], Awaitable[object]] | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._quota_service = quota_service
        self._undo_window_s = undo_window_s
        self._pictures = pictures
        self._films = films
        self._approvals = approvals
        #: Called with the id of each new or changed job, for a worker in this process.
        self.wake = wake
        #: Called with the requester and the refusal, after they got their answer.
        self.on_refused = on_refused
        self._late: set[asyncio.Task[None]] = set()
        self._is_closing = False

    async def request(
        self,
        origin: RequestOrigin,
        request: VideoRequest,
        *,
        picture: PreparedPicture | None = None,
        last_picture: PreparedPicture | None = None,
        is_spoiler: bool = False,
        extras: RequestExtras = _NO_EXTRAS,
    ) -> Job:
        """Accept a request in one transaction and return its queued job; of variations and scenes, the first.

        Its pictures are stored with it. Waits up to a minute for a slow database. Raises RequestTaken if the same
        interaction or message already created a job, AskedTwice if another press for the same did, RequestRefused if a
        limit or rule refuses it, SourceDeleted if what it is made from was deleted, and DatabaseUnavailable if the
        database fails or is too slow; if the job is stored anyway, it is cancelled.
        """
        now = self._clock.now()
        least_s = max((one.least_undo_s for one in (picture, last_picture) if one is not None), default=0.0)
        undo_s = max(self._undo_window_s, least_s) if self._undo_window_s else 0.0
        first = make_job(new_job_id(now), origin, request, extras, image_path=None, at=now, undo_s=undo_s)
        if extras.scenes:
            wanted = number_scenes(first, self._quota_service.catalogue.look_up(request.model), extras.scenes)
        else:
            wanted = number_variations(first, self.draw_seeds(request, extras.count))
        wanted = [_name_pictures(job, picture, last_picture, is_spoiler=is_spoiler) for job in wanted]
        pictures = Pictures(*(None if one is None else one.data for one in (picture, last_picture)))
        accepting = self._quota_service.accept_all(origin.requester, wanted, extras.source_ids, pictures)
        storing = asyncio.create_task(accepting)
        try:
            done, _ = await asyncio.wait({storing}, timeout=PATIENCE_S)
        except asyncio.CancelledError:
            self._keep(self._withdraw_late(wanted, storing))
            raise
        if not done:
            self._keep(self._withdraw_late(wanted, storing))
            raise DatabaseUnavailable(Sentence("error-database-slow"))
        try:
            job = storing.result()[0]
        except (RequestTaken, UserError) as error:
            self._forget_film(first)
            if isinstance(error, RequestRefused):
                self._note_refusal(origin.requester, error.refusal)
                error.scenes = extras.scenes
                await self._offer_moderators(error, origin.requester, pictures)
            if isinstance(error, RequestTaken) and extras.request_key is not None:
                await self._require_same_press(origin, extras.request_key)
            raise
        except DATABASE_FAILURES as error:
            log.exception("request not stored", job_id=first.id)
            # A commit can take effect even if its answer is lost.
            self._keep(self._withdraw_late(wanted))
            raise unavailable(error) from error
        log.info(
            "job accepted",
            job_id=job.id,
            model=request.model,
            duration_s=request.duration_s,
            user_id=job.user_id,
            count=job.group_size,
        )
        return job

    async def _require_same_press(self, origin: RequestOrigin, request_key: str) -> None:
        """Raise AskedTwice unless this very press, received twice, made the job of a key that several presses share."""
        async with reading_in_time(self._database, "twin not read", request_key=request_key) as connection:
            twin_id = await connection.run_sync(jobs.find_by_key, request_key)
            twin = None if twin_id is None else await jobs.get_job(connection, twin_id)
        if twin is None or twin.interaction_token is None or twin.interaction_token != origin.interaction_token:
            raise AskedTwice(Sentence("button-twice"))

    def draw_seeds(self, request: VideoRequest, count: int) -> list[int]:
        """Return the request's own seed and others for its variations."""
        return draw_seeds(self._quota_service.catalogue, request, count)

    async def require_admission(self, origin: RequestOrigin) -> None:
        """Refuse a requester who couldn't get even the shortest video, before doing any work for the request.

        Reserves nothing; accepting the request checks the same again. Raises RequestRefused, or RequestTaken if this
        very request was already accepted.
        """
        try:
            allowance = await self._quota_service.allowance(origin.requester)
        except DatabaseUnavailable:
            return  # accepting the request checks the same
        # The cost and the length depend on the model, so only accepting the request can tell whether enough is left.
        is_enough = allowance.left_s is None or allowance.left_s >= self._quota_service.shortest_s
        may_fit = (*_ABOUT_MONEY, RefusalReason.SECONDS) if is_enough else _ABOUT_MONEY
        refusal = allowance.refusal
        if refusal is not None and await self._can_ask(refusal, origin.requester):
            return  # moderators are asked about a complete request
        if refusal is not None and refusal.reason not in may_fit and not refusal.offers:
            async with self._database.read() as connection:
                if await connection.run_sync(jobs.find_by_key, origin.request_key) is not None:
                    raise RequestTaken(f"{origin.request_key} has made a job, which is why it is refused now")
            raise RequestRefused(refusal)

    async def show_card(self, job: Job, message_id: int, *, is_answer: bool = False) -> None:
        """Store which message shows the job; `is_answer` if the interaction's token can edit it.

        Never raises database errors: the job goes on, just without updates of its card.
        """
        try:
            async with self._database.write() as connection:
                shown = await jobs.set_card(connection, job.id, message_id, is_answer=is_answer)
        except DATABASE_FAILURES as error:
            log.warning("card not noted", job_id=job.id, why=repr(error))
        else:
            for job_id in shown:
                self.wake(job_id)

    async def withdraw(self, job: Job) -> None:
        """Cancel a job whose requester couldn't be told, and its variations; any that can't be cancelled go on."""
        try:
            await self._cancel_queued(job, why="no answer possible")
        except DATABASE_FAILURES as error:
            log.warning("unseen job not cancelled", job_id=job.id, why=repr(error))

    async def read_pictures(self, job: Job) -> Pictures:
        """Read a job's pictures, which are kept until it is closed; empty also if the database doesn't respond."""
        try:
            return NO_PICTURES if self._pictures is None else await self._pictures.read(job)
        except DatabaseUnavailable:
            return NO_PICTURES

    async def cancel(self, job: Job, *, why: str, by: int | None = None) -> Job:
        """Cancel a job that is still queued, on behalf of `by`; raises StaleJob if it no longer is."""
        async with self._database.write() as connection:
            cancelled = await lifecycle.move(
                connection, job, JobState.CANCELLED, at=self._clock.now(), detail={"why": why}, cancelled_by=by
            )
        self.wake(job.id)
        return cancelled

    async def cancel_group(self, group_id: str, actor: JobActor) -> tuple[Sequence[Job], int]:
        """Cancel a group's queued variations for their owner or an admin, and refund them.

        Returns the cancelled ones, and how many others are still being made. Raises ActionNotPossible if none could be
        cancelled, and DatabaseUnavailable.
        """
        job = await self.find(group_id)
        if not actor.may_change(job):
            raise ActionNotPossible(Sentence("cancel-not-yours"))
        try:
            cancelled, others = await self._cancel_queued(job, why=f"cancelled by {actor.user_id}", by=actor.user_id)
        except DATABASE_FAILURES as error:
            log.exception("group not cancelled", job_id=group_id)
            raise unavailable(error) from error
        if cancelled:
            log.info("group cancelled", job_id=group_id, user_id=actor.user_id, count=len(cancelled))
            return cancelled, sum(one.is_pending for one in others)
        if all(one.state is JobState.CANCELLED for one in others):
            raise ActionNotPossible(Sentence("cancel-already"))
        is_pending = any(one.is_pending for one in others)
        raise ActionNotPossible(Sentence("cancel-too-late" if is_pending else "cancel-over"))

    async def _cancel_queued(self, job: Job, *, why: str, by: int | None = None) -> tuple[list[Job], list[Job]]:
        """Cancel a job and its variations if queued, in one transaction; returns the cancelled ones and the rest.

        If one is submitted at the same moment, the transaction is repeated without it.
        """
        while True:
            cancelled: list[Job] = []
            others: list[Job] = []
            try:
                async with self._database.write() as connection:
                    await connection.run_sync(ledger.lock)
                    for one in await jobs.list_group(connection, job.card_key) or [job]:
                        if one.state is not JobState.QUEUED:
                            others.append(one)
                            continue
                        now = self._clock.now()
                        detail = {"why": why}
                        moved = await lifecycle.move(
                            connection, one, JobState.CANCELLED, at=now, detail=detail, cancelled_by=by
                        )
                        cancelled.append(moved)
            except jobs.StaleJob:
                if job.group_id is None:
                    raise
                continue
            for one in cancelled:
                self.wake(one.id)
            return cancelled, others

    async def is_taken(self, request_key: str) -> bool:
        """Whether this key has already made a job. Raises DatabaseUnavailable."""
        async with reading_in_time(self._database, "request not looked up", request_key=request_key) as connection:
            return await connection.run_sync(jobs.find_by_key, request_key) is not None

    async def find_group(self, job: Job) -> Sequence[Job]:
        """Read a job's variations, including itself; just the job if it has none. Raises DatabaseUnavailable."""
        if job.group_id is None:
            return [job]
        async with reading_in_time(self._database, "group not read", job_id=job.id) as connection:
            return await jobs.list_group(connection, job.group_id)

    async def find(self, job_id: str) -> Job:
        """Read a job. Raises ActionNotPossible if there is none, and DatabaseUnavailable."""
        job = await read_job(self._database, job_id)
        if job is None:
            raise ActionNotPossible(Sentence("job-unknown"))
        return job

    async def find_to_use(self, job_id: str, actor: JobActor, is_shown: Callable[[Job], Awaitable[bool]]) -> Job:
        """Read a job from which someone wants to make a new one: to repeat, edit or continue it.

        `is_shown` checks whether people can see the job where the actor is; its owner doesn't need that. Raises
        ActionNotPossible and DatabaseUnavailable.
        """
        job = await self.find(job_id)
        refusal = actor.refuse_use(job)
        if refusal is None and not actor.owns(job) and not await is_shown(job):
            refusal = Sentence("job-gone")
        if refusal is not None:
            raise ActionNotPossible(refusal)
        return job

    async def find_offer(self, job_id: str, actor: JobActor) -> tuple[Job, str]:
        """Read a job whose model is gone, for its owner, who wants the model offered instead.

        Returns it with the key of the new request: each such job makes one other, unless that was cancelled. Raises
        ActionNotPossible (also if the new job exists already) and DatabaseUnavailable.
        """
        job = await self.find(job_id)
        if not actor.owns(job):
            raise ActionNotPossible(Sentence("offer-not-yours"))
        if job.offer is None:
            raise ActionNotPossible(Sentence("job-unknown"))
        async with reading_in_time(self._database, "offer not read", job_id=job_id) as connection:
            number = 1
            while (taken_id := await connection.run_sync(jobs.find_by_key, f"next:{job_id}:{number}")) is not None:
                taken = await jobs.get_job(connection, taken_id)
                if taken is not None and taken.state is not JobState.CANCELLED:
                    raise ActionNotPossible(Sentence("offer-taken"))
                number += 1
        return job, f"next:{job_id}:{number}"

    async def cancel_for(self, job_id: str, actor: JobActor) -> Job:
        """Cancel a queued job for its owner or an admin, and refund everything that it reserved.

        If it is submitted at the same moment, exactly one of the two succeeds. Raises ActionNotPossible with the
        reason, and DatabaseUnavailable.
        """
        job = await self.find(job_id)
        if not actor.may_change(job):
            raise ActionNotPossible(Sentence("cancel-not-yours"))
        while job.state is JobState.QUEUED:
            try:
                cancelled = await self.cancel(job, why=f"cancelled by {actor.user_id}", by=actor.user_id)
            except jobs.StaleJob:
                job = await self.find(job_id)  # submitted, cancelled by someone else, or queued again
            except DATABASE_FAILURES as error:
                log.exception("job not cancelled", job_id=job_id)
                raise unavailable(error) from error
            else:
                log.info("job cancelled", job_id=job_id, user_id=actor.user_id)
                return cancelled
        if job.state is JobState.CANCELLED:
            raise ActionNotPossible(Sentence("cancel-already"))
        raise ActionNotPossible(Sentence("cancel-too-late" if job.is_pending else "cancel-over"))

    async def close(self) -> None:
        """Wait a few seconds until late requests are withdrawn and refusals are recorded."""
        self._is_closing = True
        if self._late:
            _, unfinished = await asyncio.wait(self._late, timeout=_CLOSE_S)
            for task in unfinished:
                task.cancel()

    async def _offer_moderators(self, refused: RequestRefused, requester: Requester, pictures: Pictures) -> None:
        """Add to the refusal whether moderators can be asked, and about what."""
        if self._approvals is not None and refused.job is not None and await self._can_ask(refused.refusal, requester):
            refused.requester, refused.pictures = requester, pictures
            refused.ask = partial(self._approvals.ask, refused)

    async def _can_ask(self, refusal: Refusal, requester: Requester) -> bool:
        return self._approvals is not None and await self._approvals.can_ask(refusal, requester)

    def _note_refusal(self, requester: Requester, refusal: Refusal) -> None:
        if self.on_refused is None:
            return
        noting = self.on_refused(requester, refusal)

        async def note() -> None:
            try:
                await noting
            except (DatabaseUnavailable, *DATABASE_FAILURES):
                log.exception("refusal not noted", user_id=requester.user_id, reason=refusal.reason)

        self._keep(note())

    def _forget_film(self, job: Job) -> None:
        if job.film_path is not None and self._films is not None:
            self._films.remove(job.film_path)

    async def _withdraw_late(self, wanted: Sequence[Job], storing: asyncio.Task[Sequence[Job]] | None = None) -> None:
        """Cancel jobs that were or are being stored although their requester was told that no video was started."""
        if storing is not None:
            await asyncio.wait({storing})
        give_up_at = self._clock.monotonic() + _WITHDRAW_S
        waiting = list(wanted)
        while waiting:
            job = waiting[0]
            try:
                await self.cancel(job, why="too slow to accept")
            except jobs.StaleJob:
                log.info("late request not stored", job_id=job.id)
            except DATABASE_FAILURES as error:
                if not self._is_closing and self._clock.monotonic() < give_up_at:
                    await self._clock.sleep(_WITHDRAW_RETRY_S)
                    continue
                log.error("late request not withdrawn", job_id=job.id, why=repr(error))
                return
            del waiting[0]
        self._forget_film(wanted[0])

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something in the background, which `close` waits for."""
        task = asyncio.create_task(work)
        self._late.add(task)
        task.add_done_callback(self._late.discard)


def _name_pictures(
    job: Job, picture: PreparedPicture | None, last_picture: PreparedPicture | None, *, is_spoiler: bool
) -> Job:
    """Add the names of its pictures to a job; they say how the pictures were prepared."""
    if picture is None:
        return job
    first = make_image_path(job.id, picture, is_spoiler=is_spoiler)
    last = None if last_picture is None else make_image_path(job.id, last_picture, is_spoiler=is_spoiler, is_last=True)
    return replace(job, image_path=first, last_image_path=last)
