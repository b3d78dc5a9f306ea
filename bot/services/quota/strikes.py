"""How many content blocks a person has, as they are told with each of them before too many pause them."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.jobs import FailureReason, Job, JobState
from bot.domain.rules import STRIKE_WINDOW, count_strikes, struck_until
from bot.storage.core.database import Database
from bot.storage.money import ledger


@dataclass(frozen=True, slots=True)
class Warned:
    """What a person has to know after a content block."""

    count: int
    #: So many within a day pause them for a day.
    most: int
    #: Until when they are paused; None if they are not.
    paused_until: datetime | None


class Strikes:
    """Reads content blocks."""

    def __init__(self, database: Database, per_day: int) -> None:
        self._database = database
        self._per_day = per_day

    async def warn(self, job: Job) -> Warned | None:
        """Tell how many blocks counted when this job was blocked, itself included; None if that means nothing."""
        if self._per_day == 0 or (job.state, job.failure) != (JobState.FAILED, FailureReason.CONTENT_BLOCKED):
            return None
        at = job.changed_at
        async with self._database.read() as connection:
            known = [one for one in await ledger.list_strikes(connection, job.user_id, at) if one <= at]
        count = count_strikes(known, at)
        # Forgiven since, or made while blocks did not count.
        if count == 0 or at - known[-1] >= STRIKE_WINDOW:
            return None
        return Warned(count, self._per_day, struck_until(known, self._per_day, at))
