"""What Segmind sends becomes typed values, and nothing that it sends breaks a parser."""

import contextlib
import json
import math
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.segmind.error_mapping import is_content_block
from bot.segmind.responses import (
    Balance,
    HistoryRow,
    OfferedModel,
    RemoteState,
    Result,
    ResultMetrics,
    Submitted,
    Unreadable,
    find_url,
    parse_balance,
    parse_file_url,
    parse_history_page,
    parse_history_row,
    parse_json,
    parse_metrics,
    parse_micros,
    parse_offers,
    parse_result,
    parse_state,
    parse_submitted,
    plain_text,
)
from bot.segmind.timestamps import parse_instant, parse_number
from tests.support.soak import IS_SOAK

#: Nested JSON takes long to make up; `make soak` makes up more.
EXAMPLES = 200 if IS_SOAK else 25
URL = "https://images.segmind.com/outputs/1.mp4?sig=a%2Fb"

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=30)
WORDS = st.sampled_from(
    ["status", "output", "video", "url", "error", "message", "metrics", "cost", "credits", "data", "request_id",
     "request_body", "model_created", "created_at", "latency_ms", "generation_url", "retry_count", "total_time",
     "FAILED", URL, "r-1", "1e999", "-1", "2026-03-01", "Sun, 01 Mar 2026 12:00:00", "NaN", '{"seed": 1}']
)  # fmt: skip
JSON = st.recursive(
    SCALARS | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS | st.text(max_size=5), inner, max_size=6),
    max_leaves=30,
)
OBJECTS = st.dictionaries(WORDS, JSON, max_size=6)


@settings(max_examples=EXAMPLES)
@given(JSON)
def test_no_json_breaks_a_parser(body: Any) -> None:
    for parse in (
        parse_submitted, parse_balance, parse_file_url, parse_history_page, parse_history_row, parse_metrics,
        parse_offers, parse_micros, parse_state, find_url, plain_text, parse_instant, parse_number,
    ):  # fmt: skip
        parse(body)
    text = plain_text(body)
    assert text is None or (0 < len(text) <= 300 and text.isprintable())
    url = find_url(body)
    assert url is None or url.encode()
    instant = parse_instant(body)
    assert instant is None or instant.tzinfo is UTC


@settings(max_examples=EXAMPLES)
@given(OBJECTS)
@example({"cost": "\U0003134b"})  # no character, in any version of Unicode yet
def test_no_object_breaks_a_parser(body: dict[str, Any]) -> None:
    assert isinstance(parse_result(body).state, RemoteState)
    metrics = asdict(parse_metrics(body))
    said = metrics.pop("cost_said")
    assert said is None or (0 < len(said) <= 100 and said.isprintable())
    for figure in (value for value in metrics.values() if value is not None):
        assert math.isfinite(figure)
        assert abs(figure) < 2**63, "it fits the database"


@given(st.text(st.characters()))
def test_no_text_breaks_a_parser(text: str) -> None:
    parse_instant(text)
    parse_micros(text)
    is_content_block(text)
    shown = plain_text(text)
    assert shown is None or ("<a" not in shown and "\n" not in shown)


