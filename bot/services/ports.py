"""What the worker needs from Discord: an interface that shows cards and posts videos."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from bot.domain.alerts import AlertBundle
from bot.domain.approvals import Approval, ErasedApproval
from bot.domain.jobs import Job
from bot.errors import VeoBotError
from bot.sentences import Sentence


class DeliveryError(VeoBotError):
    """A message couldn't be posted."""


class DeliveryDelayed(DeliveryError):
    """It failed now but may work later: Discord is unavailable or asks the bot to wait."""

    def __init__(self, sentence: str, retry_after_s: float | None = None) -> None:
        super().__init__(sentence)
        #: How long Discord asked to wait; None if it didn't.
        self.retry_after_s = retry_after_s


class DeliveryImpossible(DeliveryError):
    """Repeating it won't help: the channel is gone, or the bot may not post there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressEstimate:
    """An honest estimate for a pending job."""

    #: The current time, for everything that is shown.
    at: datetime
    #: Its place among the queued jobs, from 1; None once it is submitted.
    position: int | None = None
    #: Seconds until it should be submitted; None if that isn't known.
    starts_in_s: float | None = None
    #: Seconds until it should be done; None if it takes longer than usual or nothing is known.
    remaining_s: float | None = None
    #: How long such a video usually takes after Segmind accepts it.
    usual_s: float | None = None
    #: Why no new video is started at the moment, to be shown; None if nothing prevents it.
    paused: Sentence | str | None = None
    #: Whether it takes longer than any usual video, so that people are told (JOB_TIMEOUT_S).
    is_late: bool = False


class Way(StrEnum):
    """How a result reached its requester, in the order in which the bot tries."""

    CHANNEL = "channel"
    #: In the answer to the command, which the interaction's token can edit for 15 minutes.
    ANSWER = "answer"
    DIRECT = "direct"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """Where a result was posted."""

    message_id: int
    #: None: in the job's own channel.
    channel_id: int | None = None
    way: Way = Way.CHANNEL


class Notifier(Protocol):
    """Shows jobs to people. All methods must be safe to call again for the same job."""

    async def show(self, job: Job, progress: ProgressEstimate) -> None:
        """Update the job's card; if the job has ended, the card shows that, because no other message does.

        Raises DeliveryDelayed if it may be tried again; a deleted card is no error.
        """

    async def remove_card(self, job: Job) -> None:
        """Delete the card of a job that has ended, because another message says how, or its requester cancelled it.

        Raises DeliveryDelayed if it has to be tried again; a card that is gone is no error. A card that can't be
        deleted gets a line that says where the result is.
        """

    async def deliver(self, job: Job, video: Path, *, film: Path | None = None, look_first: bool) -> Posted:
        """Post the finished video in the best way that works, together with the film of all parts, if any.

        Posting the same job again soon after returns the existing message; with `look_first`, also long after. Raises
        DeliveryDelayed; DeliveryImpossible if no way works.
        """

    async def find(self, job: Job) -> Posted | None:
        """Find the message with the video of a job that may have been posted; None if there is none.

        Raises DeliveryDelayed if that isn't known yet.
        """

    async def tell_directly(self, job: Job, message_id: int | None) -> None:
        """Tell the requester by direct message that the job has ended, with a link to this message, if they chose so.

        Never tells the same end twice. Raises DeliveryDelayed or DeliveryImpossible, and DatabaseUnavailable.
        """

    async def tell_failure(self, job: Job, *, look_first: bool) -> int:
        """Tell the requester in a message that the job failed or was cancelled by someone else, and why.

        A changed card doesn't notify anyone. Returns the message's id, which is the card's if no other message is
        possible. `look_first` and errors as for `deliver`.
        """

    async def erase(self, job: Job) -> None:
        """Delete every message that shows the job; one that is already gone is no error.

        Raises DeliveryDelayed if it has to be tried again, DeliveryImpossible if a message can't be deleted at all.
        """

    async def alert(self, bundle: AlertBundle, jobs: Mapping[str, Job]) -> None:
        """Send alerts to every operator, in one message; `jobs` has the jobs to show, by id.

        Raises DeliveryDelayed or DeliveryImpossible.
        """


class ApprovalNotifier(Protocol):
    """Tells people about requests that wait for a moderator. All methods are safe to call again.

    They raise DeliveryDelayed or DeliveryImpossible.
    """

    async def ask_moderators(self, approval: Approval) -> int:
        """Post the request in the moderators' channel; returns the message's id."""

    async def show_decision(self, approval: Approval) -> None:
        """Show in the moderators' message how it was decided; one that is gone is no error."""

    async def show_erased(self, erased: ErasedApproval) -> None:
        """Remove from the moderators' message what a person had asked for; one that is gone is no error."""

    async def tell_decision(self, approval: Approval, *, is_withdrawn: bool) -> None:
        """Tell the requester what was decided, and if `is_withdrawn`, that the approved job was cancelled after all."""
