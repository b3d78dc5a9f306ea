"""Strikes: requests of a person that were blocked, and videos that failed; too many of a kind pause them for a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.jobs import FailureReason, Job, JobState

#: How long strikes count, and how long too many of them pause a person.
STRIKE_WINDOW = timedelta(days=1)


class StrikeKind(StrEnum):
    """What counts, each kind by itself."""

    #: The model's safety filter blocked it.
    BLOCK = "block"
    #: Segmind took it and could not make it, which may cost all the same.
    FAILURE = "failure"


_KINDS = {FailureReason.CONTENT_BLOCKED: StrikeKind.BLOCK, FailureReason.GENERATION_FAILED: StrikeKind.FAILURE}


def strike_kind(job: Job) -> StrikeKind | None:
    """As what a job counts that ended so; None if it does not."""
    return None if job.state is not JobState.FAILED or job.failure is None else _KINDS.get(job.failure)


@dataclass(frozen=True, slots=True)
class Strike:
    """One of them."""

    kind: StrikeKind
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How a person stands with one kind of strikes."""

    kind: StrikeKind
    count: int
    #: So many within a day pause them for a day; 0: any number is all right.
    most: int
    #: Until when they are paused; None if they are not.
    paused_until: datetime | None

    @property
    def left(self) -> int:
        """How many more pause them."""
        return max(0, self.most - self.count)


def tally(strikes: Sequence[Strike], kind: StrikeKind, most: int, now: datetime) -> Tally:
    """Count a person's strikes of one kind (oldest first)."""
    instants = [strike.at for strike in strikes if strike.kind is kind]
    count = sum(now - at < STRIKE_WINDOW for at in instants)
    return Tally(kind=kind, count=count, most=most, paused_until=struck_until(instants, most, now))


def struck_until(instants: Sequence[datetime], per_day: int, now: datetime) -> datetime | None:
    """Tell until when a person is paused for strikes of one kind (oldest first); None if they are not.

    `per_day` of them within a day pause for a day from the last of them; 0 never does.
    """
    if per_day <= 0:
        return None
    firsts = instants[: max(0, len(instants) - per_day + 1)]
    for first, last in zip(reversed(firsts), reversed(instants), strict=False):
        if last - first < STRIKE_WINDOW and now < last + STRIKE_WINDOW:
            return last + STRIKE_WINDOW
    return None
