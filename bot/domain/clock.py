"""Time as a value that is passed in: the wall clock for what is stored, the monotonic clock for waiting."""

import asyncio
import time
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
