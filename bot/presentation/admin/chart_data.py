"""The data of the usage chart, without Pillow, which is only imported to draw it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartWords:
    """All texts in the chart, except dates and amounts."""

    title: str
    period: str
    total: str
    forecast: str
    #: The label of the budget's line.
    budget: str
    members: str
    outcomes: str
    waits: str
    nothing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageChart:
    """The data of the chart; money in millionths of a USD."""

    words: ChartWords
    #: Every day of the period, oldest first, and its cost.
    days: Sequence[tuple[date, int]]
    #: The expected further costs: of the rest of today, and of the coming days.
    forecast: Sequence[tuple[date, int]] = ()
    #: The budget of a day; None: no budget.
    budget_micros: int | None = None
    members: Sequence[tuple[str, int]] = ()
    outcomes: Sequence[tuple[str, int]] = ()
    #: The facts about waiting, each with its value.
    waits: Sequence[tuple[str, str]] = ()
