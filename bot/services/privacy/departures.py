"""Deletes the settings of servers that the bot left a month ago."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from bot.domain.clock import Clock, Elapsed
from bot.observability import get_logger
from bot.storage.core.database import DATABASE_FAILURES, Database
from bot.storage.money import ledger
from bot.storage.privacy import departures

log = get_logger(__name__)

#: How long the settings are kept, in case the bot is invited again.
SETTINGS_KEPT = timedelta(days=30)


class Departures:
    """Knows which servers the bot has left, and since when. Nothing here raises: the next start makes up for failures.

    A server that an outage makes unavailable hasn't been left; callers must tell the two apart.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._elapsed = Elapsed(clock)

    async def note_left(self, guild_id: int) -> None:
        """Remember that the bot has left a server."""
        now = self._clock.now()
        await self._write(lambda connection: departures.note_departures(connection, [guild_id], now))

    async def note_returned(self, guild_id: int) -> None:
        """Keep the settings of a server that the bot has rejoined."""
        await self._write(lambda connection: departures.forget_departures(connection, [guild_id]))

    async def compare(self, present: Collection[int], is_known: Callable[[int], bool]) -> None:
        """Catch up with what happened while the bot was offline.

        `present` are the servers that the bot is in, including those with an outage; `is_known` tells whether this
        process can be certain about a server that isn't among them.
        """
        now = self._clock.now()

        def work(connection: Connection) -> None:
            away = {one for one in departures.list_servers(connection) if is_known(one)} - set(present)
            departures.note_departures(connection, away, now)
            back = departures.read_departures(connection).keys() & set(present)
            if back:
                departures.forget_departures(connection, back)

        await self._write(work)

    async def forget_settings(self, is_away: Callable[[int], bool]) -> None:
        """Delete the settings of servers that were left long ago and that the bot certainly hasn't rejoined."""
        try:
            async with self._database.read() as connection:
                known = await connection.run_sync(departures.read_departures)
        except DATABASE_FAILURES as error:
            log.warning("departures not read", why=repr(error))
            return
        for guild_id, left_at in known.items():
            is_old = self._elapsed.age_s(guild_id, left_at) > SETTINGS_KEPT.total_seconds()
            if not is_old or not is_away(guild_id):
                continue
            if await self._write(partial(self._forget, guild_id, left_at)):
                log.info("settings of a server deleted", guild_id=guild_id)

    def _forget(self, guild_id: int, left_at: datetime, connection: Connection) -> bool:
        ledger.lock(connection)
        if departures.read_departures(connection).get(guild_id) != left_at:
            return False  # it is back
        departures.forget_settings(connection, guild_id, self._clock.now())
        return True

    async def _write(self, work: Callable[[Connection], bool | None]) -> bool:
        try:
            return bool(await self._database.transact(work))
        except DATABASE_FAILURES as error:
            log.warning("departure not written down", why=repr(error))
            return False