@given(st.binary())
def test_no_bytes_break_the_reader(body: bytes) -> None:
    with contextlib.suppress(Unreadable):
        parse_json(body)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[" * 200_000, b"9" * 5_000, b"\xff", b"{" + b'"a":{' * 50_000])
def test_what_is_no_json_says_so(body: bytes) -> None:
    with pytest.raises(Unreadable):
        parse_json(body)


def test_a_submission() -> None:
    body = {"request_id": "r-1", "status": "QUEUED", "status_url": "https://elsewhere.example/"}
    assert parse_submitted(body) == Submitted("r-1", RemoteState.QUEUED)
    assert parse_submitted({"request_id": "r-1"}) == Submitted("r-1", RemoteState.PROCESSING)


@pytest.mark.parametrize(
    ("sent", "state"),
    [
        *((state.value, state) for state in RemoteState),
        ("completed", RemoteState.COMPLETED),
        (" Failed ", RemoteState.FAILED),
        ("IN_PROGRESS", RemoteState.PROCESSING),
        ("", RemoteState.PROCESSING),
        (None, RemoteState.PROCESSING),
        (3, RemoteState.PROCESSING),
        (["COMPLETED"], RemoteState.PROCESSING),
    ],
)
def test_unknown_states_are_still_in_work(sent: Any, state: RemoteState) -> None:
    assert parse_state(sent) is state
    assert parse_result({"status": sent}).state is state


OUTPUTS: list[tuple[Any, ...]] = [
    ({"output": URL}, URL),
    ({"output": f" {URL}\n"}, URL),
    ({"output": [URL, "https://other.example/2.mp4"]}, URL),
    ({"output": ["", None, URL]}, URL),
    ({"output": {"video": URL}}, URL),
    ({"output": {"video": {"url": URL}}}, URL),
    ({"output": {"url": URL}}, URL),
    ({"output": [{"video": URL}]}, URL),
    ({"video": URL}, URL),
    ({"video": {"url": URL}}, URL),
    ({"output": None, "video": URL}, URL),
    ({"output": "processing", "video": URL}, URL),
    ({"output": "HTTPS://x.example/V.MP4"}, "HTTPS://x.example/V.MP4"),
    ({}, None),
    ({"output": ""}, None),
    ({"output": []}, None),
    ({"output": {}}, None),
    ({"output": 7}, None),
    ({"output": "file:///etc/passwd"}, None),
    ({"output": "javascript:alert(1)"}, None),
    ({"output": "data:video/mp4;base64,AAAA"}, None),
    ({"output": "https://x.example/a b.mp4"}, None),
    ({"output": "https://x.example/a\r\nx: y"}, None),
    ({"output": "https://x.example/\ud800"}, None),
    ({"output": "https://x.example/" + "a" * 9_000}, None),
    ({"output": [[[[[[URL]]]]]]}, None),
    ({"status_url": URL, "response_url": URL}, None),
]


def test_where_the_video_is() -> None:
    for fields, url in OUTPUTS:
        assert (fields, parse_result({"status": "COMPLETED", **fields}).output_url) == (fields, url)


def test_a_result_without_a_state_is_complete_if_it_has_a_video() -> None:
    assert parse_result({"output": URL}).state is RemoteState.COMPLETED
    assert parse_result({}).state is RemoteState.PROCESSING
    assert parse_result({"output": URL, "status": "QUEUED"}).state is RemoteState.QUEUED


def test_a_whole_result() -> None:
    body = {
        "status": "COMPLETED",
        "output": URL,
        "metrics": {"inference_time": 38.5, "queue_time": 1.25, "total_time": "39.75", "cost": 3.125,
                    "remaining_credits": 96.875, "retry_count": 0},
    }  # fmt: skip
    metrics = ResultMetrics(39.75, "3.125", 96_875_000)
    assert parse_result(body) == Result(RemoteState.COMPLETED, URL, None, metrics)


@pytest.mark.parametrize(
    "garbage", [None, "", "soon", "nan", "-inf", "1e400", -1, True, [], {}, float("nan"), 10**400, "9" * 99]
)
def test_figures_that_make_no_sense_are_left_out(garbage: Any) -> None:
    assert parse_metrics({"total_time": garbage}) == ResultMetrics()
    assert parse_metrics(garbage) == ResultMetrics()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (3.125, "3.125"),
        ("3.125 USD", "3.125 USD"),
        (0, "0"),
        (-1, "-1"),
        (float("nan"), "NaN"),
        (1e400, "Infinity"),
        (True, "true"),
        ("", None),
        (None, None),
        ({"usd": 1}, "{…}"),
        ([], "[…]"),
        ("\ud8001\x00\n", "1"),
        ("1\U0003134b\xa0USD", "1 USD"),
        ("9" * 200, "9" * 100),
    ],
)
def test_a_cost_is_kept_word_for_word(value: Any, said: str | None) -> None:
    assert parse_metrics({"cost": value}).cost_said == said
    row = parse_history_row({"request_id": "r-1", "credits_deduction": value})
    assert row is not None
    assert row.cost_said == said


