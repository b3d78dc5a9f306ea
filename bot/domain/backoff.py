"""Pauses between retries, which double after each failure up to a limit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Backoff:
    """Pauses that double, starting with the first one."""

    first_s: float
    max_s: float

    def pause_s(self, failures: int) -> float:
        """The pause after this many failures in a row, counted from 1."""
        # 2 ** 1000 and more would overflow a float.
        return min(self.max_s, self.first_s * 2.0 ** min(failures - 1, 50))
