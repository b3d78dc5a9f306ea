"""Limits: what can be limited, which limit applies to a request, and which values are valid.

If a limit isn't set anywhere, the one from the settings applies. None is an explicit "unlimited". 0 means "nothing at
all" and is only valid in the settings: an admin who types it usually made a mistake or means "unlimited", so it is
refused there, except for the cooldown, where 0 means "none".
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from typing import Self

from bot.domain.money import MICROS_PER_USD, format_usd, usd_to_micros
from bot.domain.strikes import StrikeKind
from bot.errors import UserError
from bot.markdown import plain
from bot.sentences import Sentence

#: Stands for the whole bot where a server's id is expected; no server has this id.
WHOLE_BOT = 0
#: The largest id that Discord or the database can hold.
ID_MAX = 2**63 - 1
#: Enough digits for every valid amount, and for a clear error message about an invalid one.
_AMOUNT = re.compile(r"-?(\d{1,15}(\.\d{0,6})?|\.\d{1,6})", re.ASCII)
_UNLIMITED_WORDS = frozenset({"unlimited", "no limit", "none", "∞"})


class Window(StrEnum):
    """The rolling windows: the last days up to now, never calendar days."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    @property
    def length(self) -> timedelta:
        """How long usage counts; a month is 30 days."""
        return _LENGTHS[self]


_LENGTHS = {Window.DAY: timedelta(days=1), Window.WEEK: timedelta(days=7), Window.MONTH: timedelta(days=30)}


class Field(StrEnum):
    """What can be limited: four things for people, and budgets for a server or the whole bot."""

    SECONDS_PER_DAY = "seconds_per_day"
    SECONDS_PER_WEEK = "seconds_per_week"
    SECONDS_PER_MONTH = "seconds_per_month"
    USER_USD_PER_DAY = "user_usd_per_day"
    USER_USD_PER_WEEK = "user_usd_per_week"
    USER_USD_PER_MONTH = "user_usd_per_month"
    JOBS_AT_ONCE = "jobs_at_once"
    COOLDOWN_S = "cooldown_s"
    USD_PER_DAY = "usd_per_day"
    USD_PER_WEEK = "usd_per_week"
    USD_PER_MONTH = "usd_per_month"

    @property
    def is_budget(self) -> bool:
        """Whether it is the budget of a server or the whole bot, not a limit for people."""
        return self in _BUDGET_FIELDS

    @property
    def is_money(self) -> bool:
        """Whether its value is in millionths of a USD."""
        return self in _MONEY_FIELDS

    @property
    def window(self) -> Window | None:
        """The window that it covers; None for jobs at once and the cooldown."""
        return _WINDOWS.get(self)


SECONDS: Mapping[Window, Field] = {window: Field(f"seconds_per_{window}") for window in Window}
USER_USD: Mapping[Window, Field] = {window: Field(f"user_usd_per_{window}") for window in Window}
BUDGETS: Mapping[Window, Field] = {window: Field(f"usd_per_{window}") for window in Window}
_WINDOWS = {name: window for names in (SECONDS, USER_USD, BUDGETS) for window, name in names.items()}
_BUDGET_FIELDS = frozenset(BUDGETS.values())
_MONEY_FIELDS = _BUDGET_FIELDS | frozenset(USER_USD.values())
_PERSON_FIELDS = tuple(name for name in Field if name not in _BUDGET_FIELDS)


class Scope(StrEnum):
    """Who a limit applies to."""

    #: Everyone: the limits for people, and the budget of the whole bot. Set by operators.
    BOT = "bot"
    #: The highest possible budget of a server. Set by operators.
    CEILING = "ceiling"
    #: All members of a server, and the server's budget.
    SERVER = "server"
    ROLE = "role"
    #: One person: in one server, or everywhere.
    USER = "user"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLimit:
    """One limit that someone has set."""

    #: WHOLE_BOT if it doesn't belong to a server.
    guild_id: int
    scope: Scope
    #: The role or the person; 0 for the other scopes.
    subject_id: int
    field: Field
    #: Seconds, jobs, or millionths of a USD; None is unlimited.
    value: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """The limits from the settings, which apply until others are set. None is unlimited; micros are of a USD."""

    user_seconds: Mapping[Window, int | None] = field(default_factory=lambda: {Window.DAY: 20})
    user_micros: Mapping[Window, int | None] = field(default_factory=dict)
    user_jobs_at_once: int | None = 2
    user_cooldown_s: int = 10
    server_micros: Mapping[Window, int | None] = field(default_factory=lambda: {Window.DAY: 25 * MICROS_PER_USD})
    bot_micros: Mapping[Window, int | None] = field(
        default_factory=lambda: {Window.DAY: 50 * MICROS_PER_USD, Window.MONTH: 500 * MICROS_PER_USD}
    )
    #: A person is paused for a day after this many content blocks in a rolling day; 0 turns this off.
    strikes_per_day: int = 3
    #: The same for failed videos.
    failures_per_day: int = 6

    def most_strikes(self, kind: StrikeKind) -> int:
        """How many strikes of a kind in a rolling day pause a person for a day; 0 means no limit."""
        return self.strikes_per_day if kind is StrikeKind.BLOCK else self.failures_per_day

    def person(self, name: Field) -> int | None:
        """The default value of a limit for people."""
        if name is Field.JOBS_AT_ONCE:
            return self.user_jobs_at_once
        if name is Field.COOLDOWN_S:
            return self.user_cooldown_s
        if name.window is None:
            return None
        return (self.user_micros if name.is_money else self.user_seconds).get(name.window)