def test_a_balance_may_be_below_zero() -> None:
    assert parse_balance({"credits": -0.1}) == Balance(-100_000)
    assert parse_balance({"credits": "12.345678"}) == Balance(12_345_678)
    assert parse_balance({"credits": 0}) == Balance(0)
    bodies: list[Any] = [{}, {"credits": None}, {"credits": "many"}, {"credits": 1e12}, [], None]
    for body in bodies:
        assert parse_balance(body) is None


ROW = {
    "request_id": "r-1",
    "model_name": "veo-2",
    "model_status": "COMPLETED",
    "credits_deduction": 3.125,
    "request_body": {"prompt": "a red panda", "seed": 7},
    "generation_url": URL,
    "latency_ms": 39_850,
    "model_created": "2026-03-01T12:00:00.250000Z",
    "error": None,
}
PARSED = HistoryRow(
    "r-1",
    "veo-2",
    "COMPLETED",
    "3.125",
    {"prompt": "a red panda", "seed": 7},
    URL,
    39_850.0,
    datetime(2026, 3, 1, 12, 0, 0, 250_000, tzinfo=UTC),
    None,
)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"credits_deduction": "3.125"},
        {"request_body": json.dumps(ROW["request_body"])},
        {"latency_ms": "39850"},
        {"model_created": None, "created_at": "2026-03-01 12:00:00.25"},
        {"generation_url": [URL]},
        {"future": {"key": 1}},
    ],
)
def test_a_history_row_in_its_many_forms(changes: dict[str, Any]) -> None:
    assert parse_history_row(ROW | changes) == PARSED
    assert parse_history_row({"data": ROW | changes}) == PARSED


def test_a_history_row_with_nothing_but_an_id() -> None:
    assert parse_history_row({"request_id": "r-1"}) == HistoryRow("r-1", None, None, None, {}, None, None, None, None)
    for inputs in ("no JSON", "[1]", "\ud800", 7):
        assert parse_history_row({"request_id": "r-1", "request_body": inputs}) == parse_history_row(
            {"request_id": "r-1"}
        )
    rows: list[Any] = [{}, {"request_id": None}, {"data": []}, [], "r-1", None]
    for row in rows:
        assert parse_history_row(row) is None


@pytest.mark.parametrize(
    "body", [[ROW], {"data": [ROW]}, {"results": [ROW], "filters": []}, {"data": {"items": [ROW], "page": 1}}]
)
def test_the_rows_of_a_page_are_found_under_any_key(body: Any) -> None:
    page = parse_history_page(body)
    assert page.rows == (PARSED,)
    assert page.row_count == 1


def test_rows_that_cannot_be_used_still_count() -> None:
    page = parse_history_page({"data": [ROW, {"request_id": None}, {}], "tags": ["a", "b", "c", "d"]})
    assert (page.rows, page.row_count) == ((PARSED,), 3)
    assert parse_history_page({"data": [], "total": 0}).row_count == 0
    assert parse_history_page({}).row_count == 0


MESSAGES: list[tuple[Any, ...]] = [
    ("Something is off.", "Something is off."),
    ("  two\r\n lines\t\x00\x1b[31m ", "two lines [31m"),
    ({"message": "inner"}, "inner"),
    ({"error": {"message": "deeper"}}, "deeper"),
    ({"detail": [{"loc": ["body", "seed"], "msg": "too large"}]}, "too large"),
    (["first", "second"], "first"),
    ("see https://segmind.com/x?token=1 now", "see (link) now"),
    ("image data:image/png;base64,AAAA is bad", "image (link) is bad"),
    ("key SG_0123456789abcdef is bad", "key (key) is bad"),
    ("x" * 301, "x" * 299 + "…"),
    ("2 < 3 and 5 > 4", "2 < 3 and 5 > 4"),
    ("<html><body>502 Bad Gateway</body></html>", None),
    ("text before <b>markup</b>", None),
    ("<!DOCTYPE html>", None),
    ("", None),
    (" \n", None),
    (None, None),
    (7, None),
    ({}, None),
    ([], None),
    ("a\ud800b", "a b"),
    ("a\u202egnp.exe", "a gnp.exe"),
]


