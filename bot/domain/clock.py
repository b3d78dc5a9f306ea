"""Time as a value that is passed in: clocks, ages and pauses between retries.

Stored instants come from the wall clock, waits from the monotonic clock. A corrected wall clock can't distort ages.
"""

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

#: If the machine's clock is adjusted, this clock catches up at half or double speed, so that instants stay in order and
#: intervals stay nearly right. It follows at once if the clock was wrong by more than a day, as on a machine without a
#: battery before it gets the time from the network.
_FOLLOWED_AT_ONCE_S = 24 * 3600.0


class Clock:
    """The machine's time. With a `speed` above 1 it runs faster, to simulate whole days."""

    def __init__(self, speed: float = 1.0) -> None:
        self.speed = speed
        self._start = time.monotonic()
        self._shown_s = self._wall_start_s = time.time()
        self._read_at_s = _awake_s()

    def now(self) -> datetime:
        """The current instant, aware, UTC; it doesn't jump when the machine's clock is adjusted."""
        if self.speed != 1.0:
            seconds = self._wall_start_s + (time.monotonic() - self._start) * self.speed
        else:
            seconds = self._follow()
        return datetime.fromtimestamp(0, UTC) + timedelta(seconds=seconds)

    def _follow(self) -> float:
        """Advance by the elapsed time, or by up to twice or half as much to get closer to the wall clock."""
        read_at_s, wall_s = _awake_s(), time.time()
        passed_s = max(0.0, read_at_s - self._read_at_s)
        behind_s = wall_s - (self._shown_s + passed_s)
        if abs(behind_s) > _FOLLOWED_AT_ONCE_S:
            self._shown_s = wall_s
        else:
            self._shown_s += passed_s + min(max(behind_s, -passed_s / 2), passed_s)
        self._read_at_s = read_at_s
        return self._shown_s

    def monotonic(self) -> float:
        """Seconds since an arbitrary start, never going back."""
        return self._start + (time.monotonic() - self._start) * self.speed

    async def sleep(self, seconds: float) -> None:
        """Sleep for this clock's seconds."""
        await asyncio.sleep(max(0.0, seconds) / self.speed)

    async def wait(self, event: asyncio.Event, seconds: float | None) -> bool:
        """Wait for an event, at most this long (None: forever). Returns whether it was set."""
        try:
            async with asyncio.timeout(None if seconds is None else max(0.0, seconds) / self.speed):
                await event.wait()
        except TimeoutError:
            return False
        return True


def _awake_s() -> float:
    """Seconds since the machine started, including time asleep if the system provides that."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


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


@dataclass(frozen=True, slots=True)
class Backoff:
    """Pauses that double, starting with the first one."""

    first_s: float
    max_s: float

    def pause_s(self, failures: int) -> float:
        """The pause after this many failures in a row, counted from 1."""
        # 2 ** 1000 and more would overflow a float.
        return min(self.max_s, self.first_s * 2.0 ** min(failures - 1, 50))
