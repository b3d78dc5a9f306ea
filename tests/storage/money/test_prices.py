"""What costs teach: from lifecycle steps to the next estimate, on SQLite and on PostgreSQL."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.alerts import AlertKind
from bot.domain.jobs import FailureReason, Job, JobState
from bot.domain.limits import Defaults, Window
from bot.domain.money import PRICE_SAMPLES
from bot.domain.quota import RefusalReason
from bot.domain.requests import Mode
from bot.services.admin.price_decisions import PriceAlreadyDecided, PriceDecisions
from bot.services.jobs import lifecycle
from bot.services.quota.quotes import estimate_micros
from bot.services.quota.refusals import RequestRefused
from bot.services.quota.service import QuotaService
from bot.storage.core.database import Database
from bot.storage.jobs import alerts
from bot.storage.money import ledger, ledger_audit, prices
from bot.storage.rules import audit
from tests.support.jobs import make_job
from tests.support.models import CATALOGUE, TEXT_MODEL, VEO_2
from tests.support.money import UNLIMITED, MovedClock, ask

S = JobState
PRICE = 625_000


class Shop:
    """Orders videos and lets Segmind say what they cost."""

    def __init__(self, database: Database, defaults: Defaults = UNLIMITED) -> None:
        self.database = database
        self.clock = MovedClock()
        self.quota_service = QuotaService(database, defaults, self.clock, CATALOGUE)

    async def order(self, **request: Any) -> Job:
        self.clock.advance(seconds=1)
        job = make_job(created_at=self.clock.now(), **request)
        job = await self.quota_service.accept(ask(job), job)
        return await self.go(await self.go(job, S.SUBMITTING), S.GENERATING)

    async def go(self, job: Job, target: JobState, **changes: Any) -> Job:
        async with self.database.write() as connection:
            return await lifecycle.move(connection, job, target, at=self.clock.now(), **changes)

    async def make(self, *costs: str | None) -> Job:
        """Have videos made, one after the other, that cost so much; gives the last one."""
        made = [
            await self.go(await self.order(), S.FETCHING, cost_said=cost, completed_at=self.clock.now())
            for cost in costs
        ]
        return made[-1]

    async def price(self, mode: Mode = Mode.TEXT) -> int:
        request = VEO_2.make_request(mode, prompt="x", duration_s=5)
        async with self.database.read() as connection:
            return await connection.run_sync(estimate_micros, VEO_2, request) // 5

    async def told(self) -> list[AlertKind]:
        async with self.database.read() as connection:
            return [alert.kind for alert in await alerts.list_unsent(connection)]

    async def charged(self, job: Job) -> int:
        async with self.database.read() as connection:
            entries = await ledger.list_entries(connection, job.id)
        assert await ledger_audit.check(self.database) == []
        return sum(entry.micros for entry in entries)


@pytest.fixture
def shop(database: Database) -> Shop:
    return Shop(database)


async def test_real_costs_teach_the_price_and_the_operator_hears_of_it_once(shop: Shop) -> None:
    await shop.make(*["4"] * 4)
    assert (await shop.price(), await shop.told()) == (PRICE, [])
    await shop.make(*["4"] * 8)
    assert (await shop.price(), await shop.told()) == (800_000, [AlertKind.PRICE_CHANGED])
    assert await shop.price(Mode.IMAGE) == PRICE
    async with shop.database.read() as connection:
        records = await audit.list_records(connection, 0)
    assert [(record.action, record.before, record.after) for record in records] == [("price", "625000", "800000")]


@pytest.mark.parametrize("said", ["0", "0.001", "-1", "NaN", "free"])
async def test_a_cost_that_is_too_low_passes_no_budget(database: Database, said: str) -> None:
    shop = Shop(database, replace(UNLIMITED, bot_micros={Window.DAY: 10_000_000}))
    for _ in range(3):
        job = await shop.make(said)
        assert (await shop.charged(job), job.cost_micros, job.cost_said) == (3_125_000, 3_125_000, said)
    with pytest.raises(RequestRefused):
        await shop.order()
    assert await shop.told() == []


async def test_a_dear_video_is_booked_as_said_and_reserved_at_once(shop: Shop) -> None:
    job = await shop.make("50")
    assert await shop.charged(job) == 50_000_000
    assert (await shop.price(), await shop.told()) == (10_000_000, [AlertKind.COST_HIGH])
    job = await shop.make("50")
    assert (job.estimate_micros, await shop.charged(job)) == (50_000_000, 50_000_000)
    assert await shop.told() == [AlertKind.COST_HIGH], "told at the first one"
    await shop.make(*["50"] * 3)
    assert await shop.price() == 10_000_000


async def test_a_single_dear_video_does_not_make_all_others_dear(shop: Shop) -> None:
    await shop.make("50")
    for _ in range(PRICE_SAMPLES + 1):
        job = await shop.make("3.125")
        assert await shop.charged(job) == 3_125_000
    assert await shop.price() == PRICE


@pytest.mark.on_both_databases
async def test_a_cost_that_cannot_be_right_closes_no_budget_and_is_told(database: Database) -> None:
    shop = Shop(database, replace(UNLIMITED, bot_micros={Window.MONTH: 500_000_000}))
    job = await shop.make("100000000")
    assert (await shop.charged(job), job.cost_said) == (3_125_000, "100000000")
    assert (await shop.price(), await shop.told()) == (PRICE, [AlertKind.COST_NONSENSE])
    await shop.make("3.125", "1000", "1000", "0", None)
    assert AlertKind.MODEL_PAUSED not in await shop.told(), "not in a row"
    with pytest.raises(RequestRefused):
        await shop.make("1e400", "3")


@pytest.mark.parametrize("are_right", [True, False])
async def test_three_in_a_row_pause_the_model_until_an_operator_decides(shop: Shop, are_right: bool) -> None:
    waiting = [await shop.order() for _ in range(2)]
    job = await shop.make("100", "100", "100")
    kinds = [AlertKind.COST_NONSENSE, AlertKind.COST_NONSENSE, AlertKind.MODEL_PAUSED]
    assert await shop.told() == kinds
    with pytest.raises(RequestRefused) as caught:
        await shop.order()
    assert caught.value.refusal.reason is RefusalReason.MODEL_PAUSED
    assert await shop.price(Mode.IMAGE) == PRICE
    for one, said in zip(waiting, ("3.125", "100"), strict=True):
        await shop.go(one, S.FETCHING, cost_said=said, completed_at=shop.clock.now())
    assert await shop.told() == kinds
    woken: list[str] = []
    decisions = PriceDecisions(shop.database, shop.clock, woken.append)
    with pytest.raises(PriceAlreadyDecided):
        await decisions.decide(waiting[0].id, are_right=are_right, operator_id=7)
    async with shop.database.read() as connection:
        assert await connection.run_sync(prices.read_paused) == {TEXT_MODEL}
    price = await decisions.decide(job.id, are_right=are_right, operator_id=7)
    assert (price, woken) == (20_000_000 if are_right else None, [job.id])
    assert await shop.price() == (20_000_000 if are_right else PRICE)
    with pytest.raises(PriceAlreadyDecided):
        await decisions.decide(job.id, are_right=not are_right, operator_id=7)
    async with shop.database.read() as connection:
        assert await connection.run_sync(prices.read_paused) == frozenset()
        [record] = await audit.list_records(connection, 0)
    assert (record.actor_id, record.action) == (7, "costs-right" if are_right else "costs-wrong")
    await shop.make("100")
    assert len(await shop.told()) == (3 if are_right else 4)


async def test_three_in_a_row_pause_the_model_also_if_each_has_another_price(shop: Shop) -> None:
    kinds = [("720p", True), ("720p", False), ("1080p", True), ("1080p", False)]
    orders = [
        await shop.order(model="veo-3.1-lite", seed=0, duration_s=8, resolution=resolution, has_sound=has_sound)
        for resolution, has_sound in kinds
    ]
    for one in orders:
        await shop.go(one, S.FETCHING, cost_said="500", completed_at=shop.clock.now())
    assert await shop.told() == [AlertKind.COST_NONSENSE, AlertKind.COST_NONSENSE, AlertKind.MODEL_PAUSED]
    with pytest.raises(RequestRefused) as caught:
        await shop.order(model="veo-3.1-lite", seed=0, duration_s=8, resolution="720p", has_sound=True)
    assert caught.value.refusal.reason is RefusalReason.MODEL_PAUSED
    await PriceDecisions(shop.database, shop.clock).decide(orders[2].id, are_right=False, operator_id=7)
    again = await shop.order(model="veo-3.1-lite", seed=0, duration_s=8, resolution="720p", has_sound=True)
    assert again.estimate_micros == 1_000_000


@pytest.mark.on_both_databases
async def test_what_made_no_video_is_booked_as_said_and_may_be_free(shop: Shop) -> None:
    for said, micros in (("0", 0), ("0.1", 100_000), ("free", 0), ("1000", 3_125_000), ("50", 50_000_000)):
        failure = FailureReason.GENERATION_FAILED
        job = await shop.go(await shop.order(), S.FAILED, cost_said=said, failure=failure)
        assert (await shop.charged(job), job.cost_said) == (micros, said)
    assert await shop.told() == [AlertKind.COST_NONSENSE, AlertKind.COST_HIGH]
