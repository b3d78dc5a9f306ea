"""What a chart of usage shows; drawing it needs Pillow, which is imported only then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartWords:
    """Everything that is written in the picture, besides dates and amounts."""

    title: str
    period: str
    total: str
    forecast: str
    #: Written on the budget's line.
    budget: str
    members: str
    outcomes: str
    waits: str
    nothing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageChart:
    """What is drawn; money in millionths of a USD."""

    words: ChartWords
    #: Every day of the period, oldest first, and what it cost.
    days: Sequence[tuple[date, int]]
    #: What days are expected to cost beyond that: the rest of today, and those that are still to come.
    forecast: Sequence[tuple[date, int]] = ()
    #: What a day may cost; None: no budget.
    budget_micros: int | None = None
    members: Sequence[tuple[str, int]] = ()
    outcomes: Sequence[tuple[str, int]] = ()
    #: What is said about waiting, each with its value.
    waits: Sequence[tuple[str, str]] = ()