def test_messages_become_one_plain_line() -> None:
    for value, text in MESSAGES:
        assert (value, plain_text(value)) == (value, text)


INSTANTS: list[tuple[Any, ...]] = [
    ("2026-03-01T12:00:00Z", datetime(2026, 3, 1, 12, tzinfo=UTC)),
    ("2026-03-01T12:00:00", datetime(2026, 3, 1, 12, tzinfo=UTC)),
    ("2026-03-01 14:00:00+02:00", datetime(2026, 3, 1, 12, tzinfo=UTC)),
    ("Sun, 01 Mar 2026 12:00:00 GMT", datetime(2026, 3, 1, 12, tzinfo=UTC)),
    (1_772_366_400, datetime(2026, 3, 1, 12, tzinfo=UTC)),
    ("1772366400000", datetime(2026, 3, 1, 12, tzinfo=UTC)),
    (1_772_366_400_000_000, datetime(2026, 3, 1, 12, tzinfo=UTC)),
    ("0001-01-01T00:00:00+14:00", None),
    (12, None),
    (-1e300, None),
    (float("inf"), None),
    ("soon", None),
    (None, None),
    (True, None),
]


def test_instants_in_their_many_forms() -> None:
    for value, instant in INSTANTS:
        assert (value, parse_instant(value)) == (value, instant)


BLOCKS = [
    "Blocked by the content policy.",
    "The prompt was blocked by our safety filters.",
    "Content blocked: Responsible AI",
    "RAI filter triggered (support code 58061214)",
    "raiMediaFilteredReasons: ['violence']",
    "The prompt contains sensitive words that violate Google's Responsible AI practices.",
    "Request rejected: content_policy_violation",
    "Your input was flagged by moderation",
    "NSFW content detected",
    "This prompt violates our usage guidelines",
    "Prohibited content",
    "The image shows a celebrity",
    "Unable to generate: safety",
    "filtered due to policy",
]


def test_content_blocks_are_recognised() -> None:
    for error in BLOCKS:
        assert is_content_block(error), error


FAILURES = [
    None,
    "",
    "Internal error",
    "The model timed out.",
    "Connection blocked by firewall",
    "Worker thread blocked for 60 s",
    "Retry policy exhausted",
    "Quota policy violated",
    "Out of GPU memory",
    "The image could not be read from its URL.",
    "Failed to raise the instance; brain not found on the rail",
    "Rate limit exceeded",
    "Foreign key constraint violation",
]


def test_plain_failures_are_no_content_blocks() -> None:
    for error in FAILURES:
        assert not is_content_block(error), error


OFFERS = [
    {"slug": "veo-3.1", "title": "Veo 3.1", "type": "textToVideo", "parameters": [{"name": "prompt"}] * 9},
    {"slug": "flux", "title": "[Flux](https://x.example)", "type": "textToImage"},
    {"slug": "veo-1", "title": "Veo 1", "type": "textToVideo", "is_depreciated": True},
    {"slug": "../../etc"},
    {"slug": 7, "title": None},
]


@pytest.mark.parametrize("body", [OFFERS, {"Inference Segmind Model Information List With Details": OFFERS}])
def test_the_offered_models_are_found_under_any_key(body: Any) -> None:
    offers = parse_offers(body)
    assert offers is not None
    assert list(offers) == ["veo-3.1", "flux"]
    assert offers["veo-3.1"] == OfferedModel("veo-3.1", "Veo 3.1", makes_videos=True)
    assert not offers["flux"].makes_videos
    assert "https:" not in offers["flux"].title


@pytest.mark.parametrize("body", [None, [], {}, {"models": []}, {"error": "away"}, "veo-2", [{"slug": ""}]])
def test_a_list_without_models_says_nothing(body: Any) -> None:
    assert parse_offers(body) is None
