"""Counts a person's strikes, to warn them with each one before too many pause them."""

from bot.domain.jobs import Job
from bot.domain.limits import Defaults
from bot.domain.strikes import STRIKE_WINDOW, Tally, strike_kind, tally
from bot.storage.core.database import Database
from bot.storage.money import ledger


class Strikes:
    """Reads strikes."""

    def __init__(self, database: Database, defaults: Defaults) -> None:
        self._database = database
        self._defaults = defaults

    async def warn(self, job: Job) -> Tally | None:
        """The count of strikes including this job; None if it isn't one that counts."""
        kind = strike_kind(job)
        most = 0 if kind is None else self._defaults.most_strikes(kind)
        if kind is None or most == 0:
            return None
        at = job.changed_at
        async with self._database.read() as connection:
            known = [one for one in await ledger.list_strikes(connection, job.user_id, at) if one.at <= at]
        own = [one for one in known if one.kind is kind]
        # It was cleared since, or happened while strikes were turned off.
        if not own or at - own[-1].at >= STRIKE_WINDOW:
            return None
        return tally(own, kind, most, at)
