"""Tries the ways to reach a person one after the other; skips one that keeps failing."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from bot.observability import get_logger
from bot.presentation.common.discord_errors import DISCORD_FAILURES, translate
from bot.services.ports import DeliveryDelayed, DeliveryImpossible, Way

log = get_logger(__name__)

#: How long a way may fail temporarily before the next one is tried.
PATIENCE_S = 45.0

#: The time limit of a call; with a file, it is UPLOAD_S and a second more for each UPLOAD_BYTES_PER_S bytes.
CALL_S = 30.0
UPLOAD_S, UPLOAD_BYTES_PER_S = 60.0, 50_000

_T = TypeVar("_T")
#: Does something in one way; returns None if the way isn't possible, or if nothing was found.
Attempt = Callable[[Way], Awaitable[_T | None]]


class Ways:
    """Remembers since when each way has been failing, for each message."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._failing_since: dict[str, dict[Way, float]] = {}

    async def reach(
        self, name: str, ways: Sequence[Way], *, send: Attempt[_T], find: Attempt[_T], look_first: bool
    ) -> _T:
        """Send the message of this name in the first way that works, unless it is already there.

        A way that can't be searched isn't used, because the message may already be there. Raises DeliveryDelayed if
        trying again may help, and DeliveryImpossible if all ways are permanently impossible.
        """
        reached, waiting = None, list[DeliveryDelayed]()
        if look_first:
            looked_at = []
            for way in ways:
                reached, is_open = await self._try(name, way, find, waiting)
                if reached is not None:
                    break
                if is_open:
                    looked_at.append(way)
            ways = looked_at
        for way in ways if reached is None else ():
            count = len(waiting)
            reached, _ = await self._try(name, way, send, waiting)
            if len(waiting) > count:
                # A call without a proper answer may have worked.
                reached = await self._find_again(way, find)
            if reached is not None:
                break
        if reached is not None:
            self._failing_since.pop(name, None)
            return reached
        if waiting:
            raise min(waiting, key=lambda error: error.retry_after_s or 0.0)
        self._failing_since.pop(name, None)
        raise DeliveryImpossible("every way to the requester is closed")

    async def find(self, name: str, ways: Sequence[Way], find: Attempt[_T]) -> _T | None:
        """Look for the message of this name in every way, but give up on one that keeps failing.

        Raises DeliveryDelayed if looking again may help.
        """
        for way in ways:
            found, _ = await self._try(name, way, find, [])
            if found is not None:
                return found
        return None

    async def _try(
        self, name: str, way: Way, attempt: Attempt[_T], waiting: list[DeliveryDelayed]
    ) -> tuple[_T | None, bool]:
        """Try one way; returns the result, and whether Discord answered properly.

        Raises DeliveryDelayed while this way may be retried.
        """
        began = self._monotonic()
        try:
            return await attempt(way), True
        except DeliveryImpossible as impossible:
            log.warning("way closed", job_id=name, way=way, why=str(impossible))
        except DISCORD_FAILURES as failure:
            error = translate(failure)
            log.warning("way failed", job_id=name, way=way, why=str(error))
            if isinstance(error, DeliveryDelayed):
                if not self._is_over(name, way, began, error.retry_after_s or 0.0):
                    raise error from failure
                waiting.append(error)
        return None, False

    def _is_over(self, name: str, way: Way, began: float, retry_after_s: float) -> bool:
        """Whether a way that just failed has failed for too long."""
        since = self._failing_since.setdefault(name, {}).setdefault(way, began)
        return self._monotonic() - since + retry_after_s >= PATIENCE_S

    async def _find_again(self, way: Way, find: Attempt[_T]) -> _T | None:
        try:
            return await find(way)
        except DISCORD_FAILURES:
            return None


def call_limit(size_bytes: int = 0) -> asyncio.Timeout:
    """Limit the time of a call that sends this many bytes; the TimeoutError is one of DISCORD_FAILURES."""
    return asyncio.timeout(UPLOAD_S + size_bytes / UPLOAD_BYTES_PER_S if size_bytes else CALL_S)
