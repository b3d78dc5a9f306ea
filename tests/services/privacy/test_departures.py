"""The settings of servers that the bot left, on both databases."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.limits import Field, Scope, StoredLimit
from bot.domain.rules import PlaceKind
from bot.services.privacy.departures import SETTINGS_KEPT, Departures
from bot.storage.core.database import Database
from bot.storage.rules import rules
from bot.storage.tables.privacy import departures
from bot.storage.tables.rules import blocks, limits, places
from tests.support.money import OPERATOR, UNLIMITED, MovedClock, open_money
from tests.support.soak import IS_SOAK

HERE, THERE = 2001 << 22, 2002 << 22
LONG = SETTINGS_KEPT + timedelta(seconds=1)


async def set_up(database: Database, clock: MovedClock) -> None:
    """Both servers have settings; an operator limited one of them."""
    async with open_money(database, UNLIMITED, clock) as money:
        for guild_id in (HERE, THERE):
            await money.rules.block(OPERATOR, guild_id, 1001)
            await money.rules.set_places(OPERATOR, guild_id, PlaceKind.CHANNEL, [5])
        ceiling = StoredLimit(
            guild_id=HERE, scope=Scope.CEILING, subject_id=0, field=Field.USD_PER_DAY, value=1_000_000
        )
        await money.limits.set_limit(OPERATOR, ceiling)


async def count(database: Database, guild_id: int) -> list[int]:
    async with database.read() as connection:
        return [
            len((await connection.execute(select(table).where(table.c.guild_id == guild_id))).all())
            for table in (blocks, places, limits, departures)
        ]


@pytest.mark.on_both_databases
async def test_settings_go_a_month_after_the_bot_left(database: Database) -> None:
    clock = MovedClock()
    await set_up(database, clock)
    service = Departures(database, clock)
    await service.note_left(HERE)
    clock.advance(days=10)
    await service.note_left(HERE)
    clock.advance(days=20)
    await service.forget_settings(lambda _: True)
    assert await count(database, HERE) == [1, 1, 1, 1]
    clock.advance(seconds=1)
    await service.forget_settings(lambda _: False)
    assert await count(database, HERE) == [1, 1, 1, 1], "not known for certain"
    await service.forget_settings(lambda guild_id: guild_id == HERE)
    assert await count(database, HERE) == [0, 0, 1, 0], "what an operator has set for a server stays"
    assert await count(database, THERE) == [1, 1, 0, 0]


async def test_who_comes_back_keeps_them(database: Database) -> None:
    clock = MovedClock()
    await set_up(database, clock)
    service = Departures(database, clock)
    await service.note_left(HERE)
    clock.advance(days=29)
    await service.note_returned(HERE)
    clock.advance(days=29)
    await service.note_left(HERE)
    clock.advance(days=29)
    await service.forget_settings(lambda _: True)
    assert await count(database, HERE) == [1, 1, 1, 1]


async def test_what_was_missed_while_offline_is_noticed_at_the_start(database: Database) -> None:
    clock = MovedClock()
    await set_up(database, clock)
    service = Departures(database, clock)
    await service.note_left(THERE)
    clock.advance(days=100)
    # This process carries only one of the shards, and the bot came back to a server while it was offline.
    await service.compare([THERE], lambda guild_id: guild_id in (HERE, THERE))
    assert await count(database, HERE) == [1, 1, 1, 1]
    assert await count(database, THERE) == [1, 1, 0, 0]
    await service.compare([], lambda guild_id: guild_id == HERE)
    assert await count(database, THERE) == [1, 1, 0, 0], "another shard's"
    await service.forget_settings(lambda _: True)
    assert await count(database, HERE) == [1, 1, 1, 1], "counted from when it was noticed"


async def test_a_clock_that_jumps_ahead_deletes_nothing(database: Database) -> None:
    clock = MovedClock()
    await set_up(database, clock)
    service = Departures(database, clock)
    await service.note_left(HERE)
    await service.forget_settings(lambda _: True)
    clock._at += timedelta(days=400)
    await service.forget_settings(lambda _: True)
    assert await count(database, HERE) == [1, 1, 1, 1]


async def test_a_database_that_fails_stops_nothing(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = MovedClock()
    await set_up(database, clock)
    service = Departures(database, clock)
    await service.note_left(HERE)
    clock.advance(days=31)
    tried: list[str] = []

    def fail() -> None:
        tried.append("to write")
        raise OSError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(database, "require_file", fail)
        await service.note_left(THERE)
        await service.forget_settings(lambda _: True)
    assert tried == ["to write", "to write"]
    assert await count(database, HERE) == [1, 1, 1, 1]
    await service.forget_settings(lambda _: True)
    assert await count(database, HERE) == [0, 0, 1, 0]


@pytest.mark.on_both_databases
async def test_two_processes_that_notice_the_same_both_write_down_the_rest(
    database: Database, database_url: str
) -> None:
    """As during an update: both know one server that is gone, and each knows another one."""
    clock = MovedClock()
    async with Database.open(database_url) as other:
        for number in range(1, 100 if IS_SOAK else 31, 3):
            shared, first, second = gone = (number, number + 1, number + 2)
            async with database.write() as connection:
                for guild_id in gone:
                    await rules.set_pause(connection, guild_id, "")
            await asyncio.gather(
                Departures(database, clock).compare([], {shared, first}.__contains__),
                Departures(other, clock).compare([], {shared, second}.__contains__),
            )
            assert [(await count(database, guild_id))[-1] for guild_id in gone] == [1, 1, 1]
