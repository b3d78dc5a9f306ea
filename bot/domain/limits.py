"""Limits: what can be limited, whose limit counts for a request, and which numbers make sense.

A limit that is not set anywhere is the one from the settings. A value of None is an explicit "unlimited". A value of 0
means "nothing at all" and can come from the settings only: typed by an admin it is more often a slip, or meant as
"unlimited", so there it is refused, except for the cooldown, where 0 is "none".
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from bot.domain.money import MICROS_PER_USD, format_usd, usd_to_micros
from bot.domain.requests import Model
from bot.domain.strikes import StrikeKind
from bot.errors import UserError
from bot.markdown import plain
from bot.sentences import Sentence

#: Stands for "the whole bot" where a server's id is expected; no server has this id.
WHOLE_BOT = 0
#: The largest id that Discord or the database can hold.
ID_MAX = 2**63 - 1
#: Enough digits for every amount that makes sense, and for a clear answer to those that do not.
_AMOUNT = re.compile(r"-?(\d{1,15}(\.\d{0,6})?|\.\d{1,6})", re.ASCII)
_UNLIMITED_WORDS = frozenset({"unlimited", "no limit", "none", "∞"})


class Window(StrEnum):
    """The rolling windows: always the last so many days up to now, never a calendar day."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    @property
    def length(self) -> timedelta:
        """How long what was used counts; a month is 30 days."""
        return _LENGTHS[self]


_LENGTHS = {Window.DAY: timedelta(days=1), Window.WEEK: timedelta(days=7), Window.MONTH: timedelta(days=30)}


class Field(StrEnum):
    """What can be limited: three things for people, and budgets for a server or the whole bot."""

    SECONDS_PER_DAY = "seconds_per_day"
    SECONDS_PER_WEEK = "seconds_per_week"
    SECONDS_PER_MONTH = "seconds_per_month"
    JOBS_AT_ONCE = "jobs_at_once"
    COOLDOWN_S = "cooldown_s"
    USD_PER_DAY = "usd_per_day"
    USD_PER_WEEK = "usd_per_week"
    USD_PER_MONTH = "usd_per_month"

    @property
    def is_budget(self) -> bool:
        """Whether its value is money, in millionths of a USD."""
        return self in _BUDGET_FIELDS

    @property
    def window(self) -> Window | None:
        """The window over which it is summed up; None for jobs at once and the cooldown."""
        return _WINDOWS.get(self)


SECONDS: Mapping[Window, Field] = {window: Field(f"seconds_per_{window}") for window in Window}
BUDGETS: Mapping[Window, Field] = {window: Field(f"usd_per_{window}") for window in Window}
_WINDOWS = {name: window for names in (SECONDS, BUDGETS) for window, name in names.items()}
_BUDGET_FIELDS = frozenset(BUDGETS.values())
_PERSON_FIELDS = tuple(name for name in Field if name not in _BUDGET_FIELDS)


