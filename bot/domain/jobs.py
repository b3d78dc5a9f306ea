"""A job: one accepted request on its way to becoming one posted video, and the steps it may take.

queued ──> submitting ──> generating ──> fetching ──> delivering ──> delivered
   │         │  └> unknown    └> failed     └> failed     └> undeliverable (kept; can be sent again)
   │         │       └> generating / failed
   │         └> queued (surely not sent) / failed
   └> cancelled / failed

A job that failed because nobody could say whether it was paid goes on to generating if it turns up after all.
"""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot.domain.requests import VideoRequest

#: Discord's nonce, which carries the job id, has at most 25 characters.
JOB_ID_CHARS = 16
#: What Discord accepts everywhere: 10 MiB.
DEFAULT_UPLOAD_LIMIT_BYTES = 10 * 1024 * 1024
#: How long Segmind keeps the files of what it made; what is not fetched by then is lost.
OUTPUT_LIFE = timedelta(days=7)
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_ID_EPOCH = datetime(2024, 1, 1, tzinfo=UTC)


class JobState(StrEnum):
    """Where a job is; what is true in each state stands in docs/architecture.md."""

    QUEUED = "queued"
    SUBMITTING = "submitting"
    UNKNOWN = "unknown"
    GENERATING = "generating"
    FETCHING = "fetching"
    DELIVERING = "delivering"
    DELIVERED = "delivered"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNDELIVERABLE = "undeliverable"


S = JobState
TRANSITIONS: dict[JobState, frozenset[JobState]] = {
    S.QUEUED: frozenset({S.SUBMITTING, S.CANCELLED, S.FAILED}),
    S.SUBMITTING: frozenset({S.GENERATING, S.QUEUED, S.UNKNOWN, S.FAILED}),
    S.UNKNOWN: frozenset({S.GENERATING, S.FAILED}),
    S.GENERATING: frozenset({S.FETCHING, S.FAILED}),
    S.FETCHING: frozenset({S.DELIVERING, S.FAILED}),
    S.DELIVERING: frozenset({S.DELIVERED, S.UNDELIVERABLE}),
    S.UNDELIVERABLE: frozenset({S.DELIVERING}),
    S.DELIVERED: frozenset(),
    S.FAILED: frozenset({S.GENERATING}),
    S.CANCELLED: frozenset(),
}
#: States in which the worker still has something to do.
PENDING = frozenset({S.QUEUED, S.SUBMITTING, S.UNKNOWN, S.GENERATING, S.FETCHING, S.DELIVERING})
#: States that a job does not leave by itself.
FINAL = frozenset(JobState) - PENDING


def can_transition(source: JobState, target: JobState) -> bool:
    """Tell whether a job may go from one state to the other."""
    return target in TRANSITIONS[source]


class FailureReason(StrEnum):
    """Why a job failed; the sentence for people is the presentation's."""

    #: Segmind refused the request's values.
    REJECTED = "rejected"
    #: The model's safety filter blocked the prompt, the picture or the video.
    CONTENT_BLOCKED = "content_blocked"
    #: Segmind reported that the generation failed.
    GENERATION_FAILED = "generation_failed"
    #: Segmind completed the job but its video cannot be had or is none.
    VIDEO_LOST = "video_lost"
    #: The start picture could not be uploaded; nothing was paid.
    UPLOAD_FAILED = "upload_failed"
    #: Nobody can say whether Segmind took the job, and it did not turn up in the history.
    SUBMISSION_LOST = "submission_lost"
    #: Segmind neither completed nor failed the job within its hour.
    TIMED_OUT = "timed_out"


