"""What reports to admins are made of."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.jobs import FailureReason, JobState

#: What the audit calls requests that a budget refused.
REFUSED = "refused"
#: Stands where a person's id is expected, for what the bot did by itself.
BOT_ITSELF = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRecord:
    """One change, or the requests of one person in one hour that one budget refused."""

    id: int = 0
    at: datetime
    #: WHOLE_BOT if it concerns no single server.
    guild_id: int
    actor_id: int
    action: str
    #: What was changed, such as `user 123 seconds_per_day`.
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
    """How many jobs are in a state, by reason if they failed."""

    state: JobState
    failure: FailureReason | None
    jobs: int
