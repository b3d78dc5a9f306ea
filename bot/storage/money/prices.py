"""What the videos really cost, and the prices that follow from it."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.jobs import Job
from bot.domain.ledger import PRICE_SAMPLES, PriceSample, is_plausible, learn_price
from bot.domain.limits import WHOLE_BOT
from bot.domain.reports import BOT_ITSELF, AuditRecord
from bot.domain.requests import Model
from bot.storage.core.tables import prices
from bot.storage.rules import audit


@dataclass(frozen=True, slots=True)
class PriceChange:
    """The price per second of a model that is reserved from now on, because the real costs differ."""

    model: Model
    before_micros: int
    after_micros: int


async def get_price(connection: AsyncConnection, model: Model) -> int | None:
    """Read the price per second that the real costs taught; None while the one from the settings is good enough."""
    query = select(prices.c.micros_per_second).where(prices.c.model == model)
    return (await connection.execute(query)).scalar_one_or_none()


async def learn(connection: AsyncConnection, job: Job, at: datetime) -> PriceChange | None:
    """Take in what a completed job cost; gives the new price if it changes, which also goes into the audit.

    The price is compared with the one learned so far, at first with the one that was reserved for the job.
    """
    if job.cost_micros is None:
        return None
    model, duration_s = job.request.model, job.request.duration_s
    row = (await connection.execute(select(prices).where(prices.c.model == model))).one_or_none()
    learned = None if row is None else row.micros_per_second
    before = learned or job.estimate_micros // duration_s
    sample = PriceSample(duration_s, job.cost_micros)
    if not is_plausible(sample, before):
        return None
    known = [] if row is None else [PriceSample(*pair) for pair in json.loads(row.samples)]
    samples = [*known, sample][-PRICE_SAMPLES:]
    after = learn_price(samples, before)
    await connection.execute(delete(prices).where(prices.c.model == model))
    values = {
        "model": model,
        "samples": json.dumps([[one.duration_s, one.cost_micros] for one in samples]),
        "micros_per_second": learned if after == before else after,
    }
    await connection.execute(insert(prices), values)
    if after == before:
        return None
    record = AuditRecord(
        at=at,
        guild_id=WHOLE_BOT,
        actor_id=BOT_ITSELF,
        action="price",
        subject=model,
        before=str(before),
        after=str(after),
    )
    await audit.record(connection, record)
    return PriceChange(model, before, after)
