"""Quota: decides whether a request fits into what is left, and if not, why, and when it will. Pure functions.

Seconds of video are limited for people, money for people, servers and the whole bot, each in rolling windows. All
limits apply at once. Granted seconds are only used for what the normal limit doesn't cover; they don't count in the
person's windows of seconds, but what they cost counts in those of money.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from bot.domain.jobs import Remaining
from bot.domain.limits import SECONDS, USER_USD, EffectiveLimits, Field, Limit, Scope, Window
from bot.domain.requests import VideoRequest

#: How long a running job is assumed to last when one of several limits has to be named.
_USUAL_JOB = timedelta(minutes=1)


class RefusalReason(StrEnum):
    """Why a request is refused."""

    PAUSED = "paused"
    BLOCKED = "blocked"
    STRIKES = "strikes"
    FAILURES = "failures"
    CHANNEL = "channel"
    ROLE = "role"
    AGE = "age"
    WORDS = "words"
    MODEL = "model"
    MODEL_PAUSED = "model_paused"
    JOBS_AT_ONCE = "jobs_at_once"
    COOLDOWN = "cooldown"
    SECONDS = "seconds"
    USER_USD = "user_usd"
    BUDGET = "budget"


class UsageKind(StrEnum):
    """What is counted in rolling windows, and for whom: millionths of a USD unless it says seconds."""

    BOT = "bot"
    SERVER = "server"
    USER_SECONDS = "user"
    USER_USD = "user_usd"


#: What counts in each window: seconds of a person's limit, or millionths of a USD.
Spent: TypeAlias = Mapping[Window, int]
NOTHING: Spent = dict.fromkeys(Window, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What is used so far, according to the ledger."""

    #: Seconds of the person's limit, and money of the person, of the server and of the whole bot.
    user: Spent = field(default_factory=lambda: NOTHING)
    user_micros: Spent = field(default_factory=lambda: NOTHING)
    server: Spent = field(default_factory=lambda: NOTHING)
    bot: Spent = field(default_factory=lambda: NOTHING)
    #: Seconds left of the grants that are valid here and now.
    granted_s: int = 0
    running: int = 0
    #: When the person's last job was accepted, and how many were together with it.
    last_at: datetime | None = None
    last_count: int = 1


@dataclass(frozen=True, slots=True)
class QuotaRequest:
    """What a request would use."""

    #: Of one video.
    duration_s: int
    cost_micros: int
    #: How many of them are requested together, all or none.
    count: int = 1
    #: What each of them after the first costs, if not the same; and how many are made at a time, if not all.
    next_micros: int | None = None
    at_once: int | None = None

    @property
    def total_s(self) -> int:
        """The seconds of all of them."""
        return self.duration_s * self.count

    @property
    def total_micros(self) -> int:
        """The cost of all of them, in millionths of a USD."""
        rest_micros = self.cost_micros if self.next_micros is None else self.next_micros
        return self.cost_micros + rest_micros * (self.count - 1)


@dataclass(frozen=True, slots=True)
class Offer:
    """A video that can be made instead of the one that was refused."""

    request: VideoRequest
    cost_micros: int
    #: The name of its model, and whether it is just a shorter version of the requested video.
    model_name: str
    is_just_shorter: bool = False
    #: How many videos, and whether these are just fewer than requested.
    count: int = 1
    is_just_fewer: bool = False
    #: As in QuotaRequest.
    next_micros: int | None = None
    at_once: int | None = None

    @property
    def ask(self) -> QuotaRequest:
        """What it would use."""
        duration_s = self.request.duration_s
        return QuotaRequest(duration_s, self.cost_micros, self.count, self.next_micros, self.at_once)


@dataclass(frozen=True, slots=True)
class UsageEntry:
    """Usage that counts in the windows until it is too old."""

    counts_at: datetime
    amount: int


#: What counts in a window, oldest first.
Uses: TypeAlias = Mapping[tuple[UsageKind, Window], Sequence[UsageEntry]]


