"""Removes old records that are no longer needed."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from bot.domain.clock import Clock
from bot.observability import get_logger
from bot.services.privacy.deletion import PersonalDeletions
from bot.settings import Settings
from bot.storage.core.database import Database
from bot.storage.jobs import jobs, pictures
from bot.storage.money import improvements
from bot.storage.rules import audit

log = get_logger(__name__)

_INTERVAL_S = 3600.0
#: The steps of a job are kept longer than its video, to answer questions; its cost is kept forever.
EVENTS_KEPT = timedelta(days=90)
#: Suggested prompts can be ordered as long as this.
SUGGESTIONS_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long things are kept, counted from the end of their job; None: until someone deletes them."""

    #: See VIDEO_RETENTION_DAYS, PROMPT_RETENTION_DAYS and AUDIT_RETENTION_DAYS.
    videos: timedelta = timedelta(days=7)
    prompts: timedelta | None = None
    #: Changes and refusals by budgets; usage can be shown for as long.
    audit: timedelta = timedelta(days=366)

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """What the operator has set."""
        prompt_days = settings.prompt_retention_days
        return cls(
            videos=timedelta(days=settings.video_retention_days),
            prompts=None if prompt_days is None else timedelta(days=prompt_days),
            audit=timedelta(days=settings.audit_retention_days),
        )


USUAL_RETENTION = Retention()


class Cleanup:
    """Keeps the database from growing forever. Never touches jobs that aren't closed."""

    def __init__(self, database: Database, clock: Clock, retention: Retention) -> None:
        self._database = database
        self._clock = clock
        self._retention = retention
        self._personal_deletions = PersonalDeletions(database, clock)

    async def run(self) -> None:
        """Clean up now and every hour, until cancelled."""
        while True:
            for step in (self.tidy, self._personal_deletions.finish_due):
                try:
                    await step()
                except Exception:  # the next run tries again, and nothing depends on it
                    log.exception("not tidied up")
            await self._clock.sleep(_INTERVAL_S)

    async def tidy(self) -> None:
        """Remove what has expired. Safe to repeat."""
        now, kept = self._clock.now(), self._retention
        async with self._database.write() as connection:
            await jobs.forget_details(connection, now - kept.videos)
            await jobs.forget_events(connection, now - max(EVENTS_KEPT, kept.videos))
            if kept.prompts is not None:
                # A video that is still kept may have to be posted, with its prompt.
                await jobs.forget_contents(connection, now - max(kept.prompts, kept.videos), at=now)
            await audit.forget_records(connection, now - kept.audit)
            await pictures.forget_closed(connection)
        is_left = True
        while is_left:  # a few at a time, so that requests don't wait
            async with self._database.write() as connection:
                is_left = bool(await connection.run_sync(improvements.forget_texts, now - SUGGESTIONS_KEPT))
