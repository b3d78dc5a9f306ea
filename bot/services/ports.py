"""What the worker needs of Discord, without knowing it: somebody who shows cards and posts videos."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from bot.domain.alerts import Alert
from bot.domain.jobs import Job
from bot.errors import VeoBotError
from bot.sentences import Sentence


class DeliveryError(VeoBotError):
    """A message could not be posted."""


class DeliveryDelayed(DeliveryError):
    """It did not work now and may work later: Discord is away, or asks to wait."""

    def __init__(self, sentence: str, retry_after_s: float | None = None) -> None:
        super().__init__(sentence)
        #: What Discord asked for; None if it said nothing.
        self.retry_after_s = retry_after_s


class DeliveryImpossible(DeliveryError):
    """Nothing that the worker can repeat will help: the channel is gone, the bot may not post there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressEstimate:
    """What can honestly be said about a pending job's future."""

    #: The present, against which everything is shown.
    at: datetime
    #: Its place among the queued jobs, from 1; None once it is submitted.
    position: int | None = None
    #: Seconds until it is expected to be submitted; None if that is not known.
    starts_in_s: float | None = None
    #: Seconds until it is expected to be done; None if it takes longer than usual or nothing is known.
    remaining_s: float | None = None
    #: What such a video usually takes from submission to completion.
    usual_s: float | None = None
    #: Why no new video is started at the moment, for people; None if nothing stands in the way.
    paused: Sentence | str | None = None
    #: Whether it is taking longer than any usual video, so that people are told so (JOB_TIMEOUT_S).
    is_late: bool = False


class Way(StrEnum):
    """How a result reached its requester, in the order in which the ways are tried."""

    CHANNEL = "channel"
    #: In the answer to the command, which the interaction's token opens for 15 minutes.
    ANSWER = "answer"
    DIRECT = "direct"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """Where a result is."""

    message_id: int
    #: None: in the job's own channel.
    channel_id: int | None = None
    way: Way = Way.CHANNEL


class Notifier(Protocol):
    """Shows jobs to people. An implementation must be safe to call again with the same job."""

    async def show(self, job: Job, progress: ProgressEstimate) -> None:
        """Bring the job's card up to date.

        Raises DeliveryDelayed if it may be tried again; a card that is gone is no error.
        """

    async def deliver(self, job: Job, video: Path, *, film: Path | None = None, look_first: bool) -> Posted:
        """Post the finished video, in the best way that is open; and in the same message the film of all parts, if any.

        Posting the same job again soon after gives the message that is already there; `look_first` makes sure of it
        however long ago the first try was. Raises DeliveryDelayed; DeliveryImpossible if no way is open.
        """

    async def tell_failure(self, job: Job, *, look_first: bool) -> None:
        """Tell the requester that the job failed, and why: a changed card alone notifies nobody.

        `look_first` and errors as for `deliver`.
        """

    async def erase(self, job: Job) -> None:
        """Delete every message that shows the job; one that is gone already is no error.

        Raises DeliveryDelayed if it has to be tried again, DeliveryImpossible if a message stays whatever is tried.
        """

    async def alert(self, alert: Alert, job: Job | None) -> None:
        """Tell the operators, each of them if there are several. Raises DeliveryDelayed or DeliveryImpossible."""
