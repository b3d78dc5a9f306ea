"""The bounds of rolling windows: what counts exactly from one of them on counts once, whichever way the clock moves.

SQLite alone is asked: comparisons of whole numbers mean the same on PostgreSQL, and test_ledger.py runs on both.
"""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from bot.domain.jobs import Job
from bot.domain.ledger import Entry, EntryKind
from bot.domain.limits import Window
from bot.domain.quota import UsageKind
from bot.storage.core.database import Database
from bot.storage.money import ledger, window_totals
from tests.support.jobs import NOW, make_job, store_job
from tests.support.money import MovedClock, S, lead

DAY, MOMENT = timedelta(days=1), timedelta(microseconds=1)


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    async with Database.open(sqlite_url) as database:
        yield database


async def order(database: Database, at: datetime) -> Job:
    """A video of five seconds, which counts from this instant on; all totals move there."""
    job = make_job(created_at=at)
    async with database.write() as connection:
        await store_job(connection, job)
    return job


async def count(database: Database, at: datetime) -> int:
    """How many videos the totals of a day have at an instant: all of them, and in seconds as in money."""
    async with database.read() as connection:
        totals = await connection.run_sync(window_totals.read_totals, 1001, 2001, at)
    seconds = totals[UsageKind.USER_SECONDS].spent[Window.DAY]
    for kind in set(UsageKind) - {UsageKind.USER_SECONDS}:
        assert totals[kind].spent[Window.DAY] == seconds * 625_000, kind
    return seconds // 5


async def test_what_leaves_exactly_as_the_window_moves_leaves_once_and_comes_back_with_the_clock(
    database: Database,
) -> None:
    await order(database, NOW)
    assert [await count(database, NOW + DAY - MOMENT), await count(database, NOW + DAY)] == [1, 0]
    await order(database, NOW + DAY)
    for later in (timedelta(0), MOMENT, DAY - MOMENT):
        assert await count(database, NOW + DAY + later) == 1
    assert await count(database, NOW + DAY - MOMENT) == 2, "both are in the day before that"


async def test_a_clock_that_is_set_back_brings_only_back_what_is_in_its_window(database: Database) -> None:
    await order(database, NOW)
    await order(database, NOW + 2 * DAY)
    assert [await count(database, NOW + DAY - MOMENT), await count(database, NOW + DAY)] == [2, 1]


@pytest.mark.parametrize("moved_by", [DAY - MOMENT, DAY])
async def test_what_is_given_back_late_is_only_taken_off_a_window_that_has_it(
    database: Database, moved_by: timedelta
) -> None:
    early = await order(database, NOW)
    await order(database, NOW + moved_by)
    await lead(database, MovedClock(NOW + moved_by), early, S.CANCELLED)
    assert await count(database, NOW + moved_by) == 1


async def test_totals_that_are_summed_up_again_have_what_their_windows_have(database: Database) -> None:
    await order(database, NOW)
    await order(database, NOW + MOMENT)
    grant = Entry(
        job_id=None,
        kind=EntryKind.GRANT,
        user_id=7,
        guild_id=None,
        seconds=0,
        granted_seconds=-10,
        recorded_at=NOW,
        counts_at=NOW,
    )
    async with database.write() as connection:
        await ledger.write_grant(connection, grant)
        for user_id in (1001, 7):
            await connection.run_sync(window_totals.recompute_totals, user_id, NOW + DAY)
        totals = await connection.run_sync(window_totals.read_totals, 1001, 2001, NOW + DAY)
        subjects = await connection.execute(text("SELECT DISTINCT subject_id FROM window_totals WHERE scope = 'user'"))
        assert list(subjects.scalars()) == [1001], "who was only given seconds has used nothing"
    assert [totals[kind].spent[Window.DAY] for kind in (UsageKind.USER_SECONDS, UsageKind.USER_USD)] == [5, 3_125_000]


async def test_uses_are_read_until_they_make_room_each_once_and_none_that_has_left(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window_totals, "_USES_PAGE", 2)
    instants = [NOW + number * MOMENT for number in range(6)]
    made = [await order(database, at) for at in instants]
    await lead(database, MovedClock(NOW), made[5], S.CANCELLED)

    async def read(now: datetime, amount: int) -> list[datetime]:
        kind, window = UsageKind.USER_SECONDS, Window.DAY
        async with database.read() as connection:
            uses = await connection.run_sync(window_totals.read_uses, kind, 1001, window, now, amount)
        return [use.counts_at for use in uses]

    assert await read(NOW, 10) == instants[:2], "two make room enough"
    assert await read(NOW, 11) == instants[:4]
    assert await read(NOW, 100) == instants[:5], "what was given back makes no room"
    assert await read(NOW + DAY, 100) == instants[1:5], "the first has left"
