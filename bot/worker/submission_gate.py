"""The submission gate: decides whether paid submissions may be sent now, and if not, why."""

import math
from collections.abc import Callable

from bot.domain.clock import Clock
from bot.observability import get_logger
from bot.sentences import Sentence

log = get_logger(__name__)

MODEL_PAUSED = Sentence("pause-model_paused")


class SubmissionGate:
    """Opens and shuts for paid submissions; while it is shut, queued jobs wait and are never dropped.

    Only the latest problem with submissions counts: after a while one job tries again, and a success ends the problem.
    A hold lasts until it is lifted, even if submissions succeed. Models can also be paused individually.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._trouble: Sentence | str | None = None
        self._retry_at = 0.0
        #: Whether the problem is one that the operator can't fix, such as an unreachable service.
        self.is_offline = False
        self._holds: dict[str, Sentence | str] = {}
        self._paused_models: frozenset[str] = frozenset()
        #: Called with the reason whenever it changes (None once the gate is open), and when the paused models change.
        self.on_change: Callable[[Sentence | str | None], None] = lambda _reason: None
        #: Called with the name and text of each problem that only the operator can fix; the other once submissions
        #: work.
        self.on_alarm: Callable[[str, Sentence | str], None] = lambda _name, _reason: None
        self.on_relief: Callable[[], None] = lambda: None
        #: Whether an alert about a problem may be raised, perhaps by an earlier process.
        self._is_alarmed = True

    @property
    def reason(self) -> Sentence | str | None:
        """Why nothing is submitted, as a sentence for people; None while the gate is open."""
        return next(iter(self._holds.values()), self._trouble)

    def lets_pass(self, model: str) -> bool:
        """Whether jobs of this model may pass when the gate is open."""
        return model not in self._paused_models

    def reason_for(self, model: str) -> Sentence | str | None:
        """Why nothing of this model is submitted; None if it may be."""
        return self.reason or (None if self.lets_pass(model) else MODEL_PAUSED)

    def pause_models(self, models: frozenset[str]) -> None:
        """Pause these models and no others."""
        if models != self._paused_models:
            log.warning("models paused", models=sorted(models))
            self._paused_models = models
            self.on_change(self.reason)

    def shut(self, reason: Sentence | str, retry_in_s: float, *, alarm: str = "") -> None:
        """Let nothing through for `retry_in_s` seconds; after that, one job tries first.

        `alarm` names a problem that only the operator can fix.
        """
        self._retry_at = self._clock.monotonic() + retry_in_s
        self.is_offline = not alarm
        if reason != self._trouble:
            if alarm:
                self._is_alarmed = True
                self.on_alarm(alarm, reason)
            log.error("submission paused", reason=str(reason), retry_in_s=retry_in_s)
            before, self._trouble = self.reason, reason
            self._tell(before)

    def open(self) -> None:
        """End any problem, because a submission succeeded."""
        self.is_offline = False
        if self._trouble is not None:
            log.info("submission resumed", reason=str(self._trouble))
            before, self._trouble = self.reason, None
            self._tell(before)
        if self._is_alarmed:
            self._is_alarmed = False
            self.on_relief()

    def hold(self, name: str, reason: Sentence | str) -> None:
        """Let nothing through until the hold of this name is lifted."""
        if self._holds.get(name) != reason:
            log.error("submission held", hold=name, reason=str(reason))
            before = self.reason
            self._holds[name] = reason
            self._tell(before)

    def lift(self, name: str) -> None:
        """Lift a hold; does nothing if there is none of this name."""
        if name in self._holds:
            log.info("submission no longer held", hold=name)
            before = self.reason
            del self._holds[name]
            self._tell(before)

    def wait_s(self) -> float:
        """Seconds until a submission may be tried, 0 if now, infinity during a hold."""
        if self._holds:
            return math.inf
        return 0.0 if self._trouble is None else max(0.0, self._retry_at - self._clock.monotonic())

    def _tell(self, before: Sentence | str | None) -> None:
        if self.reason != before:
            self.on_change(self.reason)
