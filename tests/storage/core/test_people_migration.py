"""A database of before people had limits of money: what they spent lately counts at once."""

from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.domain.limits import Window
from bot.domain.quota import UsageKind
from bot.storage.core.database import Database
from bot.storage.money.ledger_audit import check
from bot.storage.money.window_totals import read_totals
from tests.storage.core.test_models_migration import build_old_database
from tests.support.jobs import NOW

_AT = int(NOW.timestamp()) * 1_000_000
_DAY = 24 * 3600 * 1_000_000


def _build(connection: Connection) -> None:
    build_old_database(connection)
    names = "job_id, kind, user_id, guild_id, seconds, granted_seconds, micros, recorded_at, counts_at"
    [(first,), (second,)] = connection.execute(text("SELECT id FROM jobs ORDER BY model")).all()
    for row in (
        f"'{first}', 'reserve', 1, NULL, 6, 0, 4, {_AT}, {_AT}",
        f"'{second}', 'reserve', 1, NULL, 6, 0, 4, {_AT - 3 * _DAY}, {_AT - 3 * _DAY}",
        f"NULL, 'grant', 9, NULL, 0, -5, 0, {_AT}, {_AT}",
    ):
        connection.execute(text(f"INSERT INTO ledger ({names}) VALUES ({row})"))
    for scope, subject, amount in (("bot", 0, 8), ("user", 1, 12)):
        totals = ", ".join([f"{amount}, 0"] * 3)
        connection.execute(text(f"INSERT INTO window_totals VALUES ('{scope}', {subject}, {totals})"))


async def test_what_people_spent_before_counts(empty_database_url: str) -> None:
    engine = create_async_engine(empty_database_url)
    async with engine.begin() as connection:
        await connection.run_sync(_build)
    await engine.dispose()
    async with Database.open(empty_database_url) as database:
        assert await check(database) == []
        async with database.read() as connection:
            totals = await connection.run_sync(read_totals, 1, None, NOW)
    assert totals[UsageKind.USER_USD].spent == {Window.DAY: 4, Window.WEEK: 8, Window.MONTH: 8}
    assert totals[UsageKind.USER_SECONDS].spent == {Window.DAY: 6, Window.WEEK: 12, Window.MONTH: 12}
