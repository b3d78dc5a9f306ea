"""Decides which processes serve Discord and with which gateway shards, and spaces the sessions that they begin.

Several identical processes share a PostgreSQL database. There is a fixed number of slots. A process that has one serves
its shards; the others stand by. Two processes with the same slot wouldn't pay twice, since an interaction makes only
one job. But both would answer.
"""

import asyncio
import time
from typing import Protocol
from zlib import crc32

from bot.observability import get_logger
from bot.storage.core.database import DATABASE_FAILURES, Database
from bot.storage.core.session_lock import LOOK_S, SessionLock, list_held

log = get_logger(__name__)

#: Arbitrary constants: the upper halves of these database locks' keys.
_SLOT_LOCKS = 0x7EB07004
_SERVING_LOCKS = 0x7EB07005
_WAITING_LOCKS = 0x7EB07007
#: How long an interaction waits until it is certain that it is ours; Discord waits for 3 s.
_CERTAINTY_S = 1.5
_HAND_OVER_LOOK_S = 0.1
_SHORT_S = 0.02


class Slots(Protocol):
    """The right to serve Discord."""

    @property
    def slot(self) -> int | None:
        """The number of the slot; None without one."""

    @property
    def is_standby(self) -> bool:
        """Whether this process waits for a slot."""

    @property
    def is_sure(self) -> bool:
        """Whether this process may answer without waiting for certainty."""

    def shards(self) -> tuple[tuple[int, ...] | None, int | None]:
        """The shards that this process serves (None: all), and how many there are (None: as Discord recommends)."""

    async def run(self) -> None:
        """Keep a slot, taking another one whenever it is lost, until cancelled."""

    async def wait_taken(self) -> None:
        """Return when this process has a slot."""

    async def wait_lost(self) -> None:
        """Return when this process has no slot any more."""

    async def is_ours(self) -> bool:
        """Whether this process may answer, waiting briefly if that isn't certain."""

    async def announce(self) -> None:
        """Show the other processes that this one serves its slot."""

    async def hand_over(self, patience_s: float) -> None:
        """Free the slot, and return when another process serves it, when `patience_s` is over, or if none wants it."""


class NoSlots:
    """For the only process, or one whose shards the operator chose."""

    slot = None
    is_standby = False
    is_sure = True

    def __init__(self, shard_ids: tuple[int, ...] | None, shard_count: int | None) -> None:
        self._shards = shard_ids, shard_count

    def shards(self) -> tuple[tuple[int, ...] | None, int | None]:
        """Return what the operator chose."""
        return self._shards

    async def run(self) -> None:
        """Do nothing."""

    async def wait_taken(self) -> None:
        """Return at once."""

    async def wait_lost(self) -> None:
        """Never return."""
        await asyncio.Event().wait()

    async def is_ours(self) -> bool:
        """Return True."""
        return True

    async def announce(self) -> None:
        """Do nothing."""

    async def hand_over(self, patience_s: float) -> None:
        """Do nothing."""


