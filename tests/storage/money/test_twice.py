"""A step whose answer is lost is taken once more: it counts once."""

import asyncio
from typing import Any

import pytest

from bot.domain.jobs import Doubt, FailureReason, Job
from bot.services.jobs import lifecycle
from bot.storage.core.database import Database
from bot.storage.jobs import jobs
from bot.storage.money import ledger_audit, prices
from tests.support.money import UNLIMITED, MovedClock, S, accept, lead, open_money


@pytest.mark.on_both_databases
async def test_the_cost_of_a_failure_is_settled_and_learned_from_once(database: Database) -> None:
    clock = MovedClock()
    async with open_money(database, UNLIMITED, clock) as money:
        job = await accept(money.quota_service, clock)
        failed: dict[str, Any] = {"failure": FailureReason.GENERATION_FAILED, "doubt": Doubt.COST}
        job = await lead(database, clock, job, S.SUBMITTING, S.GENERATING, S.FAILED, **failed)

    async def settle() -> Job:
        async with database.write() as connection:
            return await lifecycle.settle_failure(connection, job, "9000", at=clock.now())

    first, second = await asyncio.gather(settle(), settle())
    assert first == second == await settle()
    async with database.read() as connection:
        events = await jobs.list_events(connection, job.id)
        known = await connection.run_sync(prices.read_price, job.price_key)
    assert sum("cost_said" in event.detail for event in events) == 1
    assert [job_id for _, job_id in known.nonsense] == [job.id]
    assert await ledger_audit.check(database) == []
