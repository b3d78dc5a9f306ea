"""What a person has left of their strictest limit, in a form that is stored and shown."""

from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class Remaining:
    """Seconds, or millionths of a USD, that a person has left in a window."""

    amount: int
    is_money: bool
    #: "day", "week" or "month".
    window: str

    def after(self, duration_s: int, cost_micros: int) -> Self:
        """What is left after another video."""
        return replace(self, amount=max(0, self.amount - (cost_micros if self.is_money else duration_s)))
