"""Ages of events whose wall-clock time may be wrong, or corrected at any moment."""

from collections import OrderedDict
from datetime import datetime, timedelta

from bot.domain.clock import Clock

#: How many events are remembered; the ones unused for longest are dropped first.
_KEPT = 20_000


class Elapsed:
    """Measures ages with the monotonic clock, from the moment an event was first seen.

    The age before that comes from the wall clock; an instant in the future counts as now.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._starts: OrderedDict[tuple[object, datetime], float] = OrderedDict()

    def start(self, subject: object, at: datetime) -> float:
        """When the event happened, as an instant of the monotonic clock."""
        key = subject, at
        start = self._starts.get(key)
        if start is None:
            age_s = max(0.0, (self._clock.now() - at).total_seconds())
            start = self._starts[key] = self._clock.monotonic() - age_s
            if len(self._starts) > _KEPT:
                self._starts.popitem(last=False)
        else:
            self._starts.move_to_end(key)
        return start

    def age_s(self, subject: object, at: datetime) -> float:
        """Seconds since the event; never negative."""
        return max(0.0, self._clock.monotonic() - self.start(subject, at))

    def redate(self, subject: object, at: datetime, now: datetime) -> datetime:
        """Return the event's time on the current wall clock, so that its age stays correct."""
        return now - timedelta(seconds=self.age_s(subject, at))
