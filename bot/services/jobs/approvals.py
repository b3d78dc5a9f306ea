"""Asks a server's moderators to approve requests that exceed the requester's own limits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.domain.approvals import (
    APPROVABLE,
    APPROVAL_WAIT,
    ASKED_PER_DAY,
    WAITING_MAX,
    WORD_MAX_CHARS,
    Approval,
    ApprovalState,
    ErasedApproval,
)
from bot.domain.clock import Clock
from bot.domain.jobs import Job, JobState, is_job_id, new_job_id
from bot.domain.money import format_usd
from bot.domain.quota import Refusal
from bot.domain.reports import AuditRecord
from bot.domain.rules import PlaceKind, Requester
from bot.errors import UserError
from bot.observability import get_logger
from bot.sentences import Sentence
from bot.services.admin.changes import changing, reading
from bot.services.jobs.requests import draw_seeds, number_variations
from bot.services.quota.refusals import RequestRefused
from bot.services.quota.scenes import number_scenes
from bot.services.quota.service import QuotaService
from bot.services.unavailable import unavailable
from bot.storage.core.database import DATABASE_FAILURES, Database
from bot.storage.jobs import jobs
from bot.storage.money import ledger
from bot.storage.rules import approvals, audit, rules

log = get_logger(__name__)

#: How long approvals are kept after they were asked for, so that the buttons of old messages still get an answer.
_KEPT = timedelta(days=2)


class ApprovalNotPossible(UserError):
    """The request can't be decided, or not by this person. Nothing was changed."""


class AlreadyDecided(ApprovalNotPossible):
    """Someone else was faster, or nobody decided in time."""

    def __init__(self, approval: Approval | None) -> None:
        super().__init__(Sentence("approval-over"))
        #: None if it is not stored any more.
        self.approval = approval


class PriceRose(ApprovalNotPossible):
    """It costs more than moderators were shown; the new price is stored, so they can decide again."""

    def __init__(self, approval: Approval) -> None:
        super().__init__(Sentence("approval-price", price=format_usd(approval.estimate_micros)))
        self.approval = approval


@dataclass(frozen=True, slots=True, kw_only=True)
class Moderator:
    """The person who presses a button below a request, according to Discord."""

    user_id: int
    guild_id: int | None
    #: Whether they may time out members of that server or manage it, and whether they may manage it.
    can_moderate: bool
    can_manage: bool


