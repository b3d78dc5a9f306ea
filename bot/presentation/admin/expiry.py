"""End times as people type them: `3d`, `12h`, `1w 2d`, `2026-12-01`, `2026-12-01 18:30`."""

import re
from datetime import UTC, datetime, timedelta

from bot.errors import UserError
from bot.markdown import plain
from bot.sentences import say

_SPAN = re.compile(r"(\d{1,6}) ?(minutes?|mins?|m|hours?|h|days?|d|weeks?|w)", re.ASCII)
_SPANS = re.compile(rf"{_SPAN.pattern}(?:,? ?{_SPAN.pattern})*", re.ASCII)
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?", re.ASCII)
_SHOWN_CHARS = 40


class InvalidExpiry(UserError):
    """The text is neither a duration nor a date."""


def parse_expiry(text: str | None, now: datetime, locale: str) -> datetime | None:
    """Parse an end time: a duration from `now`, or a date and time in UTC; None if nothing was typed.

    A date alone is its first instant. The caller checks whether the end is acceptable; only impossible dates are
    refused here. Raises InvalidExpiry.
    """
    if text is None:
        return None
    typed = " ".join(text.casefold().split())
    try:
        if _SPANS.fullmatch(typed):
            spans = _SPAN.findall(typed)
            return now + sum((int(number) * _UNITS[unit[0]] for number, unit in spans), timedelta())
        typed = re.sub(r"( ?utc|z)$", "", re.sub(r"(?<=\d)t(?=\d)", " ", typed))
        if _DATE.fullmatch(typed):
            return datetime.fromisoformat(typed).replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidExpiry(say(locale, "admin-end-impossible", text=_show(text))) from error
    raise InvalidExpiry(say(locale, "admin-end-unreadable", text=_show(text)))


def _show(text: str) -> str:
    return plain(text, _SHOWN_CHARS)
