"""Segmind's answers as typed values.

All parsers here accept any JSON and never raise: a missing or invalid field is None. Only `parse_json`, which comes
first, raises if there is no JSON at all.
"""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.domain.money import SAID_CHARS, usd_to_micros
from bot.markdown import printable
from bot.segmind.timestamps import parse_instant, parse_number

_TEXT_MAX_CHARS = 300
_URL_MAX_CHARS = 8_192
_REQUEST_ID = re.compile(r"[!-~]{1,200}")
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_URL = re.compile(r"https?://[^\s\x00-\x20\x7f\ud800-\udfff]+", re.IGNORECASE)
_NOT_IN_STATES = re.compile(r"[\s_-]+")
_MARKUP = re.compile(r"<[a-z!/?]", re.IGNORECASE)
_LINK = re.compile(r"\b(?:https?|data):\S+", re.IGNORECASE)
_KEY = re.compile(r"\bSG_\w{4,}")

#: A billion USD; larger amounts are invalid.
_AMOUNT_MAX_USD = 1e9
#: A request is kept for an hour, so none of its times is longer than a day.
_TIME_MAX_S = 86_400.0


class Unreadable(ValueError):
    """An answer that isn't JSON, or has the wrong type."""


class RemoteState(StrEnum):
    """The states of a request at Segmind."""

    QUEUED = "QUEUED"
    PROCESSING = "PROCESSING"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"


#: Other names for a state; Segmind doesn't document which ones it uses.
_SUCCESSES = ("SUCCEEDED", "SUCCESS", "SUCCESSFUL", "COMPLETE", "DONE", "FINISHED")
_FAILURES = (
    *("FAILURE", "FAIL", "ERROR", "ERRORED", "CRASHED", "INVALID", "TIMEOUT", "TIMEDOUT"),
    *("CANCELED", "CANCELLED", "ABORTED", "ABORT", "TERMINATED", "KILLED", "STOPPED", "DELETED", "REVOKED"),
    *("REJECTED", "DENIED", "BLOCKED"),
)
_STATES = {
    **{state.value: state for state in RemoteState},
    **dict.fromkeys(_SUCCESSES, RemoteState.COMPLETED),
    **dict.fromkeys(_FAILURES, RemoteState.FAILED),
}


@dataclass(frozen=True, slots=True)
class Submitted:
    """A submission that was accepted, and is paid from now on."""

    request_id: str
    state: RemoteState


@dataclass(frozen=True, slots=True)
class ResultMetrics:
    """The duration and cost of a request; None for what Segmind doesn't say."""

    total_time_s: float | None = None
    #: USD, word for word as it was sent, even if it isn't a number; None if nothing was sent.
    cost_said: str | None = None
    #: Millionths of a USD; may be negative.
    remaining_credits_micros: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The progress and outcome of a request."""

    #: An unknown state counts as PROCESSING.
    state: RemoteState
    #: The address of the video, if there is one; public, and untrusted.
    output_url: str | None
    #: Why it failed, as short plain text; None if it didn't fail or there is no readable explanation.
    error: str | None
    metrics: ResultMetrics


@dataclass(frozen=True, slots=True)
class Balance:
    """The account's balance."""

    #: Millionths of a USD; may be negative.
    credits_micros: int


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One request of the account's history; a request with several outputs has several rows."""

    request_id: str
    model_name: str | None
    #: COMPLETED, FAILED, PENDING, or any other value that was sent.
    model_status: str | None
    #: `credits_deduction` in USD, word for word, even if it isn't a number; None if nothing was sent.
    cost_said: str | None
    #: The inputs as they were sent; empty if missing.
    request_body: dict[str, Any]
    generation_url: str | None
    latency_ms: float | None
    created_at: datetime | None
    error: str | None

    @property
    def state(self) -> RemoteState:
        """The state of the request. An error without an output counts as an end, too."""
        state = parse_state(self.model_status)
        is_over = state is RemoteState.PROCESSING and self.error and self.generation_url is None
        return RemoteState.FAILED if is_over else state


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """One page of the history; newest first, as Segmind sorts it."""

    rows: tuple[HistoryRow, ...]
    #: How many rows the page had, including unusable ones: after a full page there may be another one.
    row_count: int


@dataclass(frozen=True, slots=True)
class OfferedModel:
    """A model that Segmind offers."""

    slug: str
    title: str
    makes_videos: bool


def parse_json(body: bytes) -> Any:
    """Parse JSON, or raise Unreadable."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable("the answer is not JSON") from error


def parse_submitted(body: Any) -> Submitted | None:
    """Parse the answer to a submission; None without a usable request id."""
    if not isinstance(body, dict):
        return None
    request_id = parse_request_id(body.get("request_id"))
    return None if request_id is None else Submitted(request_id, parse_state(body.get("status")))


def parse_request_id(value: Any) -> str | None:
    """Accept 1 to 200 visible ASCII characters, but not only dots, which a path can't contain."""
    if isinstance(value, str) and _REQUEST_ID.fullmatch(value) and value.strip("."):
        return value
    return None


def parse_state(value: Any) -> RemoteState:
    """Parse any name of a state; an unknown or missing one counts as PROCESSING, so polling continues."""
    return _STATES[_state_name(value)] if is_state(value) else RemoteState.PROCESSING


def is_state(value: Any) -> bool:
    """Whether a text is one of a state's names."""
    return isinstance(value, str) and _state_name(value) in _STATES


def _state_name(text: str) -> str:
    return _NOT_IN_STATES.sub("", text).upper()


def parse_result(body: dict[str, Any]) -> Result:
    """Parse a status or a result; one with an output but no state is COMPLETED."""
    output_url = find_url(body.get("output")) or find_url(body.get("video"))
    state = parse_state(body.get("status"))
    if output_url and body.get("status") is None:
        state = RemoteState.COMPLETED
    return Result(state, output_url, plain_text(body.get("error")), parse_metrics(body.get("metrics")))


