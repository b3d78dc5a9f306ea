"""Money is exact."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.money import format_usd, share_of, usd_to_micros


@pytest.mark.parametrize(
    ("amount", "micros"),
    [(0.1, 100_000), ("4.26", 4_260_000), (Decimal("0.625"), 625_000), (-1, -1_000_000), (0.0000005, 0), (1e-6, 1)],
)
def test_dollars_become_millionths(amount: Decimal | float | str, micros: int) -> None:
    assert usd_to_micros(amount) == micros


@pytest.mark.parametrize("amount", [float("nan"), float("inf"), "four", "", "1e999999999"])
def test_what_is_no_amount_is_refused(amount: float | str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        usd_to_micros(amount)


@given(st.integers(-(10**15), 10**15))
def test_millionths_survive_the_way_through_dollars(micros: int) -> None:
    assert usd_to_micros(Decimal(micros) / 1_000_000) == micros


def test_people_read_cents() -> None:
    assert format_usd(4_260_000) == "$4.26"
    assert format_usd(-500_000) == "-$0.50"
    assert format_usd(1_234_567_890_000) == "$1,234,567.89"


def test_shares_are_exact_however_large_the_amount() -> None:
    day = timedelta(days=1)
    assert share_of(10**15, day, 30 * day) == 10**15 // 30
    assert share_of(7, day, 7 * day) == 1
