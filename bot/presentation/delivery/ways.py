"""Tries one way to a person after the other; one that goes on failing gives way to the next."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from bot.observability import get_logger
from bot.presentation.common.discord_errors import DISCORD_FAILURES, translate
from bot.services.ports import DeliveryDelayed, DeliveryImpossible, Way

log = get_logger(__name__)

#: How long a way may fail in a way that can pass before the next one is tried.
PATIENCE_S = 45.0

#: How long one call may take, and one that carries a file: so long, and so many bytes a second more.
CALL_S = 30.0
UPLOAD_S, UPLOAD_BYTES_PER_S = 60.0, 50_000

_T = TypeVar("_T")
#: Does something by a way; gives None where that is closed, or where there is nothing to be found.
Attempt = Callable[[Way], Awaitable[_T | None]]


class Ways:
    """Remembers since when each way has been failing, for each thing that is to reach somebody."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._failing_since: dict[str, dict[Way, float]] = {}

    async def reach(
        self, name: str, ways: Sequence[Way], *, send: Attempt[_T], find: Attempt[_T], look_first: bool
    ) -> _T:
        """Send what has this name by the first way that is open, unless it is found there already.

        A way that cannot be looked into gets nothing: it may have it. Raises DeliveryDelayed if trying again may help,
        and DeliveryImpossible if all ways are closed for good.
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
                # What got no proper answer may have been done all the same.
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

    async def _try(
        self, name: str, way: Way, attempt: Attempt[_T], waiting: list[DeliveryDelayed]
    ) -> tuple[_T | None, bool]:
        """Try one way; gives what came of it, and whether Discord answered as it should.

        Raises DeliveryDelayed as long as this way is waited for.
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
        """Tell whether a way that failed just now is not waited for any longer."""
        since = self._failing_since.setdefault(name, {}).setdefault(way, began)
        return self._monotonic() - since + retry_after_s >= PATIENCE_S

    async def _find_again(self, way: Way, find: Attempt[_T]) -> _T | None:
        try:
            return await find(way)
        except DISCORD_FAILURES:
            return None


def call_limit(size_bytes: int = 0) -> asyncio.Timeout:
    """Limit a call that sends so many bytes; TimeoutError is one of DISCORD_FAILURES."""
    return asyncio.timeout(UPLOAD_S + size_bytes / UPLOAD_BYTES_PER_S if size_bytes else CALL_S)
