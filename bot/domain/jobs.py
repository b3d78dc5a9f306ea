"""A job: one accepted request that becomes one posted video, and the steps it may take.

queued ──> submitting ──> generating ──> fetching ──> delivering ──> delivered
   │         │  └> unknown    └> failed     └> failed     └> undeliverable (kept; can be sent again)
   │         │       └> generating / failed
   │         └> queued (certainly not accepted) / failed
   └> cancelled / failed

A job that failed because nobody knew whether it was paid moves to generating if it appears after all.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Self

from bot.domain.requests import FullVideo, LastFrame, Mode, ModelOffer, VideoRequest
from bot.domain.uploads import DEFAULT_UPLOAD_LIMIT_BYTES


@dataclass(frozen=True, slots=True)
class Remaining:
    """Seconds, or millionths of a USD, that a person has left in a window."""

    amount: int
    is_money: bool
    #: "day", "week" or "month".
    window: str

    def after(self, duration_s: int, cost_micros: int) -> Self:
        """What is left after another video."""
        return replace(self, amount=max(0, self.amount - (cost_micros if self.is_money else duration_s)))


#: Discord's nonce, which contains the job id, has at most 25 characters.
JOB_ID_CHARS = 16
#: How long Segmind keeps the videos; one that isn't downloaded by then is lost.
OUTPUT_LIFE = timedelta(days=7)
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_ID_EPOCH = datetime(2024, 1, 1, tzinfo=UTC)


class JobState(StrEnum):
    """The state of a job; docs/architecture.md says what is true in each."""

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
#: States that a job doesn't leave by itself.
FINAL = frozenset(JobState) - PENDING


def can_transition(source: JobState, target: JobState) -> bool:
    """Whether a job may move from one state to the other."""
    return target in TRANSITIONS[source]


class FailureReason(StrEnum):
    """Why a job failed; the presentation has the sentence for people."""

    #: Segmind refused the request's values.
    REJECTED = "rejected"
    #: Its model is off, or Segmind no longer has it; nothing was paid.
    MODEL_GONE = "model_gone"
    #: The model's safety filter blocked the prompt, the picture or the video.
    CONTENT_BLOCKED = "content_blocked"
    #: Segmind reported that the generation failed.
    GENERATION_FAILED = "generation_failed"
    #: Segmind completed the job, but its video can't be downloaded or isn't one.
    VIDEO_LOST = "video_lost"
    #: A picture couldn't be uploaded; nothing was paid.
    UPLOAD_FAILED = "upload_failed"
    #: The last frame of the scene before couldn't be obtained; nothing was paid.
    SCENE_LOST = "scene_lost"
    #: It isn't known whether Segmind accepted the job, and it never appeared in the history.
    SUBMISSION_LOST = "submission_lost"
    #: Neither Segmind nor its history said within 7 days how the job ended.
    TIMED_OUT = "timed_out"


class Doubt(StrEnum):
    """What is unknown about a job and looked up in Segmind's history. The job is never submitted again."""

    #: Segmind answered with its own error, so probably nothing was started. The requester is told soon; the search
    #: continues.
    SERVER_ERROR = "server_error"
    #: There was no readable answer, or the process died in between: Segmind may have accepted it.
    NO_ANSWER = "no_answer"
    #: It failed, and the cost of the failure isn't known yet.
    COST = "cost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One row of the jobs table as an immutable value; only a guarded transition changes it."""

    id: str
    state: JobState
    request: VideoRequest
    #: Who requested it, and where. Discord snowflakes; guild_id is None in direct messages.
    user_id: int
    guild_id: int | None
    channel_id: int
    #: The message that shows the job's progress; None until Discord has answered.
    card_message_id: int | None = None
    #: Gives access to the answer of an interaction for 15 minutes: the fallback if the bot can't post in the channel,
    #: and the only way if the request is private or came from outside.
    interaction_token: str | None = field(default=None, repr=False)
    #: When that interaction was received; None means when the job was created.
    interaction_at: datetime | None = None
    #: The message that the token can edit.
    answer_message_id: int | None = None
    #: The largest file that Discord accepts there, according to the interaction; otherwise an assumed limit.
    upload_limit_bytes: int = DEFAULT_UPLOAD_LIMIT_BYTES
    #: Discord's code for the language of the card.
    locale: str = "en-US"
    #: Whether only the requester may see the card and the result.
    is_private: bool = False
    #: Whether it was requested where the bot isn't a member, through an app that the requester installed for
    #: themselves.
    is_outside: bool = False
    #: Whether its place hides videos as spoilers; a picture that was one makes its video one, too.
    is_spoiler: bool = False
    #: The interaction or message that requested it. Each creates one job, even if several processes receive it.
    request_key: str | None = None
    #: The requester's own prompt if a style or camera move was added to it; otherwise None.
    own_prompt: str | None = None
    #: The ids of that style and camera move; None in jobs from before they were stored.
    style: str | None = None
    camera: str | None = None
    #: How many times it was changed, or held to be changed, while it was queued. A step of an older revision is stale.
    revision: int = 0
    #: The job whose video this one continues, its part number in the story (from 1), and the film of all earlier parts
    #: as a file in DATA_DIR.
    parent_id: str | None = None
    part: int = 1
    film_path: str | None = None
    #: The first of the variations that were requested together, this one's place among them (from 1), and how many
    #: there are. They share a card, and the message with their videos.
    group_id: str | None = None
    group_position: int = 1
    group_size: int = 1
    #: Whether that group is a film: each of them is a scene that continues the one before.
    is_scene: bool = False
    #: Whether its start picture is still to be made, from the video of its parent.
    awaits_scene: bool = False
    #: The full video to make if this is a draft.
    full_video: FullVideo | None = None
    #: The message in its channel whose button asked for it, if others can open that; and the owner of the video that it
    #: was made from.
    source_message_id: int | None = None
    source_user_id: int | None = None
    #: The prepared start picture: its name (earlier versions had such a file in DATA_DIR), and its address at Segmind
    #: once it is uploaded.
    image_path: str | None = None
    image_url: str | None = None
    #: The same for the picture that it ends with.
    last_image_path: str | None = None
    last_image_url: str | None = None
    #: The reserved estimate; like the booked cost below, in millionths of a USD.
    estimate_micros: int
    #: The key by which its price was looked up, and is learned.
    price_key: str = ""
    #: What its requester had left after it; None if unlimited, or if that isn't known.
    remaining: Remaining | None = None
    cost_micros: int | None = None
    #: The cost that Segmind reported, word for word; the booked cost differs if it was implausible.
    cost_said: str | None = None
    #: How many times the paid POST was started.
    attempts: int = 0
    #: What is looked up in the history: in the state UNKNOWN, and for a while after some failures.
    doubt: Doubt | None = None
    #: Segmind's id of the paid job.
    request_id: str | None = None
    output_url: str | None = None
    #: The checked video on disk, in DATA_DIR.
    video_path: str | None = None
    failure: FailureReason | None = None
    #: Segmind's own explanation, shortened.
    failure_detail: str | None = None
    #: What its requester is offered instead if its model is gone.
    offer: ModelOffer | None = None
    #: The name of the usual model if that was out of service, so that another one was used.
    instead_of: str | None = None
    #: Who cancelled it; None also if the bot did.
    cancelled_by: int | None = None
    #: Whether it went on after it had failed, so that a message may still say that it failed.
    has_failed_before: bool = False
    result_message_id: int | None = None
    #: Where the result was posted, if not in channel_id: the direct messages with the requester.
    result_channel_id: int | None = None
    created_at: datetime
    #: A queued job isn't submitted before this: the undo window, or a back-off.
    not_before_at: datetime
    changed_at: datetime
    #: When the last paid POST was started, when Segmind accepted it, and when completion was noticed.
    submitted_at: datetime | None = None
    accepted_at: datetime | None = None
    completed_at: datetime | None = None
    #: When its requester had been told how it ended, and nothing was left to do.
    closed_at: datetime | None = None
    #: When someone deleted the message with the result through the bot.
    deleted_at: datetime | None = None
    #: When its prompt and everything else it was made from were deleted because of their age.
    forgotten_at: datetime | None = None
    #: Seconds from acceptance to completion: known exactly (both equal), or between the last two checks.
    latency_min_s: float | None = None
    latency_max_s: float | None = None

    @property
    def card_key(self) -> str:
        """What jobs that share a card have in common."""
        return self.group_id or self.id

    @property
    def shown_image_paths(self) -> tuple[str, ...]:
        """The pictures that its messages show, the first before the last: variations share those of the first."""
        known = (self.image_path, self.last_image_path)
        return tuple(path.replace(self.id, self.card_key) for path in known if path is not None)

    @property
    def is_uploaded(self) -> bool:
        """Whether Segmind's storage has all pictures that it is made from."""
        has_first = self.request.mode is Mode.TEXT or self.image_url is not None
        return has_first and (self.request.last_frame is not LastFrame.PICTURE or self.last_image_url is not None)

    @property
    def scenes(self) -> int:
        """How many scenes its film will have, including those before this group."""
        return self.part - self.group_position + self.group_size

    @property
    def is_apart(self) -> bool:
        """Whether nothing of it may or can be posted in its channel, only in answers and direct messages."""
        return self.is_private or self.is_outside

    @property
    def request_message_id(self) -> int | None:
        """The requester's own message that asked for it by mentioning the bot; None if something else did."""
        kind, _, message_id = (self.request_key or "").partition(":")
        return int(message_id.partition(":")[0]) if kind == "message" else None

    @property
    def is_direct(self) -> bool:
        """Whether the job's own channel is the direct messages with its requester."""
        return self.guild_id is None and not self.is_apart

    @property
    def is_personal(self) -> bool:
        """Whether only its requester may see what it is about: it is private or from direct messages."""
        return self.is_private or self.guild_id is None

    @property
    def budget_guild_id(self) -> int | None:
        """The server whose budget it counts against; None in direct messages and where the bot isn't a member."""
        return None if self.is_outside else self.guild_id

    @property
    def needs_notice(self) -> bool:
        """Whether its requester has to be told in a message how it ended: it failed, or someone else cancelled it."""
        is_taken = self.state is JobState.CANCELLED and self.cancelled_by not in (None, self.user_id)
        return self.state is JobState.FAILED or is_taken

    @property
    def is_result_apart(self) -> bool:
        """Whether the result is in another message than the card."""
        return self.result_message_id is not None and self.result_message_id != self.card_message_id

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
    """Create an id that sorts by time: 9 characters of milliseconds since 2024, then 7 random ones (35 bits)."""
    milliseconds = (now - _ID_EPOCH) // timedelta(milliseconds=1)
    number = (milliseconds << 35) | secrets.randbits(35)
    digits = [_CROCKFORD[(number >> shift) & 31] for shift in range(5 * (JOB_ID_CHARS - 1), -1, -5)]
    return "".join(digits)


def is_job_id(text: str) -> bool:
    """Whether a text has the form of a job id."""
    return len(text) == JOB_ID_CHARS and all(character in _CROCKFORD for character in text)


class JobFilter(StrEnum):
    """Which jobs are listed."""

    ALL = "all"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobPage:
    """One page of a list."""

    jobs: Sequence[Job]
    #: Page numbers start at 0; there is at least one page.
    number: int
    pages: int
    #: The number of jobs in the whole list.
    total: int


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures from a person, if any, that a video begins and ends with: JPEG or PNG files."""

    first: bytes | None = None
    #: There is none without a first one.
    last: bytes | None = None

    @property
    def size_bytes(self) -> int:
        """The size of both together."""
        return len(self.first or b"") + len(self.last or b"")


NO_PICTURES = Pictures()
