"""The values in reports to admins."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.jobs import FailureReason, JobState

#: The audit's action for requests that a budget refused.
REFUSED = "refused"
#: Used instead of a person's id for the bot's own actions.
BOT_ITSELF = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRecord:
    """One change, or one person's requests in one hour that a budget refused."""

    id: int = 0
    at: datetime
    #: WHOLE_BOT if it doesn't belong to a single server.
    guild_id: int
    actor_id: int
    action: str
    #: What was changed, such as `user 123 seconds_per_day`. This and the next two are stored in English, and shown so.
    subject: str
    before: str
    after: str
    #: How many requests were refused.
    count: int = 1


@dataclass(frozen=True, slots=True)
class Spending:
    """What some jobs used; money in millionths of a USD."""

    micros: int
    seconds: int
    jobs: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many jobs are in a state, by failure reason if they failed."""

    state: JobState
    failure: FailureReason | None
    jobs: int
