"""What goes over the REST API: the record of every call, the faults that tests put in its way, the rate limits."""

import fnmatch
import inspect
import time
import zlib
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.fakes.discord.basics import Json

Hook = Callable[["Call"], Awaitable[None] | None]


@dataclass(eq=False)
class Call:
    """One request of the bot and what it was answered."""

    method: str
    #: As sent, below ``/api/v10``.
    path: str
    #: With names for ids, as in Discord's description; None for a route that this server does not have.
    template: str | None
    query: dict[str, str]
    at: datetime
    #: The JSON body; of a multipart body its ``payload_json``.
    body: Any = None
    #: Names and sizes in bytes of the files that came along.
    files: list[tuple[str, int]] = field(default_factory=list)
    #: None while it is being answered, and when the answer was dropped.
    status: int | None = None
    answer: Any = None
    #: It met an injected fault.
    is_fault: bool = False

    def matches(self, method: str, path_glob: str) -> bool:
        """Whether it is such a call; the glob is held against the path as sent and against its template."""
        paths = [path for path in (self.path, self.template) if path]
        return method in ("*", self.method) and any(fnmatch.fnmatchcase(path, path_glob) for path in paths)


@dataclass(eq=False)
class Fault:
    """Something that goes wrong with the next ``times`` calls that match."""

    method: str
    path_glob: str
    #: The error answered; None: nothing but the delay and the hook, or a dropped connection.
    status: int | None = None
    code: int = 0
    message: str = "injected fault"
    #: The whole body instead of code and message: JSON, or text as a proxy's error page.
    body: Json | str | None = None
    times: int = 1
    #: The call is carried out first, so that only its answer is lost.
    after: bool = False
    #: The connection is cut instead of an answer.
    drop: bool = False
    delay_s: float = 0.0
    #: Called, and awaited, when a call meets the fault: before it is carried out, or after with ``after``.
    on_hit: Hook | None = None
    headers: dict[str, str] = field(default_factory=dict)
    hits: int = 0

    async def run_hook(self, call: Call) -> None:
        """Calls the hook, if there is one."""
        if self.on_hit is not None:
            result = self.on_hit(call)
            if inspect.isawaitable(result):
                await result

    def answer(self) -> Json | str:
        """The body of the error."""
        return {"message": self.message, "code": self.code} if self.body is None else self.body


class Faults:
    """The faults that are still to come, in the order in which they were asked for."""

    def __init__(self) -> None:
        self.pending: list[Fault] = []

    def take(self, call: Call) -> Fault | None:
        """The first fault for this call, counted as met."""
        for fault in self.pending:
            if call.matches(fault.method, fault.path_glob):
                fault.hits += 1
                call.is_fault = True
                if fault.hits >= fault.times:
                    self.pending.remove(fault)
                return fault
        return None


class RateLimits:
    """Buckets of so many calls in so many seconds, one per route and channel, guild or webhook."""

    def __init__(self, limit: int, per_s: float) -> None:
        self._limit = limit
        self._per_s = per_s
        self._calls: dict[str, deque[float]] = {}

    def take(self, route: str, major: str) -> tuple[dict[str, str], float]:
        """The headers for one more call of the route, and the seconds to wait when it is one too many, else 0."""
        now = time.monotonic()
        recent = self._calls.setdefault(f"{route} {major}", deque())
        while recent and recent[0] <= now - self._per_s:
            recent.popleft()
        wait_s = 0.0
        if len(recent) >= self._limit:
            wait_s = recent[0] + self._per_s - now
        else:
            recent.append(now)
        reset_after_s = recent[0] + self._per_s - now
        headers = {
            "X-RateLimit-Limit": str(self._limit),
            "X-RateLimit-Remaining": str(self._limit - len(recent)),
            "X-RateLimit-Reset": f"{time.time() + reset_after_s:.3f}",
            "X-RateLimit-Reset-After": f"{reset_after_s:.3f}",
            "X-RateLimit-Bucket": f"{zlib.crc32(route.encode()):08x}",
        }
        return headers, wait_s


def too_many_requests(retry_after_s: float, *, is_global: bool = False) -> tuple[Json, dict[str, str]]:
    """Body and headers of a 429."""
    body = {"message": "You are being rate limited.", "retry_after": retry_after_s, "global": is_global}
    scope = "global" if is_global else "user"
    return body, {"Retry-After": f"{retry_after_s:.0f}", "X-RateLimit-Scope": scope}
