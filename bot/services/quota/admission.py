"""Checks requests against all limits and rules, within the transaction or read that decides them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from bot.domain.choices import UsualChoices, combine
from bot.domain.clock import Clock, Elapsed
from bot.domain.jobs import Job
from bot.domain.ledger import granted_now
from bot.domain.limits import (
    WHOLE_BOT,
    Defaults,
    EffectiveLimits,
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
    Usage,
    UsageEntry,
    UsageKind,
    count_fitting,
    decide,
    find_fitting,
    find_remaining,
    missing_seconds,
    shortages,
)
from bot.domain.requests import Mode, VideoRequest
from bot.domain.rules import Requester, Rules, admit
from bot.domain.stories import SCENES_MIN
from bot.domain.strikes import StrikeKind, Tally, tally
from bot.models import Catalogue, ModelSpec
from bot.services.quota.alternatives import find_nearest, list_cheaper
from bot.services.quota.place_models import PlaceModels, refuse_model
from bot.services.quota.quotes import estimate_micros
from bot.services.quota.refusals import RequestRefused
from bot.services.quota.scenes import follow_scene
from bot.storage.jobs import model_states
from bot.storage.money import prices
from bot.storage.money import window_totals as totals
from bot.storage.money.admission_snapshot import AdmissionSnapshot


class Admission:
    """Decides whether requests are admitted."""

    def __init__(self, defaults: Defaults, clock: Clock, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._defaults = defaults
        self._elapsed = Elapsed(clock)

    def ask(
        self,
        connection: Connection,
        spec: ModelSpec,
        request: VideoRequest,
        count: int = 1,
        at_once: int | None = None,
    ) -> QuotaRequest:
        """What `count` of a request would use; if only some are made `at_once`, they are scenes of a film.

        Raises InvalidRequest if the model makes no scenes.
        """
        next_micros = None
        if at_once is not None and count > 1:
            next_micros = estimate_micros(connection, spec, follow_scene(spec, request, request.prompt))
        cost_micros = estimate_micros(connection, spec, request)
        return QuotaRequest(request.duration_s, cost_micros, count, next_micros, at_once)

    def admit(
        self,
        connection: Connection,
        requester: Requester,
        job: Job,
        snapshot: AdmissionSnapshot,
        now: datetime,
        *,
        count: int = 1,
        at_once: int | None = None,
        is_approved: bool = False,
    ) -> tuple[Job, int]:
        """Check a request against everything; returns its job with the estimate, and the seconds that grants cover.

        If it `is_approved` by a moderator, it may exceed its requester's own limits, but not a budget. `count` of it
        must fit, of which this job is the first; `at_once` are made at a time if not all. Raises RequestRefused,
        ModelUnavailable and InvalidRequest.
        """
        usual = combine(snapshot.choices, requester)
        self.check_rules(requester, job, snapshot, now)
        self.catalogue.out_of_service = model_states.read_out(connection)
        spec = self.catalogue.get(job.request.model)
        spec.check(job.request)
        models = PlaceModels(self.catalogue, choose_models(snapshot.model_rules, requester), usual)
        limits, usage = self.weigh(requester, snapshot, now)
        if is_approved:
            limits = limits.without_personal()
        find_offers = partial(self.find_offers, connection, models, job.request, limits, usage, now)
        find_offers = partial(find_offers, count=count, at_once=at_once)
        if not models.allows(spec):
            refusal = refuse_model(models, spec, job.request.mode)
            raise RequestRefused(replace(refusal, offers=find_offers(refusal)))
        if job.request.model in prices.read_paused(connection):
            refusal = Refusal(reason=RefusalReason.MODEL_PAUSED, scope=Scope.BOT)
            raise RequestRefused(replace(refusal, offers=find_offers(refusal)))
        ask = self.ask(connection, spec, job.request, count, at_once)
        left = find_remaining(limits, usage)
        job = replace(
            job,
            estimate_micros=ask.cost_micros,
            price_key=spec.price_key(job.request),
            remaining=None if left is None else left.after(ask.total_s, ask.total_micros),
            is_spoiler=usual.is_spoiler and not job.is_apart,
        )
        decision = decide(ask, limits, usage, now)
        if isinstance(decision, Refusal):
            decision = explain(connection, requester, ask, limits, usage, now)
        if isinstance(decision, Refusal):
            could_be_approved = isinstance(decide(ask, limits.without_personal(), usage, now), Allowed)
            refusal = replace(decision, offers=find_offers(decision))
            raise RequestRefused(refusal, job if could_be_approved else None, total_micros=ask.total_micros)
        return job, missing_seconds(ask.duration_s, limits, usage)

    def check_rules(self, requester: Requester, job: Job, snapshot: AdmissionSnapshot, now: datetime) -> None:
        """Raise RequestRefused if a rule refuses a request, whatever it would use."""
        rules = self.rules(snapshot, combine(snapshot.choices, requester), now)
        refusal = admit(rules, requester, job.request.prompt, now)
        if refusal is not None:
            is_about_scene = job.is_scene and refusal.reason is RefusalReason.WORDS
            raise RequestRefused(refusal, scene=job.part if is_about_scene else None)

    def find_offers(
        self,
        connection: Connection,
        models: PlaceModels,
        request: VideoRequest,
        limits: EffectiveLimits,
        usage: Usage,
        now: datetime,
        refusal: Refusal,
        *,
        count: int = 1,
        at_once: int | None = None,
    ) -> tuple[Offer, ...]:
        """Find what would be accepted instead: other models if the model was refused, cheaper videos if a limit
        refused.

        If several videos were requested, the offer of as many as fit comes first.
        """
        spec = self.catalogue.find(request.model)
        if spec is None:
            return ()
        fewer: tuple[Offer, ...] = ()
        if count > 1 and refusal.reason not in (RefusalReason.MODEL, RefusalReason.MODEL_PAUSED):
            ask = self.ask(connection, spec, request, count, at_once)
            fitting = count_fitting(ask, limits, usage, now)
            # A film that begins with a text has at least two scenes; one that is taken up again may have a single one.
            if fitting >= (SCENES_MIN if at_once is not None and request.mode is Mode.TEXT else 1):
                offer = Offer(request, ask.cost_micros, spec.name, count=fitting, is_just_fewer=True)
                fewer = (replace(offer, next_micros=ask.next_micros, at_once=at_once),)
        if refusal.reason in (RefusalReason.JOBS_AT_ONCE, RefusalReason.COOLDOWN):
            return fewer
        paused = prices.read_paused(connection)
        others = [one for one in models.on_for(request.mode) if paused.isdisjoint(one.slugs)]
        if at_once is not None:  # one model makes all scenes
            others = [one for one in others if all(one.endpoint(mode) is not None for mode in Mode)]
        make = partial(self._make_offers, connection, count=count, at_once=at_once)
        if refusal.reason in (RefusalReason.MODEL, RefusalReason.MODEL_PAUSED):
            nearest = [find_nearest(one, request) for one in others if one.id != spec.id]
            return tuple(find_fitting([make(one for one in nearest if one is not None)], limits, usage, now))
        asked = estimate_micros(connection, spec, request)
        shorter, *cheaper = list_cheaper(spec, request, others)
        offers = tuple(find_fitting([make(shorter, is_just_shorter=True)], limits, usage, now))
        if offers and refusal.reason is RefusalReason.SECONDS:
            return fewer + offers
        return fewer + offers + tuple(find_fitting([make(group, below=asked) for group in cheaper], limits, usage, now))

    def _make_offers(
        self,
        connection: Connection,
        requests: Iterable[VideoRequest],
        *,
        count: int,
        at_once: int | None = None,
        below: int | None = None,
        is_just_shorter: bool = False,
    ) -> Iterator[Offer]:
        """Make an offer of each request, except of those that don't cost less than `below`."""
        for request in requests:
            spec = self.catalogue.get(request.model)
            ask = self.ask(connection, spec, request, count, at_once)
            if below is None or ask.cost_micros < below:
                offer = Offer(request, ask.cost_micros, spec.name, is_just_shorter, count)
                yield replace(offer, next_micros=ask.next_micros, at_once=at_once)

    def rules(self, snapshot: AdmissionSnapshot, usual: UsualChoices, now: datetime) -> Rules:
        return Rules(
            pauses=snapshot.pauses,
            blocks=snapshot.blocks,
            channel_ids=snapshot.channel_ids,
            role_ids=snapshot.role_ids,
            only_restricted=usual.only_restricted,
            words=snapshot.words,
            strikes=self.tally(snapshot, now),
        )

    def tally(self, snapshot: AdmissionSnapshot, now: datetime) -> list[Tally]:
        return [tally(snapshot.strikes, kind, self._defaults.most_strikes(kind), now) for kind in StrikeKind]

    def weigh(self, requester: Requester, snapshot: AdmissionSnapshot, now: datetime) -> tuple[EffectiveLimits, Usage]:
        limits = resolve(
            snapshot.limits,
            self._defaults,
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
            last_count=snapshot.last_count,
        )
        return limits, usage

    def _redate(self, user_id: int, at: datetime | None, now: datetime) -> datetime | None:
        """Correct the time of a requester's latest job, so that a clock set back doesn't extend the cooldown."""
        return None if at is None else self._elapsed.redate(user_id, at, now)


def explain(
    connection: Connection,
    requester: Requester,
    ask: QuotaRequest,
    limits: EffectiveLimits,
    usage: Usage,
    now: datetime,
) -> Allowed | Refusal:
    """Decide again, with the usage that shows when the request will fit."""
    subjects = {UsageKind.BOT: WHOLE_BOT, UsageKind.SERVER: requester.guild_id or WHOLE_BOT}
    uses: dict[tuple[UsageKind, Window], list[UsageEntry]] = {}
    for shortage in shortages(ask, limits, usage):
        subject = subjects.get(shortage.kind, requester.user_id)
        uses[shortage.kind, shortage.window] = totals.read_uses(
            connection, shortage.kind, subject, shortage.window, now, shortage.missing
        )
    return decide(ask, limits, usage, now, uses)
