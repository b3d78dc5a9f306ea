"""Spaces the sessions that processes begin with Discord, so that together they keep to its `max_concurrency`."""

import asyncio

from bot.observability import get_logger
from bot.storage.core.database import DATABASE_FAILURES, Database
from bot.storage.core.session_lock import SessionLock

log = get_logger(__name__)

#: An arbitrary constant: the upper half of the keys of these database locks.
_IDENTIFY_LOCKS = 0x7EB07006
#: One session of each bucket may begin in 5 s; the rest is for the way to Discord.
_SPACE_S = 5.2
_LOOK_S = 0.1


class IdentifyTurns:
    """The turns of all processes on one PostgreSQL database, which need no clock in common."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held: set[asyncio.Task[None]] = set()

    async def wait(self, bucket: int) -> None:
        """Return when this process may begin a session of the bucket, or at once if the database doesn't respond."""
        lock = SessionLock(self._database, "identify", [_IDENTIFY_LOCKS << 32 | bucket])
        try:
            while True:
                if await lock.ask() is not None:
                    break
                await asyncio.sleep(_LOOK_S)
        except DATABASE_FAILURES as error:  # Discord refuses a session that is too early, and the library repeats it
            log.warning("session not coordinated", why=type(error).__name__)
            return
        except BaseException:
            await lock.release()
            raise
        task = asyncio.create_task(self._hold(lock), name="identify")
        self._held.add(task)
        task.add_done_callback(self._held.discard)

    async def close(self) -> None:
        """Free all turns."""
        for task in self._held:
            task.cancel()
        await asyncio.gather(*self._held, return_exceptions=True)

    async def _hold(self, lock: SessionLock) -> None:
        try:
            await asyncio.sleep(_SPACE_S)
        finally:
            await lock.release()
