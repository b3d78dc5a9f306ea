"""Money as integers: millionths of a US dollar, so that sums are exact."""

from datetime import timedelta
from decimal import ROUND_HALF_EVEN, Decimal

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
