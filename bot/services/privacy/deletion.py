"""Deletes a person's data, at their own request or by an operator.

Everything the person wrote, made and chose is deleted at once, in one transaction; messages and files follow as for a
deleted video, even after a crash. Usage that counts towards limits keeps the person's id until the longest window is
over, since a deletion would otherwise be a way around the limits. Then an anonymous number replaces it, and all sums
stay as they are.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from bot.domain.clock import Clock, Elapsed
from bot.domain.limits import Window
from bot.errors import UserError
from bot.observability import get_logger
from bot.sentences import Sentence
from bot.services.unavailable import reading_in_time, unavailable
from bot.storage.core.database import DATABASE_FAILURES, Database
from bot.storage.money import ledger
from bot.storage.privacy import erasures

log = get_logger(__name__)

#: How long the id stays with usage that counts towards limits: as long as the longest window.
ID_KEPT = Window.MONTH.length


class DeletionRefused(UserError):
    """The person's data can't be deleted now, or there is none; nothing was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a deletion would affect."""

    #: The person's videos that aren't deleted, and those that aren't finished yet.
    videos: int
    unfinished: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """What was deleted."""

    videos: int
    #: When the person's id is removed, too.
    id_until: datetime


class PersonalDeletions:
    """Deletes the data of one person at a time."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        #: Measures ages so that a clock that jumps ahead doesn't end everyone's windows.
        self._elapsed = Elapsed(clock)

    async def look(self, user_id: int) -> Kept:
        """Read what a deletion would affect now. Raises DatabaseUnavailable."""

        def read(connection: Connection) -> Kept:
            videos = erasures.count_videos(connection, user_id)
            return Kept(videos=videos, unfinished=erasures.count_unfinished(connection, user_id))

        async with reading_in_time(self._database, "personal data not read") as connection:
            return await connection.run_sync(read)

    async def delete(self, user_id: int) -> Deleted:
        """Delete everything the person wrote, made and chose, or nothing at all; the rest follows later.

        No new request is accepted meanwhile, so none can be in progress. Raises DeletionRefused if one is, or if there
        is nothing to delete, and DatabaseUnavailable.
        """
        anonym_id = erasures.new_anonym_id()
        now = self._clock.now()

        def work(connection: Connection) -> int:
            ledger.lock(connection)
            if erasures.has_erased(connection, anonym_id):
                return 0  # by an attempt whose answer was lost
            unfinished = erasures.count_unfinished(connection, user_id)
            if unfinished:
                raise DeletionRefused(Sentence("privacy-unfinished", count=unfinished))
            if not erasures.is_anything_kept(connection, user_id):
                raise DeletionRefused(Sentence("privacy-nothing"))
            return erasures.erase_content(connection, user_id, anonym_id, now)

        try:
            videos = await self._database.transact(work)
        except DATABASE_FAILURES as error:
            log.exception("personal data not deleted")
            raise unavailable(error) from error
        log.info("personal data deleted", videos=videos)
        return Deleted(videos=videos, id_until=now + ID_KEPT)

    async def finish_due(self) -> int:
        """Remove the ids of people whose windows are over; returns how many. Raises what the database raises."""
        async with self._database.read() as connection:
            known = await connection.run_sync(erasures.list_erasures)
        count = 0
        for erasure in known:
            if self._elapsed.age_s(erasure.id, erasure.requested_at) <= ID_KEPT.total_seconds():
                continue
            count += await self._database.transact(partial(self._finish, erasure))
        if count:
            log.info("ids of deleted people removed", count=count)
        return count

    def _finish(self, erasure: erasures.Erasure, connection: Connection) -> bool:
        ledger.lock(connection)
        if not erasures.has_erased(connection, erasure.anonym_id):
            return False  # by an attempt whose answer was lost
        return erasures.remove_identity(connection, erasure, self._clock.now())
