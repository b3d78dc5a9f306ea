"""What a person has left in one place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ledger import Grant
from bot.domain.limits import Field, Limit, Window
from bot.domain.quota import Refusal, UsageKind
from bot.domain.strikes import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowAllowance:
    """One rolling window of a person's seconds or money."""

    #: USER_SECONDS or USER_USD; its amounts are seconds, or millionths of a USD.
    kind: UsageKind
    window: Window
    used: int
    #: None: unlimited.
    limit: int | None
    #: When the next of it comes back, and how much; None if none is used.
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
    #: The grants that are valid here, those that expire first before others.
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
