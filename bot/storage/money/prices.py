"""The real costs of videos, the prices learned from them, and models that are paused because of implausible costs."""

import json
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Row, bindparam, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.jobs import Job
from bot.domain.limits import WHOLE_BOT
from bot.domain.money import (
    NONSENSE_MAX,
    PRICE_SAMPLES,
    PRICE_SAMPLES_MIN,
    CostVerdict,
    JudgedCost,
    PriceSample,
    learn_price,
    price_of,
)
from bot.domain.reports import BOT_ITSELF, AuditRecord
from bot.storage.rules import audit
from bot.storage.tables.money import prices


@dataclass(frozen=True, slots=True)
class PriceChange:
    """The price per second that is now reserved for one price key, because the real costs differ."""

    key: str
    before_micros: int
    after_micros: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learned from a cost."""

    price_change: PriceChange | None = None
    #: Whether this cost is implausibly high (False if the model is already paused), and whether it pauses the model.
    is_nonsense: bool = False
    is_pausing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelPrice:
    """What is known about a model's costs."""

    samples: tuple[PriceSample, ...] = ()
    #: The learned price; None while the catalogue's price is good enough.
    learned_micros: int | None = None
    #: The price reserved after one video cost far more, until more costs show which price is right.
    raised_micros: int | None = None
    #: The latest implausibly high costs in a row, with their jobs.
    nonsense: tuple[tuple[PriceSample, str], ...] = ()

    @property
    def reserved_micros(self) -> int | None:
        """The price per second to reserve; None means the catalogue's."""
        return self.raised_micros or self.learned_micros


_PRICES = select(prices)
_BY_KEY = _PRICES.where(prices.c.key == bindparam("key"))
_NONSENSE = _PRICES.where(prices.c.nonsense != "[]")


def read_price(connection: Connection, key: str) -> ModelPrice:
    """Read what is known about the costs of one price key."""
    row = connection.execute(_BY_KEY, {"key": key}).one_or_none()
    return ModelPrice() if row is None else _from_row(row)


def read_all(connection: Connection) -> dict[str, ModelPrice]:
    """Read what is known about costs, by price key."""
    return {row.key: _from_row(row) for row in connection.execute(_PRICES)}


def read_reserved(connection: Connection) -> dict[str, int]:
    """Read the price per second to reserve, in millionths of a USD, by price key, if it isn't the catalogue's."""
    known = {key: price.reserved_micros for key, price in read_all(connection).items()}
    return {key: micros for key, micros in known.items() if micros is not None}


def read_paused(connection: Connection) -> frozenset[str]:
    """Read the slugs of the paused models, whose videos aren't started until an operator has decided."""
    counts: Counter[str] = Counter()
    for row in connection.execute(_NONSENSE):
        counts[_slug_of(row.key)] += len(_from_row(row).nonsense)
    return frozenset(slug for slug, count in counts.items() if count >= NONSENSE_MAX)


async def find_pausing(connection: AsyncConnection, key: str) -> str | None:
    """Find the job whose cost paused the model of this price key; returns its id, None if the model isn't paused."""
    known = await connection.run_sync(read_price, key)
    is_paused = _slug_of(key) in await connection.run_sync(read_paused)
    return known.nonsense[-1][1] if is_paused and known.nonsense else None


def _slug_of(key: str) -> str:
    return key.split(" ", maxsplit=1)[0]


async def expect_cost(connection: AsyncConnection, job: Job) -> int:
    """What to compare a job's cost with: its estimate, unless a single expensive video has raised that."""
    price = await connection.run_sync(read_price, job.price_key)
    if price.raised_micros is None or price.learned_micros is None:
        return job.estimate_micros
    return min(job.estimate_micros, price.learned_micros * job.request.duration_s)


