"""How long to wait before trying again: twice as long after each failure, up to a limit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Backoff:
    """Pauses that double from the first one on."""

    first_s: float
    max_s: float

    def pause_s(self, failures: int) -> float:
        """The pause after so many failures in a row, from 1 on."""
        # A thousand doublings are no number any more.
        return min(self.max_s, self.first_s * 2.0 ** min(failures - 1, 50))