@dataclass(frozen=True, slots=True)
class Allowed:
    """The request fits; this many of its seconds come from grants."""

    granted_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """The request doesn't fit, or isn't allowed. Fields that don't apply to the reason are None or empty."""

    reason: RefusalReason
    #: Whose limit it is: USER, SERVER or BOT.
    scope: Scope
    window: Window | None = None
    #: The limit, and what is left of it: seconds, jobs, or millionths of a USD.
    limit: int | None = None
    left: int | None = None
    #: What the request would have used.
    needed: int | None = None
    #: When it will fit if nothing else is used until then; None if never under this limit, or if that isn't known.
    comes_back_at: datetime | None = None
    #: What would fit now, the closest to the request first.
    offers: tuple[Offer, ...] = ()
    #: The reason given for a block or pause, or the forbidden word.
    detail: str = ""
    #: The allowed channels or roles.
    places: tuple[int, ...] = ()

    @property
    def is_hopeless(self) -> bool:
        """Whether the request is more than this limit can ever allow."""
        return self.limit is not None and self.needed is not None and self.needed > self.limit


@dataclass(frozen=True, slots=True)
class Shortage:
    """One limit with a window that doesn't have enough left."""

    kind: UsageKind
    window: Window
    limit: int
    used: int
    needed: int

    @property
    def reason(self) -> RefusalReason:
        """What a refusal calls it."""
        return _REASONS.get(self.kind, RefusalReason.BUDGET)

    @property
    def scope(self) -> Scope:
        """Whose limit it is."""
        return Scope(self.kind) if self.reason is RefusalReason.BUDGET else Scope.USER

    @property
    def missing(self) -> int:
        """How much has to leave the window before the request fits."""
        return self.used + self.needed - self.limit


_REASONS = {UsageKind.USER_SECONDS: RefusalReason.SECONDS, UsageKind.USER_USD: RefusalReason.USER_USD}


def decide(
    ask: QuotaRequest, limits: EffectiveLimits, usage: Usage, now: datetime, uses: Uses | None = None
) -> Allowed | Refusal:
    """Decide whether a request fits.

    If several limits refuse it, the refusal names the one that lasts longest. It has a `comes_back_at` for a window
    only if `uses` covers that window.
    """
    refusals = [
        *_refuse_at_once(ask, limits, usage, now),
        *(_refuse(shortage, now, uses or {}) for shortage in shortages(ask, limits, usage)),
    ]
    if not refusals:
        return Allowed(missing_seconds(ask.total_s, limits, usage))
    return max(refusals, key=lambda refusal: _lasts_until(refusal, now))


def find_fitting(
    groups: Iterable[Iterable[Offer]], limits: EffectiveLimits, usage: Usage, now: datetime
) -> Iterator[Offer]:
    """Yield from each group the first offer that would be accepted now."""
    for group in groups:
        for one in group:
            if isinstance(decide(one.ask, limits, usage, now), Allowed):
                yield one
                break


def count_fitting(ask: QuotaRequest, limits: EffectiveLimits, usage: Usage, now: datetime) -> int:
    """How many of the videos would be accepted now, fewer than were asked for; 0 if not even one."""
    for count in range(ask.count - 1, 0, -1):
        if isinstance(decide(replace(ask, count=count), limits, usage, now), Allowed):
            return count
    return 0


def missing_seconds(duration_s: int, limits: EffectiveLimits, usage: Usage) -> int:
    """The seconds of a video that the normal limit doesn't cover, so grants would have to."""
    left = allowance_left(limits.person, usage.user)
    return 0 if left is None else max(0, duration_s - left)


def allowance_left(person: Mapping[Field, Limit], spent: Spent) -> int | None:
    """The seconds left of the normal limit, by its strictest window; None if there is no limit."""
    lefts = [
        max(0, limit.value - spent[window])
        for window, name in SECONDS.items()
        if (limit := person[name]).value is not None
    ]
    return min(lefts, default=None)