class Scope(StrEnum):
    """Whose limit it is."""

    #: For everybody: what a person may use, and the budget of the whole bot. The operator's.
    BOT = "bot"
    #: The most that a server's own budget may be. The operator's.
    CEILING = "ceiling"
    #: For all members of a server, and its budget.
    SERVER = "server"
    ROLE = "role"
    #: For one person: in one server, or everywhere.
    USER = "user"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLimit:
    """One limit that somebody has set."""

    #: WHOLE_BOT where it does not belong to a server.
    guild_id: int
    scope: Scope
    #: The role or the person; 0 for the other scopes.
    subject_id: int
    field: Field
    #: None: unlimited. Seconds, jobs, or millionths of a USD.
    value: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """The limits from the settings, which hold until somebody sets others. None is unlimited; micros are of a USD."""

    user_seconds: Mapping[Window, int | None] = field(default_factory=lambda: {Window.DAY: 20})
    user_jobs_at_once: int | None = 2
    user_cooldown_s: int = 10
    server_micros: Mapping[Window, int | None] = field(default_factory=lambda: {Window.DAY: 25 * MICROS_PER_USD})
    bot_micros: Mapping[Window, int | None] = field(
        default_factory=lambda: {Window.DAY: 50 * MICROS_PER_USD, Window.MONTH: 500 * MICROS_PER_USD}
    )
    #: So many content blocks in a rolling day pause a person for a day; 0 turns it off.
    strikes_per_day: int = 3
    #: The same for videos that failed.
    failures_per_day: int = 6
    #: The price of a second of video until real costs tell better; a model that is not named costs what the first does.
    micros_per_second: Mapping[Model, int] = field(default_factory=lambda: {Model.TEXT_TO_VIDEO: 625_000})

    def price(self, model: Model) -> int:
        """The price of a second by this model, in millionths of a USD."""
        return self.micros_per_second.get(model) or next(iter(self.micros_per_second.values()))

    def most_strikes(self, kind: StrikeKind) -> int:
        """So many strikes of a kind in a rolling day pause a person for a day; 0: any number is all right."""
        return self.strikes_per_day if kind is StrikeKind.BLOCK else self.failures_per_day

    def person(self, name: Field) -> int | None:
        """The default of a limit for people."""
        if name is Field.JOBS_AT_ONCE:
            return self.user_jobs_at_once
        if name is Field.COOLDOWN_S:
            return self.user_cooldown_s
        return None if name.window is None else self.user_seconds.get(name.window)


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit as it counts, and whose it is; None as scope is the default from the settings."""

    value: int | None
    scope: Scope | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveLimits:
    """What counts for one person in one place."""

    person: Mapping[Field, Limit]
    #: Empty in direct messages.
    server: Mapping[Window, Limit]
    bot: Mapping[Window, Limit]


def resolve(
    stored: Iterable[StoredLimit],
    defaults: Defaults,
    *,
    user_id: int | None,
    guild_id: int | None,
    role_ids: Iterable[int] = (),
) -> EffectiveLimits:
    """Find the limits that count: for people user override > best role > server > whole bot > settings, each by itself.

    A user override of this server goes before one for everywhere. The best role is the most generous one. A server's
    budget is the smaller of its own and the operator's ceiling for it.
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
    """How much a limit for people counts against others, None if it is not for this person."""
    if row.scope is Scope.USER:
        if row.subject_id != user_id:
            return None
        return 3 if row.guild_id == WHOLE_BOT else 4
    if row.scope is Scope.ROLE:
        return 2 if row.subject_id in roles else None
    return 1 if row.scope is Scope.SERVER else 0


def more_generous(name: Field, one: int | None, other: int | None) -> int | None:
    """The one of two values that allows more."""
    if one is None or other is None:
        return None
    return min(one, other) if name is Field.COOLDOWN_S else max(one, other)


def stricter(one: int | None, other: int | None) -> int | None:
    """The smaller of two values, of which None is unlimited."""
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
    """A number that makes no sense as a limit."""


_MAXIMA = {
    Field.JOBS_AT_ONCE: 100,
    Field.COOLDOWN_S: 30 * 24 * 3600,
    **dict.fromkeys(SECONDS.values(), 1_000_000),
    **dict.fromkeys(BUDGETS.values(), 1_000_000 * MICROS_PER_USD),
}


def parse_limit(name: Field, text: str) -> int | None:
    """Read a limit that a person typed: `60`, `$12.50`, `unlimited` (None; for the cooldown 0).

    Raises InvalidLimit, with a sentence that says what is possible, for everything else.
    """
    word = " ".join(text.casefold().split())
    if word in _UNLIMITED_WORDS:
        return 0 if name is Field.COOLDOWN_S else None
    if not name.is_budget:
        digits = word.removesuffix("s").rstrip()
        if not digits.removeprefix("-").isdecimal() or len(digits) > 20:
            raise InvalidLimit(Sentence("limit-no-number", text=plain(text, 40)))
        return check_limit(name, int(digits))
    amount = word.removesuffix("usd").removeprefix("$").strip()
    if not _AMOUNT.fullmatch(amount):
        raise InvalidLimit(Sentence("limit-no-amount", text=plain(text, 40)))
    return check_limit(name, usd_to_micros(amount))


def check_limit(name: Field, value: int) -> int:
    """Give the value back if it makes sense as this limit; raises InvalidLimit with a sentence if not."""
    most = _MAXIMA[name]
    if value < 0:
        raise InvalidLimit(Sentence("limit-negative"))
    if value == 0 and name is not Field.COOLDOWN_S:
        raise InvalidLimit(Sentence("limit-zero"))
    if value > most:
        raise InvalidLimit(Sentence("limit-too-much", most=format_usd(most) if name.is_budget else most))
    return value


def budget_cap_micros(window: Window, budgets: Mapping[Window, Limit]) -> int | None:
    """The most that some budgets can let through in a window; None if nothing limits it.

    A longer window's budget caps a shorter window; a shorter one's caps a longer window as often as it fits in.
    """
    cap: int | None = None
    for budget_window, budget in budgets.items():
        if budget.value is not None:
            times = max(1, -(-window.length // budget_window.length))
            cap = stricter(cap, budget.value * times)
    return cap
