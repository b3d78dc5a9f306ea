"""The request history: the account's submissions as rows, filtered and in pages."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sandbox.account import Account, State, Submission

PER_PAGE_DEFAULT = 20
PER_PAGE_MAX = 100
WINDOW_DEFAULT_DAYS = 7
WINDOW_MAX_DAYS = 31

_STATUSES = {
    State.QUEUED: "PENDING",
    State.PROCESSING: "PENDING",
    State.COMPLETED: "COMPLETED",
    State.FAILED: "FAILED",
}
_DATE = re.compile(r"2\d{3}-\d\d-\d\d", re.ASCII)
_SORTS = ("model_created", "model_name", "credits_deduction")


class HistoryError(ValueError):
    """A query that can't be answered; the text says why."""


class History:
    """Rows that appear late: they show the account as it was `lag_s` ago."""

    def __init__(self, account: Account, lag_s: float) -> None:
        self._account = account
        self.lag_s = lag_s

    def row(self, request_id: str) -> dict[str, Any] | None:
        """The row of one request of any age; None if there is none (yet)."""
        job = self._account.find(request_id)
        return self._row_of(job) if job and self._is_visible(job) else None

    def page(self, query: Mapping[str, str]) -> dict[str, Any]:
        """One page of rows. Raises HistoryError."""
        page = _read_number(query, "page", 1, 1_000_000)
        per_page = _read_number(query, "per_page", PER_PAGE_DEFAULT, PER_PAGE_MAX)
        found = self._select(query)
        first = (page - 1) * per_page
        return {
            "data": [self._row_of(job) for job in found[first : first + per_page]],
            "page": page,
            "per_page": per_page,
            "total": len(found),
            "total_pages": -(-len(found) // per_page),
        }

    def _select(self, query: Mapping[str, str]) -> list[Submission]:
        from_date, to_date = _read_window(query, self._account.clock.now_at().date())
        status = query.get("status", "")
        if status and status not in _STATUSES.values():
            raise HistoryError("status must be COMPLETED, FAILED or PENDING.")
        sort_by = query.get("sort_by") or _SORTS[0]
        sort_order = query.get("sort_order") or "desc"
        if sort_by not in _SORTS or sort_order not in {"asc", "desc"}:
            raise HistoryError(f"sort_by must be one of {', '.join(_SORTS)}, and sort_order asc or desc.")
        # In the order in which they were made.
        found = [
            job
            for job in self._account.accepted
            if from_date <= job.accepted_at.date() <= to_date
            and query.get("model_name", "") in job.slug
            and self._is_visible(job)
            and (not status or self._row_of(job)["model_status"] == status)
        ]
        if sort_by != _SORTS[0]:
            found.sort(key=lambda job: (self._row_of(job)[sort_by], job.accepted_at))
        return found if sort_order == "asc" else found[::-1]

    def _is_visible(self, job: Submission) -> bool:
        return not job.is_hidden and job.accepted_s + self.lag_s <= self._account.clock.now_s()

    def _row_of(self, job: Submission) -> dict[str, Any]:
        state = job.state_at(self._account.clock.now_s() - self.lag_s)
        is_completed = state is State.COMPLETED
        has_ended = is_completed or state is State.FAILED
        ended_at = job.accepted_at + timedelta(seconds=job.total_s) if has_ended else None
        return {
            "request_id": job.request_id,
            "model_name": job.slug,
            "model_status": _STATUSES[state],
            "credits_deduction": job.charged_usd if has_ended else 0,
            "request_body": job.inputs,
            "generation_url": job.output_url if is_completed else None,
            "latency_ms": round(job.total_s * 1000) if has_ended else None,
            "model_created": _stamp(job.accepted_at),
            "model_completed": _stamp(ended_at) if ended_at else None,
            "error": job.error if state is State.FAILED else None,
        }


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _read_number(query: Mapping[str, str], name: str, default: int, maximum: int) -> int:
    text = query.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= maximum):
        raise HistoryError(f"{name} must be a number from 1 to {maximum}.")
    return int(text)


def _read_window(query: Mapping[str, str], today: date) -> tuple[date, date]:
    to_date = _read_date(query, "to_date", today)
    from_date = _read_date(query, "from_date", to_date - timedelta(days=WINDOW_DEFAULT_DAYS))
    if from_date > to_date:
        raise HistoryError("from_date must not be after to_date.")
    # Both days count: to_date is inclusive.
    if (to_date - from_date).days + 1 > WINDOW_MAX_DAYS:
        raise HistoryError(f"The window can span at most {WINDOW_MAX_DAYS} days.")
    return from_date, to_date


def _read_date(query: Mapping[str, str], name: str, default: date) -> date:
    text = query.get(name)
    if not text:
        return default
    try:
        # The pattern excludes other ISO 8601 formats, such as week dates, and years that have no previous week.
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise HistoryError(f"{name} must be a date, YYYY-MM-DD.")
