"""Requests over a person's own limits that wait for a moderator's approval."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.jobs import Job
from bot.domain.quota import Refusal, RefusalReason
from bot.domain.rules import Requester
from bot.domain.stories import SceneText

#: How long moderators have to decide.
APPROVAL_WAIT = timedelta(days=1)
#: How many approvals a person can ask for in a server per day, and have waiting at once.
ASKED_PER_DAY = 5
WAITING_MAX = 1
#: The longest answer of a moderator.
WORD_MAX_CHARS = 200
#: A moderator can allow more than a person's own limits, but never more than the budget of the server or the bot.
APPROVABLE = frozenset({RefusalReason.SECONDS, RefusalReason.USER_USD})


class ApprovalState(StrEnum):
    """What became of the request."""

    WAITING = "waiting"
    APPROVED = "approved"
    DENIED = "denied"
    EXPIRED = "expired"
    #: The requester's data was deleted, and the moderators' message must still be cleared.
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class ErasedApproval:
    """Where moderators still see the request of a person whose data was deleted."""

    id: str
    guild_id: int
    channel_id: int
    message_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A refused request that its requester has passed on to the moderators of a server."""

    id: str
    state: ApprovalState = ApprovalState.WAITING
    guild_id: int
    user_id: int
    #: The requester's language.
    locale: str
    requester: Requester
    #: The job to accept once it is approved, and how many variations or scenes; nothing is reserved until then.
    job: Job
    count: int = 1
    #: The scenes if it is a film, of which the job is the first.
    scenes: tuple[SceneText, ...] = ()
    #: The limit that refused it.
    refusal: Refusal
    #: The total cost that moderators are shown, in millionths of a USD; more is never reserved.
    estimate_micros: int
    created_at: datetime
    #: The moderators' channel, and the message there; None: not posted yet.
    channel_id: int
    message_id: int | None = None
    decided_by: int | None = None
    decided_at: datetime | None = None
    #: What the moderator who denied it said.
    word: str = ""
    #: When its requester was told, and whether the moderators' message says how it ended.
    told_at: datetime | None = None
    is_shown: bool = False

    @property
    def expires_at(self) -> datetime:
        """When it ends without a decision."""
        return self.created_at + APPROVAL_WAIT

    def is_open(self, now: datetime) -> bool:
        """Whether it can still be decided."""
        return self.state is ApprovalState.WAITING and now < self.expires_at