class SharedSlots:
    """The slots of the processes on one PostgreSQL database.

    Slot k of n serves the shards k, k + n, ... of `shard_count`; a single slot serves as many as Discord recommends,
    unless their number is given. Processes with another division of the shards have separate slots, so that they can
    replace these processes without a gap.
    """

    def __init__(self, database: Database, count: int = 1, shard_count: int | None = None) -> None:
        self._database = database
        self._count = count
        self._shard_count = shard_count if count == 1 else shard_count or count
        division = (crc32(f"{count}/{self._shard_count}".encode()) & 0xFFFF) << 16
        self._serving_keys = [_SERVING_LOCKS << 32 | division | number for number in range(count)]
        self._keys = [_SLOT_LOCKS << 32 | division | number for number in range(count)]
        self._waiting_key = _WAITING_LOCKS << 32 | division
        self._lock = SessionLock(database, "slot", self._keys, waiting_key=self._waiting_key)
        self._taken, self._lost = asyncio.Event(), asyncio.Event()
        self._is_database_away = self._is_leaving = False

    @property
    def slot(self) -> int | None:
        """The number of the slot; None on standby."""
        return self._lock.number if self._taken.is_set() else None

    @property
    def is_standby(self) -> bool:
        """Whether other processes have all slots."""
        return not self._taken.is_set()

    @property
    def is_sure(self) -> bool:
        """Whether this process certainly has its slot, is handing it over, or the database can't tell."""
        return self._lock.is_sure or self._is_leaving or self._is_database_away

    def shards(self) -> tuple[tuple[int, ...] | None, int | None]:
        """The shards of the slot and how many there are; none without a slot."""
        if self._lock.number is None:
            return (), self._shard_count
        if self._shard_count is None:
            return None, None
        return tuple(range(self._lock.number, self._shard_count, self._count)), self._shard_count

    async def run(self) -> None:
        """Take a slot, keep it while the database is away, and take another one if it is lost."""
        try:
            while True:
                try:
                    await self._hold_one()
                except Exception:  # a process without a slot serves nobody until the next start
                    log.exception("slot lost by an error")
                    await asyncio.sleep(LOOK_S)
                self._taken.clear()
                self._lost.set()
        finally:
            await self._lock.release()

    async def wait_taken(self) -> None:
        """Return when this process has a slot."""
        await self._taken.wait()

    async def wait_lost(self) -> None:
        """Return when another process has the slot."""
        await self._lost.wait()

    async def is_ours(self) -> bool:
        """Whether this process has its slot, once that is certain; assumed if the database doesn't answer in time."""
        give_up_at = time.monotonic() + _CERTAINTY_S
        while True:
            if self.is_sure or self.is_standby or time.monotonic() >= give_up_at:
                break
            await asyncio.sleep(_SHORT_S)
        return self._taken.is_set() or self._is_leaving

    async def announce(self) -> None:
        """Show a process that hands this slot over that it is served."""
        if (number := self._lock.number) is not None:
            try:
                await self._lock.take_also(self._serving_keys[number])
            except DATABASE_FAILURES as error:
                log.warning("slot not announced", why=type(error).__name__)

    async def hand_over(self, patience_s: float) -> None:
        """Free the slot, and return when another process serves it, after `patience_s`, or at once if none stands by.

        Until then this process goes on serving.
        """
        number = self._lock.number
        self._is_leaving = True
        is_wanted = number is not None and await self._wait_held(self._waiting_key, 0.0)
        await self._lock.release()
        if number is not None and is_wanted:
            is_served = await self._wait_held(self._serving_keys[number], patience_s)
            log.info("slot handed over", slot=number, is_served=is_served)

    async def _hold_one(self) -> None:
        """Take a slot, and return when another process has it."""
        number = await self._lock.take()
        log.info("slot taken", slot=number, slots=self._count)
        self._lost.clear()
        self._taken.set()
        is_ours = True
        while is_ours:
            await self._lock.lost()
            is_ours = await self._retake()
        log.warning("slot lost to another process", slot=number)

    async def _retake(self) -> bool:
        """Try to get the slot again after a lost connection; returns False if another process has it."""
        while not self._is_leaving:
            try:
                is_ours = await self._lock.retake()
            except DATABASE_FAILURES as error:
                # Probably nobody else can take it either, and people should hear that the database is away.
                self._is_database_away = True
                log.warning("slot not decided", why=type(error).__name__)
                await asyncio.sleep(LOOK_S)
            else:
                self._is_database_away = False
                return is_ours
        await self._lock.release()
        await asyncio.Event().wait()
        return False

    async def _wait_held(self, key: int, seconds: float) -> bool:
        """Wait until some process holds a lock; False if none does in time."""
        give_up_at = time.monotonic() + seconds
        while True:
            try:
                if key in await list_held(self._database):
                    return True
            except DATABASE_FAILURES as error:
                log.warning("slot not handed over", why=type(error).__name__)
                return False
            if time.monotonic() >= give_up_at:
                return False
            await asyncio.sleep(_HAND_OVER_LOOK_S)


#: An arbitrary constant: the upper half of these database locks' keys.
_IDENTIFY_LOCKS = 0x7EB07006
#: One session per bucket may begin every 5 s; the rest allows for the way to Discord.
_SPACE_S = 5.2
_LOOK_S = 0.1


class IdentifyTurns:
    """The turns to begin a gateway session, among all processes on one PostgreSQL database; needs no common clock."""

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
        except DATABASE_FAILURES as error:  # Discord refuses one that is too early, and the library tries again
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
