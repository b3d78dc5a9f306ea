"""How many requests to Segmind may still go out; instants are seconds on any monotonic clock and are passed in."""

import itertools
import math
from collections import deque

WINDOW_S = 60.0
#: Added to the window because clocks differ in speed.
WINDOW_MARGIN_S = 0.1
#: The longest and the shortest stop after a 429, whatever reset it names.
STOP_MAX_S = 180.0
STOP_MIN_S = 2.0
#: How long a lower limit, shown by 429s, is respected before the configured one is tried again: at first, and at most.
CAREFUL_MIN_S = 120.0
CAREFUL_MAX_S = 3600.0


class RequestBudget:
    """How many requests may go out: never more than `limit_per_minute` in any 60 s as the server counts them.

    A request counts from its sending until 60 s after its answer, because the server saw it at some moment in between;
    so the promise holds whatever the network does. After a restart, when nobody knows, `assumed_before` requests are
    assumed to have gone out evenly in the minute before `now`. Raises ValueError unless the limit is at least 1.

    A 429 stops everything until the reset it names (see `throttled`). If it came although a whole minute is known, what
    was let through in that minute becomes the limit for a while: `CAREFUL_MIN_S`, doubled each time that trying the
    configured limit again fails.
    """

    def __init__(self, limit_per_minute: int, now: float, assumed_before: int = 0) -> None:
        if limit_per_minute < 1:
            raise ValueError(f"at least one request a minute is needed, not {limit_per_minute}")
        self.limit_per_minute = limit_per_minute
        self._now = self._known_from = now
        assumed = min(assumed_before, limit_per_minute)
        #: When each request of the last minute was answered, and whether it was let through.
        self._answered = deque((now - WINDOW_S * (1 - i / assumed), True) for i in range(1, assumed + 1))
        self._in_flight: set[int] = set()
        self._last_ticket = 0
        self._stopped_until = -math.inf
        #: When the last request was refused with a 429; minus infinity if none was.
        self.refused_at = -math.inf
        self._refusals = 0
        self._careful_limit = limit_per_minute
        self._careful_s = 0.0
        self._careful_until = -math.inf

    def limit_at(self, now: float) -> int:
        """The limit that applies now, in requests per minute."""
        return self._careful_limit if now < self._careful_until else self.limit_per_minute

    def used_at(self, now: float) -> int:
        """How many requests count now."""
        self._advance(now)
        return len(self._answered) + len(self._in_flight)

    def free_by(self, until: float) -> int:
        """How many requests may go out until an instant that is less than a minute away; may be negative."""
        freed = itertools.takewhile(lambda one: one[0] + WINDOW_S + WINDOW_MARGIN_S <= until, self._answered)
        return self.limit_at(self._now) - len(self._answered) - len(self._in_flight) + sum(1 for _ in freed)

    def free_at(self, now: float) -> float:
        """When the next request may go out: now or later, or infinity if that depends on answers still to come."""
        now = self._advance(now)
        surplus = self.used_at(now) - self.limit_at(now)
        if surplus < 0:
            return max(now, self._stopped_until)
        if surplus >= len(self._answered):
            return math.inf
        return max(self._answered[surplus][0] + WINDOW_S + WINDOW_MARGIN_S, self._stopped_until)

    def take(self, now: float) -> int:
        """Count a request that goes out now, and return its ticket for `answered` or `throttled`.

        Raises ValueError if no request may go out now.
        """
        if self.free_at(now) > now:
            raise ValueError("no request may go out now")
        self._last_ticket += 1
        self._in_flight.add(self._last_ticket)
        return self._last_ticket

    def answered(self, ticket: int, now: float) -> None:
        """Record that a request is over, with or without an answer. Raises KeyError for a ticket that isn't out."""
        self._in_flight.remove(ticket)
        self._answered.append((self._advance(now), True))
        self._refusals = 0

    def throttled(self, ticket: int, now: float, until: float | None = None) -> None:
        """Record a refusal with a 429, and stop until the reset it named, for at most 3 minutes.

        The stop lasts at least 2 s, doubled with each refusal in a row up to a minute. Raises KeyError for a ticket
        that isn't out.
        """
        self._in_flight.remove(ticket)
        now = self.refused_at = self._advance(now)
        if now >= self._stopped_until:
            self._learn_limit(now)
            self._refusals += 1
        self._answered.append((now, False))
        shortest = min(STOP_MIN_S * 2 ** min(self._refusals - 1, 10), WINDOW_S)
        reset = now + shortest if until is None or math.isnan(until) else until
        self._stopped_until = max(self._stopped_until, min(max(reset, now + shortest), now + STOP_MAX_S))

    def _learn_limit(self, now: float) -> None:
        if now < self._known_from + WINDOW_S:
            return
        let_through = sum(was_let_through for _, was_let_through in self._answered)
        is_again = now < self._careful_until + self._careful_s
        self._careful_s = min(self._careful_s * 2, CAREFUL_MAX_S) if is_again else CAREFUL_MIN_S
        self._careful_limit = max(1, self.limit_per_minute // 10, min(let_through, self.limit_at(now) - 1))
        self._careful_until = now + self._careful_s

    def _advance(self, now: float) -> float:
        self._now = max(self._now, now)
        while self._answered and self._answered[0][0] + WINDOW_S + WINDOW_MARGIN_S <= self._now:
            self._answered.popleft()
        return self._now
