"""Money as integers: millionths of a US dollar, so that sums are exact.

Also the costs of videos: whether a reported cost is plausible, and which price to expect next.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from enum import StrEnum

MICROS_PER_USD = 1_000_000


def usd_to_micros(amount: Decimal | float | str) -> int:
    """Convert dollars to the nearest millionth, half to even.

    Floats are read by their shortest decimal form, so 0.1 is exactly 100,000. Raises ValueError for anything that isn't
    a finite number.
    """
    try:
        value = Decimal(str(amount))
        return int((value * MICROS_PER_USD).to_integral_value(rounding=ROUND_HALF_EVEN))
    except (ArithmeticError, ValueError) as error:
        raise ValueError(f"not an amount of money: {amount!r}") from error


def format_usd(micros: int) -> str:
    """Format an amount for people, with cents: `$4.26`, `-$0.50`."""
    cents = (Decimal(abs(micros)) / MICROS_PER_USD).quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN)
    return f"{'-' if micros < 0 else ''}${cents:,}"


def share_of(micros: int, part: timedelta, whole: timedelta) -> int:
    """The share of an amount for a part of a time span, rounded down. Works for amounts of any size."""
    # A timedelta multiplied by millionths of a USD would overflow at a thousand dollars.
    microsecond = timedelta(microseconds=1)
    return micros * (part // microsecond) // (whole // microsecond)


#: How many characters of the reported cost are kept, word for word.
SAID_CHARS = 100
#: A cost below this share of the expected one can't be right.
_LOW_SHARE = 5
#: A cost above this many times the expected one is unusual, but counts; one above the second factor can't be right.
_HIGH_TIMES = 3
_NONSENSE_TIMES = 20
#: After this many implausibly high costs in a row, a model is paused until an operator decides.
NONSENSE_MAX = 3
#: A billion USD: anything above counts as this.
_AMOUNT_MAX = Decimal(10**9)

#: How many of a model's latest costs are considered, and how many are needed to trust them.
PRICE_SAMPLES = 20
PRICE_SAMPLES_MIN = 5
#: The lowest price per second: one that rounds to 0 would bypass every budget.
PRICE_MIN_MICROS = 1_000
#: The price is updated if the real costs differ by more than this share.
PRICE_TOLERANCE_PERCENT = 5


class CostVerdict(StrEnum):
    """How a reported cost compares with the expected one."""

    #: No cost was reported.
    UNSAID = "unsaid"
    #: Not a number, nothing, negative, or less than a fifth.
    LOW = "low"
    USUAL = "usual"
    #: More than three times as much.
    HIGH = "high"
    #: More than twenty times as much.
    NONSENSE = "nonsense"


@dataclass(frozen=True, slots=True)
class JudgedCost:
    """The cost that Segmind reported for a job, and the cost that is booked."""

    verdict: CostVerdict
    #: In millionths of a USD; None: keep what is already booked.
    booked_micros: int | None
    #: The reported cost in the same unit; None if it wasn't an amount.
    said_micros: int | None = None
    #: The reported cost, word for word.
    said: str | None = None


def judge_cost(
    estimate_micros: int, said: str | None, *, expected_micros: int | None = None, may_be_free: bool = False
) -> JudgedCost:
    """Decide which cost to book for a job, given any reported value; the estimate if the value is implausible.

    The value is compared with `expected_micros` if given, because it is more accurate than the estimate. `may_be_free`:
    the job made no video, so a cost of nothing or very little is plausible.
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
    """The average price per second of these videos, rounded up."""
    cost, seconds = sum(sample.cost_micros for sample in samples), sum(sample.duration_s for sample in samples)
    return max(PRICE_MIN_MICROS, -(-cost // seconds))


def learn_price(samples: Sequence[PriceSample], price_micros: int) -> int:
    """Return the price per second to reserve: the current one, unless the latest costs differ by more than 5 %."""
    if len(samples) < PRICE_SAMPLES_MIN:
        return price_micros
    cost, seconds = sum(sample.cost_micros for sample in samples), sum(sample.duration_s for sample in samples)
    if abs(cost - price_micros * seconds) * 100 <= price_micros * seconds * PRICE_TOLERANCE_PERCENT:
        return price_micros
    return price_of(samples)


def format_price(price_micros: int) -> str:
    """Format a price per second with a tenth of a cent, since prices differ by that much."""
    return f"${price_micros / MICROS_PER_USD:,.3f}"
