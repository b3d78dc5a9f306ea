"""A person's jobs in pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.jobs import Job


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
    #: From 0 on, and how many there are: at least one.
    number: int
    pages: int
    #: How many jobs the whole list has.
    total: int