@dataclass(frozen=True, slots=True)
class Limit:
    """The value of a limit and where it comes from; scope None is the default from the settings."""

    value: int | None
    scope: Scope | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveLimits:
    """The limits that apply to one person in one place."""

    person: Mapping[Field, Limit]
    #: Empty in direct messages.
    server: Mapping[Window, Limit]
    bot: Mapping[Window, Limit]

    def without_personal(self) -> Self:
        """The same for a request that a moderator has approved: only budgets are left."""
        return replace(self, person=dict.fromkeys(self.person, Limit(None)))


def resolve(
    stored: Iterable[StoredLimit],
    defaults: Defaults,
    *,
    user_id: int | None,
    guild_id: int | None,
    role_ids: Iterable[int] = (),
) -> EffectiveLimits:
    """Find the effective limits: for people user > best role > server > whole bot > settings, each limit separately.

    A user's limit in this server takes precedence over the one for everywhere. The best role is the most generous one.
    A server's budget is the lower of its own and the operator's maximum for it.
    """
    here = WHOLE_BOT if guild_id is None else guild_id
    roles = frozenset(role_ids)
    ranked: dict[Field, tuple[int, Limit]] = {}
    own: dict[Field, int | None] = {}
    ceilings: dict[Field, int | None] = {}
    bot: dict[Field, int | None] = {}
    for row in stored:
        if row.guild_id not in (here, WHOLE_BOT):
            continue
        if row.field.is_budget:
            target = {Scope.BOT: bot, Scope.CEILING: ceilings, Scope.SERVER: own}.get(row.scope)
            if target is not None:
                target[row.field] = row.value
            continue
        rank = _rank(row, user_id, roles)
        known = ranked.get(row.field)
        if rank is None or (known is not None and known[0] > rank):
            continue
        value = row.value if known is None or known[0] < rank else more_generous(row.field, known[1].value, row.value)
        ranked[row.field] = (rank, Limit(value, row.scope))
    return EffectiveLimits(
        person={name: ranked[name][1] if name in ranked else Limit(defaults.person(name)) for name in _PERSON_FIELDS},
        server={}
        if guild_id is None
        else {window: _server_budget(window, own, ceilings, defaults) for window in Window},
        bot={
            window: Limit(bot[name], Scope.BOT) if name in bot else Limit(defaults.bot_micros.get(window))
            for window, name in BUDGETS.items()
        },
    )


def _rank(row: StoredLimit, user_id: int | None, roles: frozenset[int]) -> int | None:
    """The precedence of a limit for people, None if it doesn't apply to this person."""
    if row.scope is Scope.USER:
        if row.subject_id != user_id:
            return None
        return 3 if row.guild_id == WHOLE_BOT else 4
    if row.scope is Scope.ROLE:
        return 2 if row.subject_id in roles else None
    return 1 if row.scope is Scope.SERVER else 0


def more_generous(name: Field, one: int | None, other: int | None) -> int | None:
    """The value that allows more."""
    if one is None or other is None:
        return None
    return min(one, other) if name is Field.COOLDOWN_S else max(one, other)


def stricter(one: int | None, other: int | None) -> int | None:
    """The lower of two values; None is unlimited."""
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)


def _server_budget(
    window: Window, own: Mapping[Field, int | None], ceilings: Mapping[Field, int | None], defaults: Defaults
) -> Limit:
    name = BUDGETS[window]
    ceiling = ceilings.get(name, defaults.server_micros.get(window))
    value = stricter(own.get(name), ceiling)
    if name in own and value == own[name]:
        return Limit(value, Scope.SERVER)
    return Limit(value, Scope.CEILING if name in ceilings else None)


class InvalidLimit(UserError):
    """A number that isn't valid as a limit."""


_MAXIMA = {
    Field.JOBS_AT_ONCE: 100,
    Field.COOLDOWN_S: 30 * 24 * 3600,
    **dict.fromkeys(SECONDS.values(), 1_000_000),
    **dict.fromkeys(_MONEY_FIELDS, 1_000_000 * MICROS_PER_USD),
}


def parse_limit(name: Field, text: str) -> int | None:
    """Parse a limit that a person typed: `60`, `$12.50`, `unlimited` (None; for the cooldown 0).

    Raises InvalidLimit, which says what is valid, for everything else.
    """
    word = " ".join(text.casefold().split())
    if word in _UNLIMITED_WORDS:
        return 0 if name is Field.COOLDOWN_S else None
    if not name.is_money:
        digits = word.removesuffix("s").rstrip()
        if not digits.removeprefix("-").isdecimal() or len(digits) > 20:
            raise InvalidLimit(Sentence("limit-no-number", text=plain(text, 40)))
        return check_limit(name, int(digits))
    amount = word.removesuffix("usd").removeprefix("$").strip()
    if not _AMOUNT.fullmatch(amount):
        raise InvalidLimit(Sentence("limit-no-amount", text=plain(text, 40)))
    return check_limit(name, usd_to_micros(amount))


def check_limit(name: Field, value: int) -> int:
    """Return the value if it is valid for this limit; raises InvalidLimit if not."""
    most = _MAXIMA[name]
    if value < 0:
        raise InvalidLimit(Sentence("limit-negative"))
    if value == 0 and name is not Field.COOLDOWN_S:
        raise InvalidLimit(Sentence("limit-zero"))
    if value > most:
        raise InvalidLimit(Sentence("limit-too-much", most=format_usd(most) if name.is_money else most))
    return value


def budget_cap_micros(window: Window, budgets: Mapping[Window, Limit]) -> int | None:
    """The most that some budgets allow in a window; None if nothing limits it.

    A longer window's budget caps a shorter window, too. A shorter one's, times how often it fits, caps a longer window.
    """
    cap: int | None = None
    for budget_window, budget in budgets.items():
        if budget.value is not None:
            times = max(1, -(-window.length // budget_window.length))
            cap = stricter(cap, budget.value * times)
    return cap
