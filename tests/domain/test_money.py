"""Money as integers, and the costs of videos."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.money import (
    CostVerdict,
    JudgedCost,
    PriceSample,
    format_usd,
    judge_cost,
    learn_price,
    share_of,
    usd_to_micros,
)


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


V = CostVerdict
ESTIMATE = 3_125_000


@pytest.mark.parametrize(
    ("said", "verdict", "booked"),
    [
        (None, V.UNSAID, None),
        *((said, V.LOW, ESTIMATE) for said in ("0", "0.001", "0.624999", "-3", "-1e999", "NaN", "sNaN", "free", "")),
        *((said, V.LOW, ESTIMATE) for said in ("1e-999999999", "true", "{…}", "3,125", "3.125 USD")),
        ("0.625", V.USUAL, 625_000),
        (" 3.125 ", V.USUAL, ESTIMATE),
        ("9.375", V.USUAL, 9_375_000),
        ("9.375001", V.HIGH, 9_375_001),
        ("50", V.HIGH, 50_000_000),
        ("62.5", V.HIGH, 62_500_000),
        *((said, V.NONSENSE, ESTIMATE) for said in ("62.500001", "100000000", "1e400", "Infinity", "9" * 100)),
    ],
)
def test_what_is_booked_can_be_right(said: str | None, verdict: CostVerdict, booked: int | None) -> None:
    judged = judge_cost(ESTIMATE, said)
    assert (judged.verdict, judged.booked_micros, judged.said) == (verdict, booked, said)


@pytest.mark.parametrize(
    ("said", "booked"),
    [("0", 0), ("0.001", 1_000), ("-3", 0), ("free", None), ("3.125", ESTIMATE), ("50", 50_000_000), ("100", ESTIMATE)],
)
def test_what_made_no_video_may_be_free(said: str, booked: int | None) -> None:
    assert judge_cost(ESTIMATE, said, may_be_free=True).booked_micros == booked


def test_a_cost_is_compared_with_what_is_known_best() -> None:
    """A single dear video has raised the estimate sixteen times; the next one costs what it always did."""
    assert judge_cost(50_000_000, "3.125", expected_micros=ESTIMATE).verdict is V.USUAL
    assert judge_cost(50_000_000, "0.1", expected_micros=ESTIMATE) == JudgedCost(V.LOW, 50_000_000, 100_000, "0.1")


@given(st.integers(1, 10**9), st.text() | st.floats().map(str) | st.integers().map(str))
def test_no_text_is_booked_as_nothing_or_as_everything(estimate: int, said: str) -> None:
    booked = judge_cost(estimate, said).booked_micros
    assert booked is not None
    assert estimate <= booked * 5
    assert booked <= estimate * 20


def test_a_price_follows_the_real_costs_when_they_differ_by_more_than_five_percent() -> None:
    def learn(*costs: int) -> int:
        return learn_price([PriceSample(5, cost) for cost in costs], 600_000)

    assert learn(*[9_000_000] * 4) == 600_000
    assert learn(*[3_150_000] * 5) == 600_000
    assert learn(*[3_150_005] * 5) == 630_001
    assert learn(*[2_850_000] * 5) == 600_000
    assert learn(*[2_849_995] * 5) == 569_999
    assert learn(3_000_000, 3_000_000, 3_000_000, 3_000_000, 4_000_000) == 640_000
    assert learn(*[1] * 5) == 1_000, "no price is nearly nothing"
