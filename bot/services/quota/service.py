"""Accepts requests or says why not, and tells people what they have left."""

import asyncio
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import product

from sqlalchemy import Connection

from bot.domain.choices import UsualChoices, combine
from bot.domain.clock import Clock
from bot.domain.elapsed import Elapsed
from bot.domain.jobs import Job
from bot.domain.ledger import granted_now
from bot.domain.limits import (
    SECONDS,
    USER_USD,
    WHOLE_BOT,
    Defaults,
    EffectiveLimits,
    Field,
    Scope,
    Window,
    resolve,
)
from bot.domain.model_rules import choose_models
from bot.domain.quota import (
    NOTHING,
    Allowed,
    Offer,
    QuotaRequest,
    Refusal,
    RefusalReason,
    Spent,
    Usage,
    UsageEntry,
    UsageKind,
    allowance_left,
    comes_back_at,
    cooldown_until,
    decide,
    find_fitting,
    find_remaining,
    shortages,
)
from bot.domain.requests import VideoRequest
from bot.domain.rules import Requester, Rules, admit
from bot.domain.strikes import StrikeKind, Tally, tally
from bot.errors import DatabaseUnavailable, RequestTaken, UserError
from bot.models import Catalogue, ModelSpec
from bot.observability import get_logger
from bot.sentences import Sentence
from bot.services.quota.allowances import Allowance, WindowAllowance
from bot.services.quota.alternatives import find_nearest, list_cheaper
from bot.services.quota.estimates import estimate_micros
from bot.services.quota.place_models import PlaceModels, refuse_model
from bot.services.quota.quotes import NO_QUOTES, Quotes
from bot.services.quota.refusals import RequestRefused
from bot.storage.core.database import DATABASE_FAILURES, PATIENCE_S, Database
from bot.storage.jobs import jobs, model_states
from bot.storage.money import admission_snapshot, ledger, prices
from bot.storage.money import window_totals as totals
from bot.storage.money.admission_snapshot import AdmissionSnapshot

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
        self._catalogue = catalogue
        self._clock = clock
        self._elapsed = Elapsed(clock)
        self.defaults = defaults

    async def accept(
        self, requester: Requester, job: Job, source_ids: Collection[str] = (), picture: bytes | None = None
    ) -> Job:
        """Check a request, estimate it, reserve that and store its job in one transaction; returns the stored job.

        `picture` is its start picture, which is stored with it. Waits for others who write, and may be repeated: a job
        that is stored already stays as it is. Raises RequestTaken if its request has made another one, SourceDeleted if
        one of the jobs that it is made from was deleted, ModelUnavailable if its model is off, InvalidRequest,
        RequestRefused, SQLAlchemyError, StorageError or OSError.
        """
        accept = partial(self._accept, requester=requester, job=job, source_ids=source_ids, picture=picture)
        return await self._database.transact(accept)

    @property
    def shortest_s(self) -> int:
        """The shortest video that any model makes."""
        return min(duration_s for spec in self._catalogue.on for duration_s in spec.durations_s)

    async def change(self, requester: Requester, before: Job, after: Job) -> Job:
        """Check what a queued job is to be instead, reserve that anew and change it in one transaction.

        Returns the changed job. If it is submitted or cancelled at the same moment, exactly one of the two succeeds.
        Raises StaleJob if it is no longer queued as it was, and the same as `accept`; then it is as it was.
        """
        return await self._database.transact(lambda connection: self._change(connection, requester, before, after))

    def estimate(self, connection: Connection, spec: ModelSpec, request: VideoRequest) -> int:
        """What to reserve for a video, in millionths of a USD: by the real costs where they differ from the entry."""
        return estimate_micros(connection, spec, request)

    def _ask(self, connection: Connection, spec: ModelSpec, request: VideoRequest) -> QuotaRequest:
        return QuotaRequest(request.duration_s, self.estimate(connection, spec, request))

    async def allowance(self, requester: Requester) -> Allowance:
        """What a person has left here and now. Raises DatabaseUnavailable if that can't be read in time."""
        now = self._clock.now()
        try:
            async with asyncio.timeout(PATIENCE_S):
                async with self._database.read() as connection:
                    return await connection.run_sync(self._read_allowance, requester, now)
        except DATABASE_FAILURES as error:
            log.warning("allowance not read", user_id=requester.user_id, why=repr(error))
            raise DatabaseUnavailable(Sentence("quota-unreadable")) from error

    async def quotes(self, requester: Requester | None = None) -> Quotes:
        """What videos cost now, and what a person has left here.

        Never raises database errors: what can't be read in time is left out.
        """

        def read(connection: Connection) -> Quotes:
            quotes = Quotes(prices.read_reserved(connection))
            if requester is None:
                return quotes
            now = self._clock.now()
            snapshot = admission_snapshot.read_snapshot(connection, requester.user_id, requester.guild_id, now)
            return replace(quotes, remaining=find_remaining(*self._weigh(requester, snapshot, now)))

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
        job: Job,
        source_ids: Collection[str],
        picture: bytes | None,
    ) -> Job:
        now = self._clock.now()
        ledger.lock(connection)
        twin_id = jobs.find_by_key(connection, job.request_key)
        if twin_id == job.id:
            # Stored by an attempt whose answer was lost.
            estimate_micros, price_key = jobs.read_price(connection, job.id)
            return replace(job, estimate_micros=estimate_micros, price_key=price_key)
        if twin_id is not None:
            raise RequestTaken(f"{job.request_key} has made job {twin_id}")
        if source_ids and jobs.has_deleted(connection, source_ids):
            raise SourceDeleted(Sentence("job-deleted"))
        snapshot = admission_snapshot.read_snapshot(connection, requester.user_id, requester.guild_id, now)
        job, granted_s = self._admit(connection, requester, job, snapshot, now)
        jobs.insert_job(connection, job, picture)
        ledger.book_reserve(connection, job, snapshot.totals_by_kind, granted_s=granted_s, at=now)
        return job

    def _change(self, connection: Connection, requester: Requester, before: Job, after: Job) -> Job:
        now = self._clock.now()
        ledger.lock(connection)
        stored = jobs.read_job(connection, before.id)
        done = before.revision + 1, after.request, after.not_before_at
        if (stored.revision, stored.request, stored.not_before_at) == done:
            return stored  # changed by an attempt whose answer was lost
        if (stored.state, stored.revision) != (before.state, before.revision):
            raise jobs.StaleJob(f"job {before.id} is no longer as it was")
        ledger.book_release(connection, before, now)
        snapshot = admission_snapshot.read_snapshot(connection, requester.user_id, requester.guild_id, now)
        # It is in the line already, so it neither adds to it nor has to wait.
        snapshot = replace(snapshot, running=snapshot.running - 1, last_at=None)
        after, granted_s = self._admit(connection, requester, after, snapshot, now)
        changed = jobs.change_queued(connection, before, after, at=now, why=f"edited by {requester.user_id}")
        ledger.book_reserve(connection, changed, snapshot.totals_by_kind, granted_s=granted_s, at=now)
        return changed

    def _admit(
        self, connection: Connection, requester: Requester, job: Job, snapshot: AdmissionSnapshot, now: datetime
    ) -> tuple[Job, int]:
        """Check a request against everything; returns its job with the estimate, and its seconds from grants."""
        usual = combine(snapshot.choices, requester)
        refusal = admit(self._rules(snapshot, usual, now), requester, job.request.prompt, now)
        if refusal is not None:
            raise RequestRefused(refusal)
        self._catalogue.out_of_service = model_states.read_out(connection)
        spec = self._catalogue.get(job.request.model)
        spec.check(job.request)
        models = PlaceModels(self._catalogue, choose_models(snapshot.model_rules, requester), usual)
        limits, usage = self._weigh(requester, snapshot, now)
        find_offers = partial(self._find_offers, connection, models, job.request, limits, usage, now)
        if not models.allows(spec):
            refusal = refuse_model(models, spec, job.request.mode)
            raise RequestRefused(replace(refusal, offers=find_offers(refusal)))
        if job.request.model in prices.read_paused(connection):
            refusal = Refusal(reason=RefusalReason.MODEL_PAUSED, scope=Scope.BOT)
            raise RequestRefused(replace(refusal, offers=find_offers(refusal)))
        ask = self._ask(connection, spec, job.request)
        left = find_remaining(limits, usage)
        job = replace(
            job,
            estimate_micros=ask.cost_micros,
            price_key=spec.price_key(job.request),
            remaining=None if left is None else left.after(ask.duration_s, ask.cost_micros),
            is_spoiler=usual.is_spoiler and not job.is_apart,
        )
        decision = decide(ask, limits, usage, now)
        if isinstance(decision, Refusal):
            decision = _explain(connection, requester, ask, limits, usage, now)
        if isinstance(decision, Refusal):
            raise RequestRefused(replace(decision, offers=find_offers(decision)))
        return job, decision.granted_s

    def _find_offers(
        self,
        connection: Connection,
        models: PlaceModels,
        request: VideoRequest,
        limits: EffectiveLimits,
        usage: Usage,
        now: datetime,
        refusal: Refusal,
    ) -> tuple[Offer, ...]:
        """What would be accepted instead: by other models if it is about the model, cheaper if it is about a limit."""
        spec = self._catalogue.find(request.model)
        if spec is None or refusal.reason in (RefusalReason.JOBS_AT_ONCE, RefusalReason.COOLDOWN):
            return ()
        paused = prices.read_paused(connection)
        others = [one for one in models.on_for(request.mode) if paused.isdisjoint(one.slugs)]
        make = partial(self._make_offers, connection)
        if refusal.reason in (RefusalReason.MODEL, RefusalReason.MODEL_PAUSED):
            nearest = [find_nearest(one, request) for one in others if one.id != spec.id]
            return tuple(find_fitting([make(one for one in nearest if one is not None)], limits, usage, now))
        asked = self.estimate(connection, spec, request)
        shorter, *cheaper = list_cheaper(spec, request, others)
        offers = tuple(find_fitting([make(shorter, is_just_shorter=True)], limits, usage, now))
        if offers and refusal.reason is RefusalReason.SECONDS:
            return offers
        return offers + tuple(find_fitting([make(group, below=asked) for group in cheaper], limits, usage, now))

    def _make_offers(
        self,
        connection: Connection,
        requests: Iterable[VideoRequest],
        *,
        below: int | None = None,
        is_just_shorter: bool = False,
    ) -> Iterator[Offer]:
        """Tell what each request costs; those that don't cost less than `below` are left out."""
        for request in requests:
            spec = self._catalogue.get(request.model)
            cost_micros = self.estimate(connection, spec, request)
            if below is None or cost_micros < below:
                yield Offer(request, cost_micros, spec.name, is_just_shorter)

    def _rules(self, snapshot: AdmissionSnapshot, usual: UsualChoices, now: datetime) -> Rules:
        return Rules(
            pauses=snapshot.pauses,
            blocks=snapshot.blocks,
            channel_ids=snapshot.channel_ids,
            role_ids=snapshot.role_ids,
            only_restricted=usual.only_restricted,
            words=snapshot.words,
            strikes=self._tally(snapshot, now),
        )

    def _tally(self, snapshot: AdmissionSnapshot, now: datetime) -> list[Tally]:
        return [tally(snapshot.strikes, kind, self.defaults.most_strikes(kind), now) for kind in StrikeKind]

    def _weigh(self, requester: Requester, snapshot: AdmissionSnapshot, now: datetime) -> tuple[EffectiveLimits, Usage]:
        limits = resolve(
            snapshot.limits,
            self.defaults,
            user_id=requester.user_id,
            guild_id=requester.guild_id,
            role_ids=requester.role_ids,
        )
        spent = {kind: of_kind.spent for kind, of_kind in snapshot.totals_by_kind.items()}
        usage = Usage(
            user=spent[UsageKind.USER_SECONDS],
            user_micros=spent[UsageKind.USER_USD],
            server=spent.get(UsageKind.SERVER, NOTHING),
            bot=spent[UsageKind.BOT],
            granted_s=granted_now(snapshot.grants, requester.guild_id, now),
            running=snapshot.running,
            last_at=self._redate(requester.user_id, snapshot.last_at, now),
        )
        return limits, usage

    def _redate(self, user_id: int, at: datetime | None, now: datetime) -> datetime | None:
        """Correct the time of a person's latest job, so that a clock that was set back doesn't extend the cooldown."""
        return None if at is None else self._elapsed.redate(user_id, at, now)

    def _read_allowance(self, connection: Connection, requester: Requester, now: datetime) -> Allowance:
        snapshot = admission_snapshot.read_snapshot(connection, requester.user_id, requester.guild_id, now)
        usual = combine(snapshot.choices, requester)
        models = PlaceModels(self._catalogue, choose_models(snapshot.model_rules, requester), usual)
        spec = models.usual or self._catalogue.default
        requests = [spec.usual_request(duration_s) for duration_s in sorted(spec.durations_s)]
        asks = [self._ask(connection, spec, request) for request in requests]
        limits, usage = self._weigh(requester, snapshot, now)
        windows = []
        for (kind, fields, spent), window in product(_of_people(usage), Window):
            uses = totals.read_uses(connection, kind, requester.user_id, window, now, 1)
            windows.append(
                WindowAllowance(
                    kind=kind,
                    window=window,
                    used=spent[window],
                    limit=limits.person[fields[window]].value,
                    next_at=comes_back_at(uses, window, now, 1),
                    next_amount=uses[0].amount if uses else 0,
                )
            )
        left_s = allowance_left(limits.person, usage.user)
        refusal = admit(replace(self._rules(snapshot, usual, now), words=()), requester, "", now)
        if refusal is None:
            decision = _explain(connection, requester, asks[0], limits, usage, now)
            refusal = decision if isinstance(decision, Refusal) else None
            if models.usual is None:
                refusal = refuse_model(models, spec, requests[0].mode)
            elif refusal is not None:
                offers = self._find_offers(connection, models, requests[0], limits, usage, now, refusal)
                refusal = replace(refusal, offers=offers)
        fitting = [ask.duration_s for ask in asks if isinstance(decide(ask, limits, usage, now), Allowed)]
        return Allowance(
            windows=windows,
            left_s=None if left_s is None else left_s + usage.granted_s,
            grants=[g for g in snapshot.grants if g.seconds > 0 and g.is_good(requester.guild_id, now)],
            granted_s=usage.granted_s,
            running=usage.running,
            jobs_at_once=limits.person[Field.JOBS_AT_ONCE].value,
            cooldown_until=cooldown_until(limits, usage, now),
            strikes=self._tally(snapshot, now),
            longest_s=max(fitting, default=None) if refusal is None else None,
            refusal=refusal,
            limits=limits.person,
        )


def _of_people(usage: Usage) -> Sequence[tuple[UsageKind, Mapping[Window, Field], Spent]]:
    """What is counted for people, by which limits, and how much."""
    return (
        (UsageKind.USER_SECONDS, SECONDS, usage.user),
        (UsageKind.USER_USD, USER_USD, usage.user_micros),
    )


def _explain(
    connection: Connection,
    requester: Requester,
    ask: QuotaRequest,
    limits: EffectiveLimits,
    usage: Usage,
    now: datetime,
) -> Allowed | Refusal:
    """Decide again, now with the usage that tells when the request will fit."""
    subjects = {UsageKind.BOT: WHOLE_BOT, UsageKind.SERVER: requester.guild_id or WHOLE_BOT}
    uses: dict[tuple[UsageKind, Window], list[UsageEntry]] = {}
    for shortage in shortages(ask, limits, usage):
        subject = subjects.get(shortage.kind, requester.user_id)
        uses[shortage.kind, shortage.window] = totals.read_uses(
            connection, shortage.kind, subject, shortage.window, now, shortage.missing
        )
    return decide(ask, limits, usage, now, uses)
