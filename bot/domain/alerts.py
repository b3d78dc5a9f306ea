"""Alerts for operators: their kinds, and which are sent together and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.sentences import FALLBACK, Sentence, say_all


class AlertKind(StrEnum):
    """What happened; the presentation has the sentence for it, and what to do."""

    #: A paid submission got no answer and never appeared in the history: an operator has to look.
    SUBMISSION_LOST = "submission_lost"
    #: A video was paid for but can't be obtained.
    VIDEO_LOST = "video_lost"
    #: A video is there, but can't be posted anywhere.
    VIDEO_UNDELIVERABLE = "video_undeliverable"
    #: A delivered video differs from the request.
    VIDEO_DIFFERS = "video_differs"
    #: Nothing is submitted until the operator acts.
    SUBMISSION_PAUSED = "submission_paused"
    #: The balance is so low that submission is paused until the account is topped up.
    BALANCE_LOW = "balance_low"
    #: Real costs differ from the reserved ones, so another price is reserved from now on.
    PRICE_CHANGED = "price_changed"
    #: Discord refuses the bot's commands, so people have the previous ones, or none.
    COMMANDS_REFUSED = "commands_refused"
    #: A video cost far more than was reserved, or so much that the cost can't be right.
    COST_HIGH = "cost_high"
    COST_NONSENSE = "cost_nonsense"
    #: A model's costs were implausible so often that it is paused until an operator decides.
    MODEL_PAUSED = "model_paused"
    #: A model is out of service: Segmind no longer has it, or refuses what its entry in the catalogue says.
    MODEL_OUT = "model_out"
    #: Segmind refused a field of a model, so its entry in the catalogue may be wrong.
    MODEL_FIELD = "model_field"
    #: Segmind has kept rate limiting the bot.
    RATE_LIMITED = "rate_limited"
    #: Segmind has been unreachable for a long time.
    SEGMIND_DOWN = "segmind_down"
    #: A job has been waiting for a long time, though nothing is paused.
    BACKLOG_LONG = "backlog_long"
    #: The database hasn't answered for a while. Not stored, since it can't be.
    DATABASE_DOWN = "database_down"


#: Alerts with these name prefixes end as soon as a submission succeeds.
PAUSED_PREFIX = "paused:"
#: Each of these needs its own decision, with the buttons below it.
WITH_BUTTONS = frozenset({AlertKind.SUBMISSION_LOST, AlertKind.MODEL_PAUSED})
#: Events of jobs: two alerts of the same kind count as repeats. Other alerts are repeats if their names are the same.
_EVENTS = frozenset(
    {
        AlertKind.VIDEO_LOST,
        AlertKind.VIDEO_UNDELIVERABLE,
        AlertKind.VIDEO_DIFFERS,
        AlertKind.PRICE_CHANGED,
        AlertKind.COST_HIGH,
        AlertKind.COST_NONSENSE,
    }
)
#: How long an alert waits for others of its kind, to share a message with them.
GATHER_S = 5.0
#: How many of the gathered alerts are described; the others are counted.
JOBS_SHOWN = 5
#: A repeat isn't sent sooner than this after the alert before.
REPEAT_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One alert, which operators get once."""

    #: Unique: while an alert of this name exists, it isn't raised again.
    name: str
    kind: AlertKind
    #: None if it isn't about a job.
    job_id: str | None = None
    #: More about it, to be shown in the operator's language.
    sentences: tuple[Sentence, ...] = ()
    #: A text that is safe to show; the sentences in English, if there are any.
    detail: str = ""
    raised_at: datetime
    sent_at: datetime | None = None

    def __post_init__(self) -> None:
        """Put the sentences into `detail` in English, for logs."""
        if self.sentences:
            object.__setattr__(self, "detail", say_all(FALLBACK, self.sentences))

    @property
    def topic(self) -> str:
        """What it has in common with its repeats."""
        return self.kind.value if self.kind in _EVENTS else self.name


@dataclass(frozen=True, slots=True)
class Telling:
    """When operators were last told about a topic, and how often it has happened, unreported, since."""

    told_at: datetime | None
    repeats: int = 0


@dataclass(frozen=True, slots=True)
class AlertBundle:
    """Alerts of one kind, oldest first, that share a message."""

    alerts: tuple[Alert, ...]
    #: How often they happened, unreported, since operators were last told.
    repeats: int = 0

    @property
    def first(self) -> Alert:
        """The oldest of them."""
        return self.alerts[0]

    @property
    def kind(self) -> AlertKind:
        """The kind of all of them."""
        return self.first.kind


def gather(
    unsent: Sequence[Alert], tellings: Mapping[str, Telling], now: datetime, *, gather_s: float = GATHER_S
) -> tuple[list[AlertBundle], float | None]:
    """Bundle the alerts that are due, oldest first; also returns the seconds until the next ones are, if any.

    An alert waits for others of its kind for `gather_s`, and until an hour after operators were last told about its
    topic. If the clock was set back since, it doesn't wait.
    """
    bundles: list[AlertBundle] = []
    due: dict[AlertKind, list[Alert]] = {}
    waits: list[float] = []
    first_of: dict[str, Alert] = {}
    for alert in unsent:
        first_of.setdefault(alert.topic, alert)
    for alert in unsent:
        if alert.kind in WITH_BUTTONS:
            bundles.append(AlertBundle((alert,)))
            continue
        told_at = tellings.get(alert.topic, Telling(None)).told_at
        wait_s = _left_s(first_of[alert.topic].raised_at, timedelta(seconds=gather_s), now)
        if told_at is not None:
            wait_s = max(wait_s, _left_s(told_at, REPEAT_AFTER, now))
        if wait_s > 0:
            waits.append(wait_s)
        else:
            due.setdefault(alert.kind, []).append(alert)
    for alerts in due.values():
        topics = {alert.topic for alert in alerts}
        bundles.append(AlertBundle(tuple(alerts), sum(tellings[one].repeats for one in topics if one in tellings)))
    return sorted(bundles, key=lambda bundle: bundle.first.raised_at), min(waits, default=None)


def _left_s(since: datetime, length: timedelta, now: datetime) -> float:
    """Seconds left of a wait that began at `since`; 0 if that seems to be in the future."""
    return (since + length - now).total_seconds() if since <= now else 0.0