async def learn(
    connection: AsyncConnection, job: Job, judged: JudgedCost, at: datetime, *, is_video: bool = True
) -> Lesson:
    """Learn from a job's cost; a changed price is also recorded in the audit.

    A cost far above the expected one raises the price at once, until enough costs show which price is right. A job
    without a video (`is_video`) teaches nothing else.
    """
    if judged.said_micros is None or judged.verdict is CostVerdict.LOW:
        return Lesson()
    known = await connection.run_sync(read_price, job.price_key)
    is_paused = _slug_of(job.price_key) in await connection.run_sync(read_paused)
    sample = PriceSample(job.request.duration_s, judged.said_micros)
    if judged.verdict is CostVerdict.NONSENSE:
        if is_paused:
            return Lesson()
        known = replace(known, nonsense=(*known.nonsense, (sample, job.id)))
        await _write(connection, job.price_key, known)
        is_last = _slug_of(job.price_key) in await connection.run_sync(read_paused)
        return Lesson(is_nonsense=True, is_pausing=is_last)
    # The price to compare with is the learned one, or at first the one that was reserved for the job.
    base = known.learned_micros or job.estimate_micros // job.request.duration_s
    before = known.raised_micros or base
    price = known if is_paused else replace(known, nonsense=())
    if judged.verdict is CostVerdict.HIGH and price_of([sample]) > before:
        # Older costs say nothing about the new price.
        price = replace(price, samples=(sample,), learned_micros=base, raised_micros=price_of([sample]))
    elif is_video:
        price = _take_in(price, sample, base)
    after = price.reserved_micros or base
    if price != known:
        await _write(connection, job.price_key, price)
    if after == before:
        return Lesson()
    await _record(connection, job.price_key, before, after, BOT_ITSELF, at)
    return Lesson(PriceChange(job.price_key, before, after))


async def end_pause(
    connection: AsyncConnection, key: str, at: datetime, *, are_right: bool, operator_id: int
) -> int | None:
    """Resume a paused model; if the latest costs are right after all, they become the price of this key.

    Returns the price per second that is reserved from now on; None means the catalogue's.
    """
    known = await connection.run_sync(read_price, key)
    samples = tuple(sample for sample, _ in known.nonsense)
    price = replace(known, nonsense=())
    if are_right:
        price = replace(price, samples=samples, learned_micros=price_of(samples), raised_micros=None)
    await _write(connection, key, price)
    action = "costs-right" if are_right else "costs-wrong"
    await _record(connection, key, known.reserved_micros, price.reserved_micros, operator_id, at, action=action)
    return price.reserved_micros


def _take_in(price: ModelPrice, sample: PriceSample, base: int) -> ModelPrice:
    samples = (*price.samples, sample)[-PRICE_SAMPLES:]
    after = learn_price(samples, base)
    price = replace(price, samples=samples, learned_micros=price.learned_micros if after == base else after)
    return replace(price, raised_micros=None) if len(samples) >= PRICE_SAMPLES_MIN else price


def _from_row(row: Row[tuple[object, ...]]) -> ModelPrice:
    values = row._mapping  # noqa: SLF001 - the documented way to a row's names
    return ModelPrice(
        samples=tuple(PriceSample(*pair) for pair in json.loads(values["samples"])),
        learned_micros=values["micros_per_second"],
        raised_micros=values["raised_micros_per_second"],
        nonsense=tuple((PriceSample(*pair), job_id) for *pair, job_id in json.loads(values["nonsense"])),
    )


async def _write(connection: AsyncConnection, key: str, price: ModelPrice) -> None:
    values = {
        "key": key,
        "samples": json.dumps([[one.duration_s, one.cost_micros] for one in price.samples]),
        "micros_per_second": price.learned_micros,
        "raised_micros_per_second": price.raised_micros,
        "nonsense": json.dumps([[one.duration_s, one.cost_micros, job_id] for one, job_id in price.nonsense]),
    }
    await connection.execute(delete(prices).where(prices.c.key == key))
    await connection.execute(insert(prices), values)


async def _record(
    connection: AsyncConnection,
    key: str,
    before: int | None,
    after: int | None,
    actor_id: int,
    at: datetime,
    *,
    action: str = "price",
) -> None:
    record = AuditRecord(
        at=at,
        guild_id=WHOLE_BOT,
        actor_id=actor_id,
        action=action,
        subject=key,
        before=str(before or ""),
        after=str(after or ""),
    )
    await audit.record(connection, record)
