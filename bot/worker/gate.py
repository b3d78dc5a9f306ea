"""The gate: whether paid submissions may go out at the moment, and if not, why."""

from collections.abc import Callable

from bot.domain.clock import Clock
from bot.observability import get_logger

log = get_logger(__name__)


class Gate:
    """Shuts for a reason, and is tried again after a while; queued jobs wait in front of it and are never dropped."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._reason: str | None = None
        self._retry_at = 0.0
        #: Called with each new reason, and with None when the gate opens again.
        self.on_change: Callable[[str | None], None] = lambda _reason: None

    @property
    def reason(self) -> str | None:
        """Why nothing is submitted, as a sentence for people; None while the gate is open."""
        return self._reason

    def shut(self, reason: str, retry_in_s: float) -> None:
        """Let nothing through until then; the first job after that is the trial."""
        self._retry_at = self._clock.monotonic() + retry_in_s
        if reason != self._reason:
            self._reason = reason
            log.error("submission paused", reason=reason, retry_in_s=retry_in_s)
            self.on_change(reason)

    def open(self) -> None:
        """A submission went through: whatever stood in the way is gone."""
        if self._reason is not None:
            log.info("submission resumed", reason=self._reason)
            self._reason = None
            self.on_change(None)

    def wait_s(self) -> float:
        """Seconds until a submission may be tried, 0 if now."""
        return 0.0 if self._reason is None else max(0.0, self._retry_at - self._clock.monotonic())
