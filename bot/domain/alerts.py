"""What operators are told without having asked."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AlertKind(StrEnum):
    """What happened; the sentence is the presentation's."""

    #: A paid submission got no answer and never turned up in the history: somebody has to look.
    SUBMISSION_LOST = "submission_lost"
    #: A video was paid for and cannot be had.
    VIDEO_LOST = "video_lost"
    #: A video was delivered that differs from what was asked for.
    VIDEO_DIFFERS = "video_differs"
    #: Nothing is submitted until the operator acts.
    SUBMISSION_PAUSED = "submission_paused"
    #: So little is left on the account that submission rests until it is topped up.
    BALANCE_LOW = "balance_low"
    #: The videos cost something else than was reserved for them, so that other prices are reserved from now on.
    PRICE_CHANGED = "price_changed"
    #: Discord does not register the bot's commands, so that people have those of before, or none.
    COMMANDS_REFUSED = "commands_refused"
    #: A video cost far more than was reserved for it, or so much that it cannot be right.
    COST_HIGH = "cost_high"
    COST_NONSENSE = "cost_nonsense"
    #: The costs of a model made no sense so often that no video of it is started until an operator has decided.
    MODEL_PAUSED = "model_paused"


#: Alerts whose names start so are over as soon as a submission goes through.
PAUSED_PREFIX = "paused:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One thing that operators hear once."""

    #: Unique: while an alert of this name is there, the same is not raised again.
    name: str
    kind: AlertKind
    #: None for what concerns no job.
    job_id: str | None = None
    #: In words that are safe to show.
    detail: str = ""
    raised_at: datetime
    sent_at: datetime | None = None
