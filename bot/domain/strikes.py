"""Strikes: a person's blocked requests and failed videos; too many of a kind pause them for a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.jobs import FailureReason, Job, JobState

#: How long strikes count, and how long too many of them pause a person.
STRIKE_WINDOW = timedelta(days=1)


class StrikeKind(StrEnum):
    """The kinds of strikes, each counted separately."""

    #: The model's safety filter blocked it.
    BLOCK = "block"
    #: Segmind accepted it but couldn't make it, which may still cost money.
    FAILURE = "failure"


_KINDS = {FailureReason.CONTENT_BLOCKED: StrikeKind.BLOCK, FailureReason.GENERATION_FAILED: StrikeKind.FAILURE}


def strike_kind(job: Job) -> StrikeKind | None:
    """The kind of strike that a job with this ending counts as; None if it doesn't count."""
    return None if job.state is not JobState.FAILED or job.failure is None else _KINDS.get(job.failure)


@dataclass(frozen=True, slots=True)
class Strike:
    """One strike."""

    kind: StrikeKind
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A person's count of one kind of strikes."""

    kind: StrikeKind
    count: int
    #: This many within a day pause them for a day; 0 means no limit.
    most: int
    #: Until when they are paused; None if they aren't.
    paused_until: datetime | None

    @property
    def left(self) -> int:
        """How many more would pause them."""
        return max(0, self.most - self.count)


def tally(strikes: Sequence[Strike], kind: StrikeKind, most: int, now: datetime) -> Tally:
    """Count a person's strikes of one kind (oldest first)."""
    instants = [strike.at for strike in strikes if strike.kind is kind]
    count = sum(now - at < STRIKE_WINDOW for at in instants)
    return Tally(kind=kind, count=count, most=most, paused_until=struck_until(instants, most, now))


def struck_until(instants: Sequence[datetime], per_day: int, now: datetime) -> datetime | None:
    """Until when a person is paused for strikes of one kind (oldest first); None if they aren't.

    `per_day` of them within a day pause for a day, starting at the last of them; 0 never does.
    """
    if per_day <= 0:
        return None
    firsts = instants[: max(0, len(instants) - per_day + 1)]
    for first, last in zip(reversed(firsts), reversed(instants), strict=False):
        if last - first < STRIKE_WINDOW and now < last + STRIKE_WINDOW:
            return last + STRIKE_WINDOW
    return None