def find_remaining(limits: EffectiveLimits, usage: Usage) -> Remaining | None:
    """What the person has left of their strictest limit of seconds (with grants) or else of money; None: unlimited."""
    for fields, spent, granted, is_money in (
        (SECONDS, usage.user, usage.granted_s, False),
        (USER_USD, usage.user_micros, 0, True),
    ):
        lefts = [
            Remaining(max(0, limit.value - spent[window]) + granted, is_money, window)
            for window, name in fields.items()
            if (limit := limits.person[name]).value is not None
        ]
        if lefts:
            return min(lefts, key=lambda one: one.amount)
    return None


def comes_back_at(uses: Iterable[UsageEntry], window: Window, now: datetime, amount: int) -> datetime | None:
    """When this much of the current usage will have left the window; None if less than that counts."""
    for use in uses:
        if use.counts_at > now - window.length:
            amount -= use.amount
            if amount <= 0:
                return use.counts_at + window.length
    return None


def cooldown_until(limits: EffectiveLimits, usage: Usage, now: datetime) -> datetime | None:
    """Until when a person has to wait between two videos; None if they don't. Each variation adds a wait."""
    cooldown_s = limits.person[Field.COOLDOWN_S].value
    if not cooldown_s or usage.last_at is None:
        return None
    ready_at = usage.last_at + timedelta(seconds=cooldown_s * max(1, usage.last_count))
    return ready_at if now < ready_at else None


def _refuse_at_once(ask: QuotaRequest, limits: EffectiveLimits, usage: Usage, now: datetime) -> Iterator[Refusal]:
    most = limits.person[Field.JOBS_AT_ONCE].value
    at_once = ask.count if ask.at_once is None else ask.at_once
    if most is not None and at_once and usage.running + at_once > most:
        left = max(0, most - usage.running)
        yield Refusal(reason=RefusalReason.JOBS_AT_ONCE, scope=Scope.USER, limit=most, left=left, needed=at_once)
    ready_at = cooldown_until(limits, usage, now)
    if ready_at is not None:
        yield Refusal(reason=RefusalReason.COOLDOWN, scope=Scope.USER, comes_back_at=ready_at)


def _refuse(shortage: Shortage, now: datetime, uses: Uses) -> Refusal:
    at = None
    if shortage.needed <= shortage.limit:
        known = uses.get((shortage.kind, shortage.window), ())
        at = comes_back_at(known, shortage.window, now, shortage.missing)
    return Refusal(
        reason=shortage.reason,
        scope=shortage.scope,
        window=shortage.window,
        limit=shortage.limit,
        left=max(0, shortage.limit - shortage.used),
        needed=shortage.needed,
        comes_back_at=at,
    )


def shortages(ask: QuotaRequest, limits: EffectiveLimits, usage: Usage) -> Iterator[Shortage]:
    """Yield every limit with a window that doesn't have enough left."""
    needed_s = max(0, ask.total_s - usage.granted_s)
    for window, name in SECONDS.items():
        limit = limits.person[name].value
        used = usage.user[window]
        if limit is not None and needed_s > max(0, limit - used):
            yield Shortage(UsageKind.USER_SECONDS, window, limit, used, needed_s)
    for kind, budgets, spent in (
        (UsageKind.USER_USD, {window: limits.person[name] for window, name in USER_USD.items()}, usage.user_micros),
        (UsageKind.SERVER, limits.server, usage.server),
        (UsageKind.BOT, limits.bot, usage.bot),
    ):
        for window, budget in budgets.items():
            used = spent[window]
            if budget.value is not None and ask.total_micros > max(0, budget.value - used):
                yield Shortage(kind, window, budget.value, used, ask.total_micros)


def _lasts_until(refusal: Refusal, now: datetime) -> float:
    """A sort key for refusals: how long they last, in seconds."""
    if refusal.is_hopeless:
        return float("inf")
    if refusal.comes_back_at is not None:
        return (refusal.comes_back_at - now).total_seconds()
    return (_USUAL_JOB if refusal.window is None else refusal.window.length).total_seconds()
