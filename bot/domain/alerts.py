"""Alerts for operators."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AlertKind(StrEnum):
    """What happened; the presentation has the sentence for it."""

    #: A paid submission got no answer and never appeared in the history: an operator has to look.
    SUBMISSION_LOST = "submission_lost"
    #: A video was paid for but can't be obtained.
    VIDEO_LOST = "video_lost"
    #: A delivered video differs from the request.
    VIDEO_DIFFERS = "video_differs"
    #: Nothing is submitted until the operator acts.
    SUBMISSION_PAUSED = "submission_paused"
    #: The balance is so low that submission is paused until the account is topped up.
    BALANCE_LOW = "balance_low"
    #: Real costs differ from the reserved ones, so another price is reserved from now on.
    PRICE_CHANGED = "price_changed"
    #: Discord doesn't register the bot's commands, so people have the previous ones, or none.
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


#: Alerts with these name prefixes end as soon as a submission succeeds.
PAUSED_PREFIX = "paused:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One alert, which operators get once."""

    #: Unique: while an alert of this name exists, it isn't raised again.
    name: str
    kind: AlertKind
    #: None if it isn't about a job.
    job_id: str | None = None
    #: A text that is safe to show.
    detail: str = ""
    raised_at: datetime
    sent_at: datetime | None = None
