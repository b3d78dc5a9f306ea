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
    #: Page numbers start at 0; there is at least one page.
    number: int
    pages: int
    #: The number of jobs in the whole list.
    total: int
