"""What budgets refuse is counted by the hour, on both databases; old entries go."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from bot.domain.limits import Scope, Window
from bot.domain.quota import Refusal, RefusalReason
from bot.domain.reports import REFUSED, AuditRecord
from bot.domain.rules import Requester
from bot.services.admin.refusal_counts import RefusalCounts
from bot.storage.core import database as database_module
from bot.storage.core.database import Database
from bot.storage.money.reports import count_refusals
from bot.storage.rules import audit
from bot.storage.tables import rules as tables
from bot.worker.cleanup import Cleanup, Retention
from tests.support.jobs import NOW
from tests.support.money import MovedClock

BUDGET = Refusal(reason=RefusalReason.BUDGET, scope=Scope.SERVER, window=Window.DAY, limit=5, left=1, needed=3)
ALICE = Requester(user_id=1, guild_id=9, channel_id=3)


async def read(database: Database) -> list[tuple[int, str, int]]:
    async with database.read() as connection:
        return [(one.actor_id, one.subject, one.count) for one in await audit.list_records(connection, 9)]


async def test_many_refusals_of_one_hour_are_one_entry_and_few_transactions(database: Database) -> None:
    counts = RefusalCounts(database, MovedClock())
    written = 0
    write = database.write

    def count_write() -> object:
        nonlocal written
        written += 1
        return write()

    database.write = count_write  # type: ignore[method-assign,assignment]  # only counted
    firsts = await asyncio.gather(*(counts.note(ALICE, BUDGET) for _ in range(50)))
    assert sum(map(len, firsts)) == 1, "one is the first"
    assert await read(database) == [(1, "budget of the server for a day", 50)]
    assert written <= 3
    async with database.read() as connection:
        assert await count_refusals(connection, 9, NOW - timedelta(days=1), NOW + timedelta(days=1)) == 50


async def test_each_person_limit_and_hour_has_its_own(database: Database) -> None:
    clock = MovedClock()
    counts = RefusalCounts(database, clock)
    assert await counts.note(ALICE, BUDGET)
    assert not await counts.note(ALICE, BUDGET)
    assert await counts.note(replace(ALICE, user_id=2), BUDGET)
    assert await counts.note(ALICE, replace(BUDGET, window=Window.MONTH))
    assert not await counts.note(ALICE, replace(BUDGET, reason=RefusalReason.COOLDOWN)), "nobody counts these"
    clock.advance(hours=1)
    assert await counts.note(ALICE, BUDGET)
    assert len(await read(database)) == 4
    # Another process counts together with this one.
    assert not await RefusalCounts(database, clock).note(ALICE, BUDGET)
    assert (await read(database))[0] == (1, "budget of the server for a day", 2)


async def test_the_cleanup_deletes_what_was_kept_long_enough(database: Database) -> None:
    clock = MovedClock()
    await RefusalCounts(database, clock).note(ALICE, BUDGET)
    clock.advance(days=365)
    await Cleanup(database, clock, Retention()).tidy()
    assert len(await read(database)) == 1
    clock.advance(days=2)
    await Cleanup(database, clock, Retention()).tidy()
    assert await read(database) == []


async def test_old_entries_are_deleted_and_none_can_be_changed(database: Database) -> None:
    clock = MovedClock()
    entry = AuditRecord(at=NOW, guild_id=9, actor_id=1, action="pause", subject="", before="running", after="paused")
    async with database.write() as connection:
        await audit.record(connection, entry)
        await audit.record(connection, replace(entry, at=NOW + timedelta(days=2), action="resume"))
    await RefusalCounts(database, clock).note(ALICE, BUDGET)
    with pytest.raises(DBAPIError, match="append-only"):
        async with database.write() as connection:
            await connection.execute(text("UPDATE audit SET actor_id = 5"))
    async with database.read() as connection:
        assert {one.action for one in await audit.list_records(connection, 9)} == {"pause", "resume", REFUSED}
    async with database.write() as connection:
        await audit.forget_records(connection, NOW + timedelta(days=1))
    async with database.read() as connection:
        assert [one.action for one in await audit.list_records(connection, 9)] == ["resume"]


def build_old_audit(connection: Connection) -> None:
    """The tables as they were before, with refusals in the audit."""
    config = Config()
    config.set_main_option("script_location", str(Path(database_module.__file__).parents[1] / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "0006")
    row = {"guild_id": 9, "actor_id": 1, "subject": "budget of the bot for a day", "before": "x", "after": "y"}
    for minutes, action in ((0, REFUSED), (1, REFUSED), (61, REFUSED), (62, "pause")):
        at = (NOW + timedelta(minutes=minutes)).timestamp() * 1_000_000
        connection.execute(tables.audit.insert().values(row | {"at": text(str(int(at))), "action": action}))


@pytest.mark.on_both_databases
async def test_what_was_refused_before_is_counted_by_the_migration(empty_database_url: str) -> None:
    engine = create_async_engine(empty_database_url)
    async with engine.begin() as connection:
        await connection.run_sync(build_old_audit)
    await engine.dispose()
    async with Database.open(empty_database_url) as database, database.read() as connection:
        found = await audit.list_records(connection, 9)
        assert [(one.action, one.count) for one in found] == [("pause", 1), (REFUSED, 1), (REFUSED, 2)]


@pytest.mark.on_both_databases
async def test_two_processes_that_count_the_same_people_never_wait_for_each_other(database: Database) -> None:
    """As on PostgreSQL, where each would have a row that the other needs."""
    people = [replace(ALICE, user_id=number) for number in range(1, 60)]
    processes = [RefusalCounts(database, MovedClock()) for _ in range(2)]
    for _ in range(2):
        await asyncio.gather(
            *(processes[0].note(one, BUDGET) for one in people),
            *(processes[1].note(one, BUDGET) for one in reversed(people)),
        )
    async with database.read() as connection:
        counted = await audit.list_records(connection, 9, limit=100)
    assert {one.actor_id: one.count for one in counted} == dict.fromkeys(range(1, 60), 4)
