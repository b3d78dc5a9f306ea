"""How long ago something happened that is dated by a wall clock, which may be wrong, or set right at any moment."""

from collections import OrderedDict
from datetime import datetime, timedelta

from bot.domain.clock import Clock

#: How many instants are remembered; those that were asked for longest ago are forgotten first.
_KEPT = 20_000


class Elapsed:
    """Tells ages by the monotonic clock, from when an instant was first heard of.

    Until then only the wall clock can tell; an instant that is still to come by that clock is taken for now.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._starts: OrderedDict[tuple[object, datetime], float] = OrderedDict()

    def start(self, subject: object, at: datetime) -> float:
        """When it happened to the subject, as an instant of the monotonic clock."""
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
        """Seconds since it happened to the subject; never negative."""
        return max(0.0, self._clock.monotonic() - self.start(subject, at))

    def redate(self, subject: object, at: datetime, now: datetime) -> datetime:
        """Date it by the wall clock as it is now, so that it is as long ago as it is."""
        return now - timedelta(seconds=self.age_s(subject, at))