class Approvals:
    """Stores refused requests for moderators, and accepts each at most once."""

    def __init__(self, database: Database, clock: Clock, quota: QuotaService) -> None:
        self._database = database
        self._clock = clock
        self._quota = quota

    async def can_ask(self, refusal: Refusal, requester: Requester) -> bool:
        """Whether the requester can ask moderators about such a refusal. Never raises database errors."""
        if refusal.reason not in APPROVABLE or requester.guild_id is None:
            return False
        try:
            async with self._database.read() as connection:
                return bool(await rules.get_places(connection, requester.guild_id, PlaceKind.APPROVAL))
        except DATABASE_FAILURES as error:
            log.warning("approval channel not read", why=repr(error))
            return False

    async def ask(self, refused: RequestRefused, locale: str) -> Approval:
        """Store a refused request for the moderators, who are told soon. Raises UserError if nothing was stored."""
        job, requester = refused.job, refused.requester
        if job is None or requester is None or (guild_id := requester.guild_id) is None:
            raise ApprovalNotPossible(Sentence("approval-not-here"))
        now = self._clock.now()
        async with changing(self._database) as connection:
            channels = await rules.get_places(connection, guild_id, PlaceKind.APPROVAL)
            if not channels:
                raise ApprovalNotPossible(Sentence("approval-not-here"))
            waiting, asked = await connection.run_sync(approvals.count, job.user_id, guild_id, now - APPROVAL_WAIT)
            if waiting >= WAITING_MAX:
                raise ApprovalNotPossible(Sentence("approval-waiting"))
            if asked >= ASKED_PER_DAY:
                raise ApprovalNotPossible(Sentence("approval-too-many", most=ASKED_PER_DAY))
            approval = Approval(
                id=new_job_id(now),
                guild_id=guild_id,
                user_id=job.user_id,
                locale=locale,
                requester=requester,
                job=_make_waiting(job),
                count=job.group_size,
                scenes=refused.scenes,
                refusal=replace(refused.refusal, offers=()),
                estimate_micros=refused.total_micros,
                created_at=now,
                channel_id=next(iter(channels)),
            )
            await connection.run_sync(approvals.add, approval, refused.pictures)
        log.info("moderators asked", approval_id=approval.id, user_id=job.user_id, guild_id=guild_id)
        return approval

    async def approve(self, approval_id: str, moderator: Moderator) -> tuple[Approval, Job]:
        """Accept the request in one transaction, once, whatever its requester's own limits say.

        Returns the approval and its job; of variations or scenes, all are accepted or none, and the first is returned.
        The job has the approval's id, and the key of the refused request, so that request is still made only once.

        Everything else is checked as usual: rules, words, the model, and the budgets of the server and the bot. Raises
        AlreadyDecided, PriceRose, ApprovalNotPossible, RequestRefused and everything else that accepting a request
        raises; the request then still waits.
        """
        tries = 0

        def accept(connection: Connection) -> tuple[Approval, Job, int]:
            nonlocal tries
            tries += 1
            now = self._clock.now()
            ledger.lock(connection)
            if tries > 1 and (made := _find_made(connection, approval_id, moderator)) is not None:
                return made  # the answer to an earlier try was lost
            approval = self._require_open(connection, approval_id, moderator)
            if moderator.user_id == approval.user_id and not moderator.can_manage:
                raise ApprovalNotPossible(Sentence("approval-own"))
            first = replace(
                approval.job,
                id=approval.id,
                state=JobState.QUEUED,
                created_at=now,
                not_before_at=now,
                changed_at=now,
            )
            if jobs.find_by_key(connection, first.request_key) is not None:
                raise ApprovalNotPossible(Sentence("approval-made"))
            if first.parent_id is not None and jobs.has_deleted(connection, [first.parent_id]):
                raise ApprovalNotPossible(Sentence("job-deleted"))
            pictures = approvals.read_pictures(connection, approval.id)
            wanted = self._number(approval, first)
            stored = self._quota.accept_approved(connection, approval.requester, wanted, pictures, now)
            estimate_micros = sum(one.estimate_micros for one in stored)
            if estimate_micros > approval.estimate_micros:
                raise PriceRose(replace(approval, estimate_micros=estimate_micros))
            is_first = approvals.decide(connection, approval.id, ApprovalState.APPROVED, at=now, by=moderator.user_id)
            if not is_first:  # it ended since it was read: nobody decided in time, or it couldn't be shown
                raise AlreadyDecided(approvals.get(connection, approval.id))
            approved = replace(approval, state=ApprovalState.APPROVED, decided_by=moderator.user_id, decided_at=now)
            return approved, stored[0], estimate_micros

        try:
            approval, job, estimate_micros = await self._database.transact(accept)
        except PriceRose as rose:
            async with changing(self._database) as connection:
                changes = {"estimate_micros": rose.approval.estimate_micros}
                await connection.run_sync(approvals.note, approval_id, changes)
            raise
        except DATABASE_FAILURES as error:
            log.exception("approval not stored", approval_id=approval_id)
            raise unavailable(error) from error
        await self._record(approval, moderator, f"approved: {format_usd(estimate_micros)}")
        log.info("request approved", approval_id=approval_id, job_id=job.id, moderator_id=moderator.user_id)
        return approval, job

    async def deny(self, approval_id: str, moderator: Moderator, word: str) -> Approval:
        """Refuse the request. Raises AlreadyDecided, ApprovalNotPossible and DatabaseUnavailable."""
        word = " ".join(word.split())[:WORD_MAX_CHARS]
        now = self._clock.now()
        async with changing(self._database) as connection:
            approval = await connection.run_sync(self._require_open, approval_id, moderator)
            if not await connection.run_sync(_end, approval_id, ApprovalState.DENIED, now, moderator.user_id, word):
                raise AlreadyDecided(await connection.run_sync(approvals.get, approval_id))
        await self._record(approval, moderator, f"denied{f': {word}' if word else ''}")
        log.info("request denied", approval_id=approval_id, moderator_id=moderator.user_id)
        return replace(approval, state=ApprovalState.DENIED, decided_by=moderator.user_id, decided_at=now, word=word)

    async def require_open(self, approval_id: str, moderator: Moderator) -> Approval:
        """Read a request that this moderator can decide. Raises AlreadyDecided and ApprovalNotPossible."""
        async with reading(self._database) as connection:
            return await connection.run_sync(self._require_open, approval_id, moderator)

    async def list_unfinished(self) -> list[Approval]:
        """End approvals that nobody decided in time, and return those that someone must be told about."""
        now = self._clock.now()
        async with self._database.read() as connection:
            expired = await connection.run_sync(approvals.list_expired, now)
            found = await connection.run_sync(approvals.list_unfinished)
        if not expired:
            return found
        async with self._database.write() as connection:
            for approval_id in expired:
                await connection.run_sync(_end, approval_id, ApprovalState.EXPIRED, now)
            return await connection.run_sync(approvals.list_unfinished)

    async def give_up(self, approval: Approval) -> None:
        """End an approval that can't be shown to the moderators, so that its requester hears of it at once."""
        async with self._database.write() as connection:
            await connection.run_sync(_end, approval.id, ApprovalState.EXPIRED, self._clock.now())

    async def is_withdrawn(self, approval: Approval) -> bool:
        """Whether its job was accepted and then cancelled, because its card couldn't be posted."""
        async with self._database.read() as connection:
            job = await jobs.get_job(connection, approval.id)
        return job is not None and job.state is JobState.CANCELLED

    async def list_erased(self) -> list[ErasedApproval]:
        """List the requests that moderators still see although the requester's data was deleted."""
        async with self._database.read() as connection:
            return await connection.run_sync(approvals.list_erased)

    async def remove_erased(self, erased: ErasedApproval) -> None:
        """Delete a request that moderators don't see any more. Safe to repeat."""
        async with self._database.write() as connection:
            await connection.run_sync(approvals.remove_erased, erased.id)

    async def is_erased(self, approval: Approval) -> bool:
        """Whether its requester's data was deleted since it was read."""
        async with self._database.read() as connection:
            return await connection.run_sync(approvals.get, approval.id) is None

    async def forget_old(self) -> None:
        """Delete approvals that were asked for days ago."""
        async with self._database.write() as connection:
            await connection.run_sync(approvals.forget, self._clock.now() - _KEPT)

    async def note_posted(self, approval: Approval, message_id: int) -> None:
        """Store which message shows it to the moderators."""
        await self._note(approval, message_id=message_id)

    async def note_shown(self, approval: Approval) -> None:
        """Store that the moderators' message says how it was decided."""
        await self._note(approval, is_shown=True)

    async def note_told(self, approval: Approval) -> None:
        """Store that its requester was told."""
        await self._note(approval, told_at=self._clock.now())

    async def _note(self, approval: Approval, **changes: object) -> None:
        async with self._database.write() as connection:
            await connection.run_sync(approvals.note, approval.id, changes)

    def _number(self, approval: Approval, first: Job) -> Sequence[Job]:
        """Make all jobs of the request from its first. Raises ModelUnavailable and InvalidRequest."""
        catalogue = self._quota.catalogue
        if approval.scenes:
            return number_scenes(first, catalogue.look_up(first.request.model), approval.scenes)
        return number_variations(first, draw_seeds(catalogue, first.request, approval.count))

    def _require_open(self, connection: Connection, approval_id: str, moderator: Moderator) -> Approval:
        approval = approvals.get(connection, approval_id) if is_job_id(approval_id) else None
        if approval is not None and (approval.guild_id != moderator.guild_id or not moderator.can_moderate):
            raise ApprovalNotPossible(Sentence("approval-not-yours"))
        if approval is None or not approval.is_open(self._clock.now()):
            raise AlreadyDecided(approval)
        return approval

    async def _record(self, approval: Approval, moderator: Moderator, after: str) -> None:
        entry = AuditRecord(
            at=self._clock.now(),
            guild_id=approval.guild_id,
            actor_id=moderator.user_id,
            action="decision",
            subject=f"user {approval.user_id}",
            before=f"asked: {format_usd(approval.estimate_micros)}",
            after=after,
        )
        try:
            async with self._database.write() as connection:
                await audit.record(connection, entry)
        except DATABASE_FAILURES:
            log.exception("decision not in the audit", approval_id=approval.id)


def _find_made(connection: Connection, approval_id: str, moderator: Moderator) -> tuple[Approval, Job, int] | None:
    """A request that this moderator approved, its job, and what was reserved; None if they didn't."""
    approval = approvals.get(connection, approval_id)
    if approval is None or (approval.state, approval.decided_by) != (ApprovalState.APPROVED, moderator.user_id):
        return None
    return approval, jobs.read_job(connection, approval_id), approval.estimate_micros


def _make_waiting(job: Job) -> Job:
    """A refused job as it is stored: alone, and without its interaction's token, which will have expired."""
    return replace(job, interaction_token=None, interaction_at=None, group_id=None, group_position=1, group_size=1)


def _end(
    connection: Connection, approval_id: str, state: ApprovalState, at: datetime, by: int | None = None, word: str = ""
) -> bool:
    return approvals.decide(connection, approval_id, state, at=at, by=by, word=word)
