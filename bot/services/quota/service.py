"""Accepts requests or says why not, and tells people what they have left."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from bot.domain.choices import combine
from bot.domain.clock import Clock
from bot.domain.jobs import NO_PICTURES, Job, Pictures
from bot.domain.limits import (
    Defaults,
)
from bot.domain.quota import QuotaRequest, Refusal, find_remaining
from bot.domain.rules import Requester, admit
from bot.errors import DatabaseUnavailable, RequestTaken, UserError
from bot.models import Catalogue
from bot.observability import get_logger
from bot.sentences import Sentence
from bot.services.quota.admission import Admission, explain
from bot.services.quota.allowances import Allowance, read_allowance
from bot.services.quota.quotes import NO_QUOTES, Quotes
from bot.services.quota.refusals import RequestRefused
from bot.storage.core.database import DATABASE_FAILURES, PATIENCE_S, Database
from bot.storage.jobs import jobs
from bot.storage.money import admission_snapshot, ledger, prices
from bot.storage.money.window_totals import WindowTotals

log = get_logger(__name__)

#: Forms and suggestions must be shown within three seconds, with prices or without.
_QUOTES_PATIENCE_S = 0.7


class SourceDeleted(UserError):
    """The request is made from a video that was deleted in the meantime. Nothing was stored."""


class QuotaService:
    """Checks requests against all limits and rules, and reserves what they need.

    Checking and reserving are one transaction, and these run one at a time, so concurrent requests can't exceed a
    limit.
    """

    def __init__(self, database: Database, defaults: Defaults, clock: Clock, catalogue: Catalogue) -> None:
        self._database = database
        self.catalogue = catalogue
        self._clock = clock
        self.defaults = defaults
        self._admission = Admission(defaults, clock, catalogue)

    async def accept(
        self, requester: Requester, job: Job, source_ids: Collection[str] = (), pictures: Pictures = NO_PICTURES
    ) -> Job:
        """Accept a request for one video; see `accept_all`."""
        return (await self.accept_all(requester, [job], source_ids, pictures))[0]

    async def accept_all(
        self,
        requester: Requester,
        wanted: Sequence[Job],
        source_ids: Collection[str] = (),
        pictures: Pictures = NO_PICTURES,
    ) -> Sequence[Job]:
        """Check a request for variations or scenes, reserve their estimates and store their jobs, all or none.

        All of this is one transaction. Each job is stored with the `pictures` that it is made from. Variations differ
        only in their seeds and ids. Returns the stored jobs.

        Waits for other writers. Safe to repeat: a job that is already stored stays as it is. Raises RequestTaken if the
        same request has made another job, SourceDeleted if one of the jobs that it is made from was deleted,
        ModelUnavailable if its model is off, InvalidRequest, RequestRefused, SQLAlchemyError, StorageError or OSError.
        """
        accept = partial(self._accept, requester=requester, wanted=wanted, source_ids=source_ids, pictures=pictures)
        return await self._database.transact(accept)

    def accept_approved(
        self, connection: Connection, requester: Requester, wanted: Sequence[Job], pictures: Pictures, now: datetime
    ) -> Sequence[Job]:
        """Accept what a moderator has approved, as part of the caller's transaction; returns the stored jobs.

        The requester's own limits don't count, all others do. The caller holds the ledger's lock. Raises what
        `accept_all` raises.
        """
        return self._store(connection, requester, wanted, pictures, now, is_approved=True)

    def admit_call(self, connection: Connection, requester: Requester, prompt: str, cost_micros: int) -> WindowTotals:
        """Check a call to the language model, which uses money and no seconds, against all rules and budgets.

        Returns the usage so far, to reserve the call in this transaction. Raises RequestRefused.
        """
        now = self._clock.now()
        snapshot = admission_snapshot.read_snapshot(connection, requester.user_id, requester.guild_id, now)
        usual = combine(snapshot.choices, requester)
        refusal = admit(self._admission.rules(snapshot, usual, now), requester, prompt, now)
        if refusal is None:
            # It isn't a video, so it doesn't count as one in progress and needs no cooldown.
            limits, usage = self._admission.weigh(requester, replace(snapshot, running=0, last_at=None), now)
            decision = explain(connection, requester, QuotaRequest(0, cost_micros), limits, usage, now)
            refusal = decision if isinstance(decision, Refusal) else None
        if refusal is not None:
            raise RequestRefused(refusal)
        return snapshot.totals_by_kind

    @property
    def shortest_s(self) -> int:
        """The shortest video that any model makes."""
        return min(duration_s for spec in self.catalogue.on for duration_s in spec.durations_s)

    async def change(self, requester: Requester, before: Job, after: Job) -> Job:
        """Check what a queued job will become, reserve its estimate anew and change it, in one transaction.

        Returns the changed job. If it is submitted or cancelled at the same moment, exactly one of the two succeeds.
        Raises StaleJob if it is no longer queued as `before`, and the same as `accept`; then nothing was changed.
        """
        return (await self.change_all(requester, [(before, after)]))[0]

    async def change_all(self, requester: Requester, wanted: Sequence[tuple[Job, Job]]) -> Sequence[Job]:
        """Do the same for variations, given as pairs of before and after: all or none."""
        return await self._database.transact(lambda connection: self._change(connection, requester, wanted))

    async def allowance(self, requester: Requester) -> Allowance:
        """Read what a person has left here and now. Raises DatabaseUnavailable if that can't be read in time."""
        now = self._clock.now()
        try:
            async with asyncio.timeout(PATIENCE_S):
                async with self._database.read() as connection:
                    return await connection.run_sync(partial(read_allowance, self._admission), requester, now)
        except DATABASE_FAILURES as error:
            log.warning("allowance not read", user_id=requester.user_id, why=repr(error))
            raise DatabaseUnavailable(Sentence("quota-unreadable")) from error

    async def quotes(self, requester: Requester | None = None) -> Quotes:
        """Read what videos cost now, and what a person has left here.

        Never raises database errors: what can't be read in time is left out.
        """

        def read(connection: Connection) -> Quotes:
            quotes = Quotes(prices.read_reserved(connection))
            if requester is None:
                return quotes
            now = self._clock.now()
            snapshot = admission_snapshot.read_snapshot(connection, requester.user_id, requester.guild_id, now)
            return replace(quotes, remaining=find_remaining(*self._admission.weigh(requester, snapshot, now)))

        try:
            async with asyncio.timeout(_QUOTES_PATIENCE_S), self._database.read() as connection:
                return await connection.run_sync(read)
        except DATABASE_FAILURES as error:
            log.warning("quotes not read", why=repr(error))
            return NO_QUOTES

    def _accept(
        self,
        connection: Connection,
        requester: Requester,
        wanted: Sequence[Job],
        source_ids: Collection[str],
        pictures: Pictures,
    ) -> Sequence[Job]:
        now = self._clock.now()
        ledger.lock(connection)
        first = wanted[0]
        twin_id = jobs.find_by_key(connection, first.request_key)
        if twin_id == first.id:
            # Stored by an attempt whose answer was lost.
            stored_prices = [jobs.read_price(connection, job.id) for job in wanted]
            return [
                replace(job, estimate_micros=micros, price_key=key)
                for job, (micros, key) in zip(wanted, stored_prices, strict=True)
            ]
        if twin_id is not None:
            raise RequestTaken(f"{first.request_key} has made job {twin_id}")
        if source_ids and jobs.has_deleted(connection, source_ids):
            raise SourceDeleted(Sentence("job-deleted"))
        return self._store(connection, requester, wanted, pictures, now)

    def _store(
        self,
        connection: Connection,
        requester: Requester,
        wanted: Sequence[Job],
        pictures: Pictures,
        now: datetime,
        *,
        is_approved: bool = False,
    ) -> Sequence[Job]:
        """Check variations or scenes, and store them with what they reserve."""
        stored: list[Job] = []
        for number, job in enumerate(wanted):
            snapshot = admission_snapshot.read_snapshot(connection, requester.user_id, requester.guild_id, now)
            # The first one is checked for all of them; for each of the others, the usage is read again.
            count = 1 if number else len(wanted)
            snapshot = replace(snapshot, last_at=None) if number else snapshot
            if job.is_scene and not number:
                # A film with a forbidden later scene is refused for that, before any limit.
                for scene in wanted:
                    self._admission.check_rules(requester, scene, snapshot, now)
            # Of a film, one scene is made at a time.
            at_once = int(not number) if job.is_scene else None
            accepted, granted_s = self._admission.admit(
                connection, requester, job, snapshot, now, count=count, at_once=at_once, is_approved=is_approved
            )
            accepted = replace(accepted, remaining=stored[0].remaining) if stored else accepted
            jobs.insert_job(connection, accepted, pictures)
            ledger.book_reserve(connection, accepted, snapshot.totals_by_kind, granted_s=granted_s, at=now)
            stored.append(accepted)
        return stored

    def _change(self, connection: Connection, requester: Requester, wanted: Sequence[tuple[Job, Job]]) -> Sequence[Job]:
        now = self._clock.now()
        ledger.lock(connection)
        stored = [jobs.read_job(connection, before.id) for before, _ in wanted]
        done = [(before.revision + 1, after.request, after.not_before_at) for before, after in wanted]
        if [(one.revision, one.request, one.not_before_at) for one in stored] == done:
            return stored  # changed by an attempt whose answer was lost
        for one, (before, _) in zip(stored, wanted, strict=True):
            if (one.state, one.revision) != (before.state, before.revision):
                raise jobs.StaleJob(f"job {before.id} is no longer as it was")
            ledger.book_release(connection, before, now)
        changed: list[Job] = []
        for number, (before, after) in enumerate(wanted):
            count = 1 if number else len(wanted)
            snapshot = admission_snapshot.read_snapshot(connection, requester.user_id, requester.guild_id, now)
            # They are already in the line, so they don't count as more in progress and need no cooldown.
            snapshot = replace(snapshot, running=snapshot.running - count, last_at=None)
            accepted, granted_s = self._admission.admit(connection, requester, after, snapshot, now, count=count)
            why = f"edited by {requester.user_id}"
            changed.append(jobs.change_queued(connection, before, accepted, at=now, why=why))
            ledger.book_reserve(connection, changed[-1], snapshot.totals_by_kind, granted_s=granted_s, at=now)
        return changed
