"""Old records go, however many there are."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.clock import Clock
from bot.domain.improvements import Improvement, ImprovementState
from bot.domain.jobs import new_job_id
from bot.storage.core.database import Database
from bot.storage.money import improvements
from bot.storage.money.window_totals import read_totals
from bot.worker.cleanup import Cleanup, Retention


async def test_all_old_texts_are_forgotten_though_only_a_few_at_a_time(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(improvements, "_CHUNK", 2)
    old = datetime.now(UTC) - timedelta(days=2)
    calls = [
        Improvement(
            id=new_job_id(old),
            state=ImprovementState.USELESS,
            user_id=1,
            guild_id=None,
            request_key=f"interaction:{number}",
            model="a-model",
            prompt="a fox",
            has_picture=False,
            estimate_micros=1,
            created_at=old,
        )
        for number in range(5)
    ]
    async with Database.open(sqlite_url) as database:
        async with database.write() as connection:
            totals = await connection.run_sync(read_totals, 1, None, old)
            for one in calls:
                await connection.run_sync(improvements.insert_call, one, totals)
        await Cleanup(database, Clock(), Retention()).tidy()
        async with database.read() as connection:
            kept = [await connection.run_sync(improvements.read_call, one.id) for one in calls]
    assert [one.prompt for one in kept if one is not None] == [""] * 5
