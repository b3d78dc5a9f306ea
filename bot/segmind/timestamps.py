"""Parses instants in the formats that servers use."""

import math
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

#: Numbers from here on are milliseconds since 1970; a thousand times larger ones are microseconds.
_MILLISECONDS_FROM = 1e11
#: Smaller numbers can't be current instants (this is 1973), so they are durations.
EPOCH_SECONDS_FROM = 1e8


def parse_number(value: object) -> float | None:
    """Parse a finite number from a number or its text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def parse_instant(value: object) -> datetime | None:
    """Parse an instant, aware and in UTC, from ISO 8601, an HTTP date, or seconds, ms or µs since 1970.

    A text without a zone is UTC. None for anything else; never raises.
    """
    number = parse_number(value)
    if number is not None:
        return _from_epoch(number)
    if not isinstance(value, str):
        return None
    text = value.strip()
    if text.upper().endswith(" UTC"):
        text = text[:-4]
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            instant = parse(text)
            return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _from_epoch(number: float) -> datetime | None:
    """Convert seconds, milliseconds or microseconds since 1970, by size."""
    while number >= _MILLISECONDS_FROM:
        number /= 1000
    if number < EPOCH_SECONDS_FROM:
        return None
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=number)
