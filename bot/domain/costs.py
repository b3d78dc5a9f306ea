"""What videos cost: whether an amount that Segmind says can be right, and which price such amounts teach."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from bot.domain.money import MICROS_PER_USD, usd_to_micros

#: So much is kept of what was said, word for word.
SAID_CHARS = 100
#: A cost under this share of what was expected cannot be right.
_LOW_SHARE = 5
#: One above so many times is surprising, and counts at once; above so many more it cannot be right either.
_HIGH_TIMES = 3
_NONSENSE_TIMES = 20
#: So many costs in a row that are far too high pause a model until an operator has decided.
NONSENSE_MAX = 3
#: A billion USD: whatever is said beyond is taken for this.
_AMOUNT_MAX = Decimal(10**9)

#: How many of a model's latest costs are looked at, and how many there must be before they are believed.
PRICE_SAMPLES = 20
PRICE_SAMPLES_MIN = 5
#: No price per second is lower: one that is rounded to nothing would let everything through every budget.
PRICE_MIN_MICROS = 1_000
#: The price follows the real costs when they differ by more than this share.
PRICE_TOLERANCE_PERCENT = 5


class CostVerdict(StrEnum):
    """How a cost that was said compares with the one that was expected."""

    #: Nothing was said.
    UNSAID = "unsaid"
    #: No number, nothing, less than nothing, or under a fifth.
    LOW = "low"
    USUAL = "usual"
    #: More than three times as much.
    HIGH = "high"
    #: More than twenty times as much.
    NONSENSE = "nonsense"


@dataclass(frozen=True, slots=True)
class JudgedCost:
    """What Segmind said that a job cost, and what is booked for it."""

    verdict: CostVerdict
    #: In millionths of a USD; None: what the books know already stays.
    booked_micros: int | None
    #: The same as it was said; None if that was no amount.
    said_micros: int | None = None
    #: Word for word.
    said: str | None = None


def judge_cost(
    estimate_micros: int, said: str | None, *, expected_micros: int | None = None, may_be_free: bool = False
) -> JudgedCost:
    """Decide what to book for a job by what was said, which can be anything at all; the estimate if it cannot be right.

    It is compared with `expected_micros`, if that is known to be better than the estimate. `may_be_free`: the job made
    no video, so that nothing and little can be right.
    """
    if said is None:
        return JudgedCost(CostVerdict.UNSAID, None)
    expected = estimate_micros if expected_micros is None else expected_micros
    micros = _read_micros(said)
    if micros is not None and micros > expected * _NONSENSE_TIMES:
        return JudgedCost(CostVerdict.NONSENSE, estimate_micros, micros, said)
    if micros is not None and micros > expected * _HIGH_TIMES:
        return JudgedCost(CostVerdict.HIGH, micros, micros, said)
    if micros is not None and micros * _LOW_SHARE >= expected:
        return JudgedCost(CostVerdict.USUAL, micros, micros, said)
    if may_be_free:
        return JudgedCost(CostVerdict.LOW, None if micros is None else max(0, micros), micros, said)
    return JudgedCost(CostVerdict.LOW, estimate_micros, micros, said)


def _read_micros(said: str) -> int | None:
    try:
        amount = Decimal(said.strip())
    except InvalidOperation:
        return None
    return None if amount.is_nan() else usd_to_micros(max(-_AMOUNT_MAX, min(_AMOUNT_MAX, amount)))


@dataclass(frozen=True, slots=True)
class PriceSample:
    """What one video really cost."""

    duration_s: int
    cost_micros: int


def price_of(samples: Sequence[PriceSample]) -> int:
    """What a second of these videos cost, rounded up."""
    cost, seconds = sum(sample.cost_micros for sample in samples), sum(sample.duration_s for sample in samples)
    return max(PRICE_MIN_MICROS, -(-cost // seconds))


def learn_price(samples: Sequence[PriceSample], price_micros: int) -> int:
    """The price per second to reserve from now on: the one so far, unless the latest costs differ by more than 5 %."""
    if len(samples) < PRICE_SAMPLES_MIN:
        return price_micros
    cost, seconds = sum(sample.cost_micros for sample in samples), sum(sample.duration_s for sample in samples)
    if abs(cost - price_micros * seconds) * 100 <= price_micros * seconds * PRICE_TOLERANCE_PERCENT:
        return price_micros
    return price_of(samples)


def format_price(price_micros: int) -> str:
    """Write a price per second with a tenth of a cent, by which prices differ."""
    return f"${price_micros / MICROS_PER_USD:,.3f}"
