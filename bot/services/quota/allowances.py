"""What a person has left in one place, what may prevent a request, and how many strikes they have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import product

from sqlalchemy import Connection

from bot.domain.choices import combine
from bot.domain.jobs import Job
from bot.domain.ledger import Grant
from bot.domain.limits import (
    SECONDS,
    USER_USD,
    Defaults,
    Field,
    Limit,
    Window,
)
from bot.domain.model_rules import choose_models
from bot.domain.quota import (
    Allowed,
    Refusal,
    Spent,
    Usage,
    UsageKind,
    allowance_left,
    comes_back_at,
    cooldown_until,
    decide,
)
from bot.domain.rules import Requester, admit
from bot.domain.strikes import STRIKE_WINDOW, Tally, strike_kind, tally
from bot.services.quota.admission import Admission, explain
from bot.services.quota.place_models import PlaceModels, refuse_model
from bot.storage.core.database import Database
from bot.storage.money import admission_snapshot, ledger
from bot.storage.money import window_totals as totals


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowAllowance:
    """One rolling window of a person's seconds or money."""

    #: USER_SECONDS or USER_USD; its amounts are seconds, or millionths of a USD.
    kind: UsageKind
    window: Window
    used: int
    #: None: unlimited.
    limit: int | None
    #: When the next part of it comes back (None if nothing is used), and how much that is.
    next_at: datetime | None
    next_amount: int

    @property
    def left(self) -> int | None:
        """What is left of it; None: unlimited."""
        return None if self.limit is None else max(0, self.limit - self.used)


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What a person has left in one place, and what may prevent a request."""

    windows: Sequence[WindowAllowance]
    #: The longest next video, including grants; None: unlimited.
    left_s: int | None
    #: The grants that are valid here; those that expire first come first.
    grants: Sequence[Grant]
    granted_s: int
    running: int
    jobs_at_once: int | None
    #: Until when they have to wait between two videos; None if they don't.
    cooldown_until: datetime | None
    #: Their count of each kind of strikes.
    strikes: Sequence[Tally]
    #: The longest video of the usual model that would be accepted now; None if not even the shortest would.
    longest_s: int | None
    #: Why not even the shortest video would be accepted now; None if it would.
    refusal: Refusal | None
    #: Where each limit comes from; scope None is the default.
    limits: Mapping[Field, Limit]


def read_allowance(admission: Admission, connection: Connection, requester: Requester, now: datetime) -> Allowance:
    """Read what a person has left now."""
    snapshot = admission_snapshot.read_snapshot(connection, requester.user_id, requester.guild_id, now)
    usual = combine(snapshot.choices, requester)
    models = PlaceModels(admission.catalogue, choose_models(snapshot.model_rules, requester), usual)
    spec = models.usual or admission.catalogue.default
    requests = [spec.usual_request(duration_s) for duration_s in sorted(spec.durations_s)]
    asks = [admission.ask(connection, spec, request) for request in requests]
    limits, usage = admission.weigh(requester, snapshot, now)
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
    refusal = admit(replace(admission.rules(snapshot, usual, now), words=()), requester, "", now)
    if refusal is None:
        decision = explain(connection, requester, asks[0], limits, usage, now)
        refusal = decision if isinstance(decision, Refusal) else None
        if models.usual is None:
            refusal = refuse_model(models, spec, requests[0].mode)
        elif refusal is not None:
            offers = admission.find_offers(connection, models, requests[0], limits, usage, now, refusal)
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
        strikes=admission.tally(snapshot, now),
        longest_s=max(fitting, default=None) if refusal is None else None,
        refusal=refusal,
        limits=limits.person,
    )


def _of_people(usage: Usage) -> Sequence[tuple[UsageKind, Mapping[Window, Field], Spent]]:
    """The kinds of usage that are limited for people, with their limits and amounts."""
    return (
        (UsageKind.USER_SECONDS, SECONDS, usage.user),
        (UsageKind.USER_USD, USER_USD, usage.user_micros),
    )


class Strikes:
    """Reads strikes."""

    def __init__(self, database: Database, defaults: Defaults) -> None:
        self._database = database
        self._defaults = defaults

    async def warn(self, job: Job) -> Tally | None:
        """Count the requester's strikes including this job; None if the job isn't a strike."""
        kind = strike_kind(job)
        most = 0 if kind is None else self._defaults.most_strikes(kind)
        if kind is None or most == 0:
            return None
        at = job.changed_at
        async with self._database.read() as connection:
            known = [one for one in await ledger.list_strikes(connection, job.user_id, at) if one.at <= at]
        own = [one for one in known if one.kind is kind]
        # It was cleared since then, or happened while strikes were turned off.
        if not own or at - own[-1].at >= STRIKE_WINDOW:
            return None
        return tally(own, kind, most, at)
