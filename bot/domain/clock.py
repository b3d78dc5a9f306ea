"""Time, as a value that is passed in: the wall clock for what is written down, the monotonic one for waiting."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

#: A clock that is set right is followed at half or at double speed, so that no instant comes twice and no wait that
#: is told by two of them is far off; one that was wrong by more than a day, as before a machine without a battery has
#: asked for the time, is followed at once.
_FOLLOWED_AT_ONCE_S = 24 * 3600.0


class Clock:
    """The time of this machine. With a `speed` above 1 it runs that much faster, for simulations of whole days."""

    def __init__(self, speed: float = 1.0) -> None:
        self.speed = speed
        self._start = time.monotonic()
        self._shown_s = self._wall_start_s = time.time()
        self._read_at_s = _awake_s()

    def now(self) -> datetime:
        """The present instant, aware, UTC; goes on steadily if the machine's clock is set."""
        if self.speed != 1.0:
            seconds = self._wall_start_s + (time.monotonic() - self._start) * self.speed
        else:
            seconds = self._follow()
        return datetime.fromtimestamp(0, UTC) + timedelta(seconds=seconds)

    def _follow(self) -> float:
        """Go on by as much as has passed, or up to twice or half as much in order to get nearer to the wall clock."""
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
        """Wait, in this clock's seconds."""
        await asyncio.sleep(max(0.0, seconds) / self.speed)

    async def wait(self, event: asyncio.Event, seconds: float | None) -> bool:
        """Wait for an event, at most so long (None: without end); tell whether it came."""
        try:
            async with asyncio.timeout(None if seconds is None else max(0.0, seconds) / self.speed):
                await event.wait()
        except TimeoutError:
            return False
        return True


def _awake_s() -> float:
    """Seconds since the machine was started, those in which it slept included where the system tells."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()
