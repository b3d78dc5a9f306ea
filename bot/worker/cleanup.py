"""Removes old records that are no longer needed."""

from datetime import timedelta

from bot.domain.clock import Clock
from bot.observability import get_logger
from bot.storage.core.database import Database
from bot.storage.jobs import jobs, pictures
from bot.storage.money import improvements
from bot.storage.rules import audit

log = get_logger(__name__)

_INTERVAL_S = 3600.0
#: The steps of a job are kept longer than its video, to answer questions; its cost is kept forever.
EVENTS_KEPT = timedelta(days=90)
#: Changes and refusals by budgets are kept as long as usage can be shown.
AUDIT_KEPT = timedelta(days=366)
#: Suggested prompts can be ordered as long as this.
SUGGESTIONS_KEPT = timedelta(days=1)


class Cleanup:
    """Keeps the database from growing forever. Never touches jobs that aren't closed."""

    def __init__(self, database: Database, clock: Clock, retention: timedelta) -> None:
        self._database = database
        self._clock = clock
        #: Counted from the end of a job; see VIDEO_RETENTION_DAYS.
        self._retention = retention

    async def run(self) -> None:
        """Clean up now and every hour, until cancelled."""
        while True:
            try:
                await self.tidy()
            except Exception:  # the next run tries again, and nothing depends on it
                log.exception("not tidied up")
            await self._clock.sleep(_INTERVAL_S)

    async def tidy(self) -> None:
        """Remove what has expired. Safe to repeat."""
        now = self._clock.now()
        async with self._database.write() as connection:
            await jobs.forget_details(connection, now - self._retention)
            await jobs.forget_events(connection, now - max(EVENTS_KEPT, self._retention))
            await audit.forget_records(connection, now - AUDIT_KEPT)
            await pictures.forget_closed(connection)
            await connection.run_sync(improvements.forget_texts, now - SUGGESTIONS_KEPT)
