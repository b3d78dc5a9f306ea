"""The picture of what was used."""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from PIL import Image, ImageFont

from bot.domain.jobs import FailureReason, JobState
from bot.domain.limits import Limit, Window
from bot.domain.reports import Outcome, Spending
from bot.presentation.admin import charts
from bot.presentation.admin.chart_data import ChartWords, UsageChart
from bot.presentation.admin.charts import choose_steps, draw_usage
from bot.presentation.admin.usage import Period, describe_chart, make_chart
from bot.sentences import say
from bot.services.admin.reports import UsageReport

USD = 1_000_000
FIRST = date(2026, 3, 1)
WORDS = ChartWords(
    title="Spending per day",
    period="the last days",
    total="$1.00",
    forecast="forecast: about $9",
    budget="budget $25.00 per day",
    members="Top members",
    outcomes="Outcomes",
    waits="Waiting",
    nothing="nothing yet",
)


def days(*dollars: float) -> list[tuple[date, int]]:
    return [(FIRST + timedelta(days=index), int(amount * USD)) for index, amount in enumerate(dollars)]


def draw(**changes: Any) -> Image.Image:
    values: dict[str, Any] = {"words": WORDS, "days": days(5, 10)}
    png = draw_usage(UsageChart(**values | changes))
    assert len(png) < 200_000
    image = Image.open(io.BytesIO(png))
    assert image.size == (1000, 560)
    return image.convert("RGB")


def heights(image: Image.Image, count: int) -> list[int]:
    """How high each of so many bars is, in pixels."""
    left, top, right, bottom = charts._PLOT
    slot = (right - left) / count
    columns = [int(left + slot * (index + 0.5)) for index in range(count)]
    return [sum(image.getpixel((x, y)) == charts._BAR for y in range(top - 10, bottom)) for x in columns]


def test_bars_are_as_high_as_what_the_days_cost() -> None:
    one, two, none, four = heights(draw(days=days(5, 10, 0, 20)), 4)
    assert none == 0
    assert two == pytest.approx(2 * one, abs=2)
    assert four == pytest.approx(4 * one, abs=3)


def test_the_budget_is_a_line_with_its_name_even_far_above_the_bars() -> None:
    image = draw(days=days(1, 2), budget_micros=25 * USD)
    left, top, right, bottom = charts._PLOT
    rows = [y for y in range(top, bottom) if image.getpixel((right - 3, y)) == charts._BUDGET]
    assert 1 <= len(rows) <= 4
    assert rows[0] < (top + bottom) / 2
    named = sum(
        image.getpixel((x, y)) == charts._BUDGET for x in range(left, 400) for y in range(rows[0] - 28, rows[0])
    )
    assert named > 100
    plain = draw(days=days(1, 2))
    assert not any(plain.getpixel((right - 3, y)) == charts._BUDGET for y in range(top, bottom))


def test_the_forecast_is_hatched_and_stands_on_what_is_spent() -> None:
    image = draw(days=days(10, 10), forecast=[(FIRST + timedelta(days=offset), 10 * USD) for offset in (1, 2)])
    solid, stacked, hatched = heights(image, 3)
    assert hatched < 0.7 * solid, "a hatched bar has gaps"
    assert solid < stacked < 2 * solid


@pytest.mark.parametrize(
    "changes",
    [
        {"days": days(0)},
        {"days": days(*[3.125] * 120)},
        {"days": days(0.000001)},
        {"days": days(10**9), "budget_micros": 1},
        {"days": days(-5, 3), "forecast": [(FIRST, 0)]},
        {"budget_micros": 0},
        {"members": [("", 5), ("\u202e\u0000\n", 0), ("名" * 200, -1), ("A" * 500, 10**15)]},
        {"outcomes": [("x" * 300, 0), ("y", 10**12)]},
        {"waits": [("half within", "1 h " * 40)]},
    ],
)
def test_nothing_is_too_strange_to_draw(changes: dict[str, Any]) -> None:
    draw(**changes)


def test_names_without_letters_in_the_font_are_left_out_and_not_boxes() -> None:
    pen = charts._Pen(Image.new("RGB", (10, 10)))
    assert pen.drawable("Mira 🎬 Films\ue000") == "Mira Films"
    assert pen.drawable("Нина") == "Нина"
    assert pen.drawable("\ue000") == "…"


def test_it_is_drawn_without_installed_fonts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    load = ImageFont.truetype

    def load_bundled(font: Any, *arguments: Any, **options: Any) -> ImageFont.FreeTypeFont:
        if isinstance(font, str):
            raise OSError("cannot open resource")
        return load(font, *arguments, **options)

    monkeypatch.setattr(ImageFont, "truetype", load_bundled)
    draw(members=[("alice", 5 * USD)], budget_micros=25 * USD)


