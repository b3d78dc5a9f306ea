"""Time, as a value that is passed in: the wall clock for what is written down, the monotonic one for waiting."""

import asyncio
import time
from datetime import UTC, datetime, timedelta


class Clock:
    """The time of this machine. With a `speed` above 1 it runs that much faster, for simulations of whole days."""

    def __init__(self, speed: float = 1.0) -> None:
        self.speed = speed
        self._wall_start = datetime.now(UTC)
        self._start = time.monotonic()

    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        if self.speed == 1.0:
            return datetime.now(UTC)
        return self._wall_start + timedelta(seconds=(time.monotonic() - self._start) * self.speed)

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
