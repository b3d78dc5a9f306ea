"""Lists of people's own jobs and prompts, from a database that doesn't answer in time."""

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.services.jobs import listing
from bot.services.jobs.listing import PromptHistory
from bot.storage.core.database import Database
from bot.storage.jobs import listings
from tests.support.databases import use_threads


async def test_a_slow_database_suggests_nothing_in_time(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    use_threads(monkeypatch.setattr)
    async with Database.open(sqlite_url) as database:
        history = PromptHistory(database)
        endless = (
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500000) SELECT max(i) FROM n"
        )

        async def read_slowly(connection: AsyncConnection, _user_id: int) -> list[tuple[str, str]]:
            await connection.execute(text(endless))
            return [("0" * 16, "too late")]

        with monkeypatch.context() as patch:
            patch.setattr(listings, "list_prompts", read_slowly)
            assert [prompt for _, prompt in await history.search(1, "")] in ([], ["too late"])
            patch.setattr(listing, "_LIST_TIMEOUT_S", 0.02)
            assert await history.search(1, "") == []
        assert await history.search(1, "") == [], "and it works again"