@pytest.mark.parametrize("highest", [0, 1, USD, 3_125_000, 24 * USD, 25 * USD, 25 * USD + 1, 499 * USD, 10**15])
def test_the_grid_is_round_and_reaches_the_highest(highest: int) -> None:
    steps = choose_steps(highest)
    assert steps[0] == 0
    assert steps[-1] >= highest
    assert 3 <= len(steps) <= 5
    assert str(steps[1]).rstrip("0") in {"1", "2", "5"}


def report(spent: Sequence[float], **changes: Any) -> UsageReport:
    values: dict[str, Any] = {
        "since": datetime(2026, 3, 1, tzinfo=UTC),
        "until": datetime(2026, 3, 28, 12, tzinfo=UTC),
        "total": Spending(int(sum(spent) * USD), 5, 1),
        "days": [(day, Spending(micros, 5, 1)) for day, micros in days(*spent)],
        "budgets": {Window.DAY: Limit(25 * USD), Window.MONTH: Limit(None)},
        "month_micros": 100 * USD,
        "forecast_micros": 135 * USD,
        "models": [],
        "top_members": [(7, Spending(5 * USD, 5, 1)), (8, Spending(USD, 5, 1))],
        "outcomes": [],
        "wait_median_s": None,
        "wait_90_percent_s": None,
        "refusals": 0,
    }
    return UsageReport(**values | changes)


def test_the_forecast_is_spread_over_the_rest_of_the_month() -> None:
    chart = make_chart(
        report([5] * 28), Period.THIS_MONTH, {7: "alice"}, datetime(2026, 3, 28, 12, tzinfo=UTC), "en-US"
    )
    assert chart.forecast == [
        (date(2026, 3, 28), 5 * USD),
        (date(2026, 3, 29), 10 * USD),
        (date(2026, 3, 30), 10 * USD),
        (date(2026, 3, 31), 10 * USD),
    ]
    assert chart.members[:2] == [("alice", 5 * USD), ("…", USD)]
    text = describe_chart(chart, "en-US")
    assert "$140.00 in total" in text
    assert "forecast: about $135.00 this month" in text
    assert "budget $25.00 per day" in text


def test_a_month_that_is_over_has_no_forecast() -> None:
    chart = make_chart(report([5]), Period.LAST_MONTH, {}, datetime(2026, 3, 28, tzinfo=UTC), "en-US")
    assert chart.forecast == []
    assert "forecast" not in describe_chart(chart, "en-US")


@pytest.mark.parametrize(
    ("budgets", "micros", "name"),
    [
        ({Window.DAY: 25, Window.MONTH: 300}, 10 * USD, "$300.00 per 30 days"),
        ({Window.DAY: 5, Window.MONTH: 300}, 5 * USD, "$5.00 per day"),
        ({Window.WEEK: 70}, 10 * USD, "$70.00 per 7 days"),
        ({}, None, ""),
    ],
)
def test_the_strictest_budget_is_drawn(budgets: dict[Window, int], micros: int | None, name: str) -> None:
    limits = {window: Limit(budgets[window] * USD if window in budgets else None) for window in Window}
    chart = make_chart(report([5], budgets=limits), Period.WEEK, {}, datetime(2026, 3, 28, tzinfo=UTC), "en-US")
    assert chart.budget_micros == micros
    assert name in chart.words.budget


def test_rare_outcomes_are_drawn_together() -> None:
    outcomes = [
        Outcome(JobState.DELIVERED, None, 50),
        Outcome(JobState.CANCELLED, None, 5),
        *(Outcome(JobState.FAILED, reason, 1) for reason in FailureReason),
    ]
    chart = make_chart(report([5], outcomes=outcomes), Period.WEEK, {}, datetime(2026, 3, 28, tzinfo=UTC), "en-US")
    assert len(chart.outcomes) == 4
    assert sum(count for _, count in chart.outcomes) == 55 + len(FailureReason)
    assert chart.outcomes[-1][0] == "others"


def test_a_language_whose_letters_the_font_lacks_is_noticed() -> None:
    assert all(charts.can_draw(say(locale, "chart-title")) for locale in ("en-US", "de", "es-ES", "fr", "pt-BR"))
    assert not charts.can_draw("\ue000 \ue001")


@pytest.mark.parametrize("highest_usd", [1, 999, 1_000, 12_345, 100_000, 1_000_000, 33_000_000])
def test_amounts_beside_the_grid_have_room(highest_usd: int) -> None:
    steps = choose_steps(highest_usd * USD)
    assert steps[-1] >= highest_usd * USD
    pen = charts._Pen(Image.new("RGB", (1, 1)))
    assert all(pen.width(charts.short_usd(step, steps[1]), charts._SMALL) <= charts._PLOT[0] - 12 for step in steps)