def parse_metrics(value: Any) -> ResultMetrics:
    """Parse metrics; a missing, negative or invalid figure is None, except for the cost."""
    fields = value if isinstance(value, dict) else {}
    return ResultMetrics(
        total_time_s=_parse_positive(fields.get("total_time"), _TIME_MAX_S),
        cost_said=_quote(fields.get("cost")),
        remaining_credits_micros=parse_micros(fields.get("remaining_credits")),
    )


def parse_micros(value: Any) -> int | None:
    """Parse an amount of USD as millionths; None for anything else."""
    number = parse_number(value)
    if number is None or abs(number) > _AMOUNT_MAX_USD:
        return None
    return usd_to_micros(number)


def parse_balance(body: Any) -> Balance | None:
    """Parse the balance; None if it is missing."""
    micros = parse_micros(body.get("credits")) if isinstance(body, dict) else None
    return None if micros is None else Balance(micros)


def parse_history_page(body: Any) -> HistoryPage:
    """Parse a page: a list of rows, or an object with such a list in one of its keys."""
    rows = _find_rows(body)
    parsed = (parse_history_row(row) for row in rows)
    return HistoryPage(tuple(row for row in parsed if row is not None), len(rows))


def parse_history_row(value: Any) -> HistoryRow | None:
    """Parse one request of the history, bare or in a `data` key; None without a usable request id."""
    if isinstance(value, dict) and "request_id" not in value:
        value = value.get("data")
    if not isinstance(value, dict):
        return None
    request_id = parse_request_id(value.get("request_id"))
    if request_id is None:
        return None
    created = value.get("model_created", value.get("created_at"))
    return HistoryRow(
        request_id=request_id,
        model_name=plain_text(value.get("model_name")),
        model_status=plain_text(value.get("model_status")),
        cost_said=_quote(value.get("credits_deduction")),
        request_body=_parse_inputs(value.get("request_body")),
        generation_url=find_url(value.get("generation_url")),
        latency_ms=_parse_positive(value.get("latency_ms"), _TIME_MAX_S * 1000),
        created_at=parse_instant(created) or parse_instant(value.get("created_at")),
        error=plain_text(value.get("error")),
    )


def parse_offers(body: Any) -> dict[str, OfferedModel] | None:
    """Parse the list of models that Segmind offers, by slug; None if it has no usable entry, which proves nothing."""
    offers = {}
    for row in _find_rows(body):
        slug = row.get("slug")
        if (
            not isinstance(slug, str) or not _SLUG.fullmatch(slug) or row.get("is_depreciated") is True
        ):  # spelled like this
            continue
        makes_videos = str(row.get("type")).lower().endswith("tovideo")
        offers[slug] = OfferedModel(slug, plain_text(row.get("title")) or slug, makes_videos)
    return offers or None


def parse_file_url(body: Any) -> str | None:
    """Parse the address of an uploaded file; None if it is missing."""
    return find_url(body.get("file_urls")) if isinstance(body, dict) else None


def find_url(value: Any) -> str | None:
    """Find the first http or https address in a string, a list, or the `video` or `url` key of an object."""
    for _ in range(4):
        if isinstance(value, str):
            text = value.strip()
            return text if len(text) <= _URL_MAX_CHARS and _URL.fullmatch(text) else None
        if isinstance(value, dict):
            value = value.get("video") or value.get("url")
        elif isinstance(value, list):
            value = next((item for item in value if item), None)
        else:
            return None
    return None


def plain_text(value: Any) -> str | None:
    """Convert a message to one short line that is safe to show: no markup, no links, no keys.

    Finds messages in an object or a list; None if there is none, or if it is an HTML page.
    """
    for _ in range(4):
        if isinstance(value, dict):
            value = next(
                (value[key] for key in ("error", "message", "msg", "detail", "reason") if value.get(key)), None
            )
        elif isinstance(value, list):
            value = next((item for item in value if item), None)
    if not isinstance(value, str) or _MARKUP.search(value):
        return None
    text = printable(value[: 20 * _TEXT_MAX_CHARS])
    text = _KEY.sub("(key)", _LINK.sub("(link)", text))
    return (text if len(text) <= _TEXT_MAX_CHARS else text[: _TEXT_MAX_CHARS - 1] + "…") or None


def _find_rows(body: Any) -> list[Any]:
    """Find the longest list of objects in an answer, at its top or one or two keys deep; the key isn't documented."""
    level = [body]
    for _ in range(3):
        lists = [value for value in level if isinstance(value, list) and all(isinstance(row, dict) for row in value)]
        if lists:
            return max(lists, key=len)
        level = [inner for value in level if isinstance(value, dict) for inner in value.values()]
    return []


def _parse_positive(value: Any, limit: float) -> float | None:
    """Parse a number from 0 to a limit."""
    number = parse_number(value)
    return number if number is not None and 0 <= number <= limit else None


def _quote(value: Any) -> str | None:
    """Convert a value to text, word for word except for what can't be shown or stored; None if there is none."""
    if isinstance(value, dict | list):
        text = "{…}" if isinstance(value, dict) else "[…]"
    else:
        text = value if isinstance(value, str) else json.dumps(value)
    return None if value is None else printable(text[: 20 * SAID_CHARS])[:SAID_CHARS].strip() or None


def _parse_inputs(value: Any) -> dict[str, Any]:
    """Parse the inputs of a request: an object, or JSON text of one."""
    if isinstance(value, str):
        try:
            value = parse_json(value.encode())
        except (Unreadable, UnicodeEncodeError):
            return {}
    return value if isinstance(value, dict) else {}
