"""Ends as people type them."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.presentation.admin.expiry import InvalidExpiry, parse_expiry

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("3d", 72),
        ("12h", 12),
        ("90m", 1.5),
        ("2w", 336),
        ("1w 2d", 216),
        ("1d12h", 36),
        (" 1 Day, 2 HOURS ", 26),
        ("30 min", 0.5),
        ("0d", 0),
    ],
)
def test_spans_count_from_now(typed: str, hours: float) -> None:
    assert parse_expiry(typed, NOW, "en-US") == NOW + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("typed", "end"),
    [
        ("2026-12-01", datetime(2026, 12, 1, tzinfo=UTC)),
        ("2026-12-01 18:30", datetime(2026, 12, 1, 18, 30, tzinfo=UTC)),
        ("2026-12-01T18:30Z", datetime(2026, 12, 1, 18, 30, tzinfo=UTC)),
        ("2026-12-01 18:30 UTC", datetime(2026, 12, 1, 18, 30, tzinfo=UTC)),
    ],
)
def test_dates_are_utc(typed: str, end: datetime) -> None:
    assert parse_expiry(typed, NOW, "en-US") == end


def test_nothing_typed_is_no_end() -> None:
    assert parse_expiry(None, NOW, "en-US") is None


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "3",
        "-3d",
        "3.5d",
        "3 months",
        "1e3d",
        "９d",
        "tomorrow",
        "01.12.2026",
        "12:00",
        "1d " * 5000 + "x",
        "`" * 50,
    ],
)
def test_everything_else_is_refused_with_what_would_do(typed: str) -> None:
    with pytest.raises(InvalidExpiry, match="3d, 12h, 90m or 1w 2d") as caught:
        parse_expiry(typed, NOW, "en-US")
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("typed", ["2026-02-30", "2026-13-01", "0000-01-01", "2026-01-01 25:00", "999999w"])
def test_what_no_calendar_has_is_refused(typed: str) -> None:
    with pytest.raises(InvalidExpiry, match="isn't a date that exists"):
        parse_expiry(typed, NOW, "en-US")