class Doubt(StrEnum):
    """What is not known of a job and looked for in Segmind's history; whatever it is, nothing is sent again."""

    #: Segmind itself said that it failed: probably nothing was started. The person is told soon, and looking goes on.
    SERVER_ERROR = "server_error"
    #: No readable answer came, or the process died in between: it may well have been taken.
    NO_ANSWER = "no_answer"
    #: It failed, and what Segmind charged for that is not known yet.
    COST = "cost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One row of the jobs table, as values; changed only by a guarded transition."""

    id: str
    state: JobState
    request: VideoRequest
    #: Who asked, where. Discord snowflakes; guild_id is None in direct messages.
    user_id: int
    guild_id: int | None
    channel_id: int
    #: The message that shows the job's progress; None until Discord has answered.
    card_message_id: int | None = None
    #: Opens the answer to an interaction for 15 minutes: the fallback where the bot cannot post in the channel, and
    #: the only way where an order is private or came from outside.
    interaction_token: str | None = field(default=None, repr=False)
    #: When that interaction came; None: when the job was made.
    interaction_at: datetime | None = None
    #: The message that the token may edit.
    answer_message_id: int | None = None
    #: The largest file that Discord takes there, as it said when the request was made.
    upload_limit_bytes: int = DEFAULT_UPLOAD_LIMIT_BYTES
    #: Discord's code of the language that the card is written in.
    locale: str = "en-US"
    #: Whether only the requester may see the card and the result.
    is_private: bool = False
    #: Whether it was ordered where the bot is no member, through an app that the person installed for themselves.
    is_outside: bool = False
    #: The interaction or message that asked for it: each makes one job, however many processes hear of it.
    request_key: str | None = None
    #: What the person wrote, where a style or a camera added something to it; else None.
    own_prompt: str | None = None
    #: The job whose video this one continues, which part of the story it is (from 1), and the film of all parts before
    #: it, as a file below DATA_DIR.
    parent_id: str | None = None
    part: int = 1
    film_path: str | None = None
    #: The start picture, prepared: its file below DATA_DIR until uploaded, then its address at Segmind.
    image_path: str | None = None
    image_url: str | None = None
    #: The estimate that was reserved, and what is booked; millionths of a USD.
    estimate_micros: int
    cost_micros: int | None = None
    #: What Segmind said that it cost, word for word; what is booked differs if that cannot be right.
    cost_said: str | None = None
    #: How many times the paid POST was begun.
    attempts: int = 0
    #: What is looked for in the history: while the state is UNKNOWN, and for a while after some failures.
    doubt: Doubt | None = None
    #: Segmind's id of the paid job.
    request_id: str | None = None
    output_url: str | None = None
    #: The video on disk, below DATA_DIR, checked.
    video_path: str | None = None
    failure: FailureReason | None = None
    #: What Segmind said, in its words, cut to a sensible length.
    failure_detail: str | None = None
    result_message_id: int | None = None
    #: Where the result was posted, if not in channel_id: the direct messages with the requester.
    result_channel_id: int | None = None
    created_at: datetime
    #: A queued job is not submitted before this: the undo window, or a back-off.
    not_before_at: datetime
    changed_at: datetime
    #: When the last paid POST was begun, when Segmind accepted it, when it was seen completed.
    submitted_at: datetime | None = None
    accepted_at: datetime | None = None
    completed_at: datetime | None = None
    #: When people had been shown how it ended.
    closed_at: datetime | None = None
    #: When the message with the result was deleted through the bot.
    deleted_at: datetime | None = None
    #: Seconds from acceptance to completion: exactly (both equal) or between the last two looks.
    latency_min_s: float | None = None
    latency_max_s: float | None = None

    @property
    def is_apart(self) -> bool:
        """Whether nothing of it may, or can, be posted where it was ordered: answers and direct messages are left."""
        return self.is_private or self.is_outside

    @property
    def is_personal(self) -> bool:
        """Whether nobody but its requester may see what it is about: a private one, or one from direct messages."""
        return self.is_private or self.guild_id is None

    @property
    def budget_guild_id(self) -> int | None:
        """The server whose budget it counts against; none where the bot is no member, as in direct messages."""
        return None if self.is_outside else self.guild_id

    @property
    def is_pending(self) -> bool:
        """Whether the worker still has something to do for it."""
        return self.state in PENDING


@dataclass(frozen=True, slots=True, kw_only=True)
class JobEvent:
    """One step in a job's history."""

    job_id: str
    at: datetime
    source: JobState | None
    target: JobState
    detail: dict[str, str | int | float | None] = field(default_factory=dict)


def new_job_id(now: datetime) -> str:
    """Make an id that sorts by time: 9 characters of milliseconds since 2024, then 7 random ones (35 bits)."""
    milliseconds = (now - _ID_EPOCH) // timedelta(milliseconds=1)
    number = (milliseconds << 35) | secrets.randbits(35)
    digits = [_CROCKFORD[(number >> shift) & 31] for shift in range(5 * (JOB_ID_CHARS - 1), -1, -5)]
    return "".join(digits)


def is_job_id(text: str) -> bool:
    """Tell whether a text has the form of a job id."""
    return len(text) == JOB_ID_CHARS and all(character in _CROCKFORD for character in text)
