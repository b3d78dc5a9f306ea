"""Every row of the error table on every call, with every kind of body, and what each answer leaves certain."""

import asyncio
import itertools
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from multidict import CIMultiDict, CIMultiDictProxy

from bot.errors import VeoBotError
from bot.segmind import errors
from bot.segmind.client import SegmindClient
from bot.segmind.error_mapping import parse_retry_at, read_error, submit_error, upload_error
from bot.segmind.errors import (
    AccountProblem,
    AccountReason,
    Ambiguous,
    BadParameters,
    ModelGone,
    NeverSent,
    NotFound,
    RateLimited,
    SegmindError,
    SegmindRefused,
    ServerFault,
    Transient,
)
from bot.segmind.responses import RemoteState
from bot.segmind.transport import Answer
from bot.sentences import Sentence
from tests.segmind.conftest import (
    CALLS,
    DROP,
    IMPATIENT,
    KEY,
    PATIENT,
    STALL,
    Reply,
    WireServer,
    answer,
    make_client,
    serving,
)

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

GETS = ("status", "result", "balance", "history", "history_item")

HTML = b"<html><head><title>Oops</title></head><body><h1>nginx</h1></body></html>"
BODIES = {"json": {"error": "Something is off."}, "html": HTML, "empty": b"", "not utf-8": b"\xff\xfe\x00{"}

#: status: what submit, every GET and upload raise.
TABLE: dict[int, tuple[type[SegmindError], type[SegmindError], type[SegmindError]]] = {
    400: (BadParameters, Transient, BadParameters),
    401: (AccountProblem, AccountProblem, AccountProblem),
    402: (AccountProblem, Transient, AccountProblem),
    403: (AccountProblem, AccountProblem, AccountProblem),
    404: (ModelGone, NotFound, AccountProblem),
    405: (AccountProblem, Transient, AccountProblem),
    408: (Ambiguous, Transient, Transient),
    409: (AccountProblem, Transient, BadParameters),
    410: (ModelGone, NotFound, AccountProblem),
    413: (BadParameters, Transient, BadParameters),
    415: (AccountProblem, Transient, BadParameters),
    429: (RateLimited, RateLimited, RateLimited),
    451: (AccountProblem, Transient, BadParameters),
    499: (Ambiguous, Transient, Transient),
    500: (ServerFault, Transient, Transient),
    501: (Ambiguous, Transient, Transient),
    502: (Ambiguous, Transient, Transient),
    503: (Ambiguous, Transient, Transient),
    504: (Ambiguous, Transient, Transient),
    520: (Ambiguous, Transient, Transient),
    524: (Ambiguous, Transient, Transient),
    301: (AccountProblem, Transient, AccountProblem),
    302: (Ambiguous, Transient, Transient),
    303: (Ambiguous, Transient, Transient),
    304: (Ambiguous, Transient, Transient),
    307: (AccountProblem, Transient, AccountProblem),
    308: (AccountProblem, Transient, AccountProblem),
}

NOT_MODIFIED = Reply(b"HTTP/1.1 304 Not Modified\r\n\r\n")
#: A 2xx that says nothing: the statuses that promise success, and bodies that do not keep it.
UNREADABLE = {
    "html": answer(200, HTML),
    "empty": answer(200),
    "no content": Reply(b"HTTP/1.1 204 No Content\r\n\r\n"),
    "text": answer(200, "OK"),
    "number": answer(200, 7),
    "null": answer(200, None),
    "half a body": answer(200, b'{"request_id": "r-1", "status": "QUE', cut=True),
    "whole, but shorter than promised": answer(200, {"request_id": "r-1", "status": "QUEUED"}, cut=True),
    "half of JSON": answer(200, b'{"request_id": "r-1"'),
    "deep": answer(200, b"[" * 100_000),
    "long number": answer(200, b'{"request_id": ' + b"9" * 5_000 + b"}"),
    "too large": answer(200, b'{"request_id": "r-1", "x": "' + b"x" * 9_000_000 + b'"}'),
    "bad gzip": answer(200, b"no gzip", headers={"Content-Encoding": "gzip"}),
    "bad chunks": Reply(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}"),
}
BROKEN = {
    "dropped": DROP,
    "silence": STALL,
    "half a head": Reply(b"HTTP/1.1 200 OK\r\nContent-Le"),
    "silence within the head": Reply(b"HTTP/1.1 200 OK\r\nContent-Le", stall=True),
    "silence within the body": Reply(b'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"request_id": "r-1"', stall=True),
    "no http": Reply(b"SSH-2.0-OpenSSH_9.7\r\n"),
    "huge header": Reply(b"HTTP/1.1 200 OK\r\nX-Big: " + b"x" * 100_000 + b"\r\n\r\n{}"),
    "two lengths": Reply(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
}


async def fail(client: SegmindClient, call: str) -> SegmindError:
    with pytest.raises(SegmindError) as caught:
        await CALLS[call](client)
    return caught.value


def make_answer(status: int, body: Any = b"", headers: Mapping[str, str] | None = None, *, cut: bool = False) -> Answer:
    """An answer as the transport read it; without a body if that broke off."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(
        status, CIMultiDictProxy(CIMultiDict(headers or {})), None if cut else raw, "broke off" if cut else ""
    )


def expect(kind: type[SegmindError], status: int, body: str, *, cut: bool) -> type[SegmindError]:
    """What a status of the table means with one of the bodies."""
    if body == "json" and not cut:
        return kind
    if kind is ServerFault:
        return Ambiguous  # a gateway's page says nothing of the service behind it
    return AccountProblem if kind is ModelGone and status == 404 else kind  # nor of a model


def test_each_status_of_the_table_with_each_body() -> None:
    for (status, kinds), (name, body), cut in itertools.product(TABLE.items(), BODIES.items(), (False, True)):
        for read, kind in zip((submit_error, read_error, upload_error), kinds, strict=True):
            error = read(make_answer(status, body, cut=cut), NOW)
            case = (read.__name__, status, name, cut)
            assert (case, type(error)) == (case, expect(kind, status, name, cut=cut))
            assert error.status == status
            assert "<" not in error.detail + str(error)


@pytest.mark.parametrize("call", CALLS)
async def test_each_call_keeps_to_the_table(client: SegmindClient, server: WireServer, call: str) -> None:
    row = 0 if call == "submit" else 2 if call == "upload" else 1
    bodies = list(itertools.product(BODIES, (False, True)))
    for number, (status, kinds) in enumerate(TABLE.items(), list(CALLS).index(call)):
        name, cut = bodies[number % len(bodies)]
        server.replies.append(NOT_MODIFIED if status == 304 else answer(status, BODIES[name], cut=cut))
        error = await fail(client, call)
        case = (status, name, cut)
        assert (case, type(error)) == (case, expect(kinds[row], status, name, cut=cut))
        assert error.status == status
    assert len(server.received) == len(TABLE), "each call is one request"


@pytest.mark.parametrize("call", CALLS)
async def test_an_answer_that_cannot_be_read(client: SegmindClient, server: WireServer, call: str) -> None:
    for name, reply in UNREADABLE.items():
        server.replies.append(reply)
        error = await fail(client, call)
        assert (name, type(error)) == (name, Ambiguous if call == "submit" else Transient)
        assert error.detail
    assert len(server.received) == len(UNREADABLE)


@pytest.mark.parametrize("reply", BROKEN.values(), ids=BROKEN)
async def test_a_connection_that_breaks(server: WireServer, reply: Reply) -> None:
    server.default = reply
    async with make_client(server.url, timeouts=IMPATIENT if reply.stall else PATIENT) as client:
        found = await asyncio.gather(*(fail(client, call) for call in CALLS))
    assert {call: type(error) for call, error in zip(CALLS, found, strict=True)} == {
        call: Ambiguous if call == "submit" else Transient for call in CALLS
    }
    assert len(server.received) == len(CALLS), "nothing is sent a second time, not even by the HTTP library"


async def test_a_2xx_without_a_request_id_is_ambiguous(client: SegmindClient, server: WireServer) -> None:
    bodies: list[Any] = [{}, {"status": "QUEUED"}, {"error": "odd"}, [{"request_id": "r-1"}]]
    for body in [*bodies, *({"request_id": found} for found in (None, "", "..", "a b", {"id": "r-1"}))]:
        server.default = answer(200, body)
        error = await fail(client, "submit")
        expected = "odd" if body == {"error": "odd"} else "the answer has no request id"
        assert (body, type(error), error.detail) == (body, Ambiguous, expected)


@pytest.mark.parametrize(
    ("status", "text", "reason"),
    [
        (401, "Invalid API key", AccountReason.KEY_REJECTED),
        (402, "Payment required", AccountReason.CREDITS_EXHAUSTED),
        (403, "Not allowed", AccountReason.NOT_ALLOWED),
        (404, "", AccountReason.PROTOCOL),
        (405, "Method not allowed", AccountReason.PROTOCOL),
        (308, "", AccountReason.PROTOCOL),
        (406, "", AccountReason.UNCLEAR),
        (406, "<html>406</html>", AccountReason.UNCLEAR),
        (406, "Insufficient credits: you don't have enough credits for this request.", AccountReason.CREDITS_EXHAUSTED),
        (406, "Not enough credits", AccountReason.CREDITS_EXHAUSTED),
        (406, "You have run out of credits. Please top up your balance.", AccountReason.CREDITS_EXHAUSTED),
        (406, "Your account balance is too low", AccountReason.CREDITS_EXHAUSTED),
        (406, "Credits exhausted", AccountReason.CREDITS_EXHAUSTED),
        (406, "Your team's spend limit has been reached", AccountReason.SPEND_LIMIT_REACHED),
        (406, "Monthly spending limit exceeded; add credits", AccountReason.SPEND_LIMIT_REACHED),
        (406, "The limit of your team is used up", AccountReason.SPEND_LIMIT_REACHED),
        (406, "Content-Type must be application/json.", AccountReason.PROTOCOL),
        (406, "Unsupported media type", AccountReason.PROTOCOL),
        (406, "duration must be one of 5, 6, 7, 8", None),
        (406, "Invalid value for aspect_ratio: 4:3", None),
        (406, "The prompt 'a credit card on a table' is not accepted", None),
    ],
)
def test_which_refusals_pause_submission(status: int, text: str, reason: AccountReason | None) -> None:
    error = submit_error(make_answer(status, {"error": text} if text else b""), NOW)
    assert isinstance(error, SegmindRefused)
    assert error.detail == ("" if "<" in text else text)
    if reason is None:
        assert type(error) is BadParameters
        assert text in str(error), "the person can do something about it"
    else:
        assert isinstance(error, AccountProblem)
        assert error.reason is reason
        vague = error.reason in (AccountReason.PROTOCOL, AccountReason.UNCLEAR)
        assert error.sentence == Sentence("pause-account" if vague else f"pause-{error.reason}")


async def test_a_406_that_was_cut_off_fails_nobodys_job(client: SegmindClient, server: WireServer) -> None:
    server.default = answer(406, {"error": "Insufficient credits."}, cut=True)
    error = await fail(client, "submit")
    assert isinstance(error, AccountProblem)
    assert error.reason is AccountReason.UNCLEAR


@pytest.mark.parametrize("call", ["status", "result"])
async def test_a_failed_job_is_an_answer(client: SegmindClient, server: WireServer, call: str) -> None:
    failed = {"status": "FAILED", "error": "Blocked by the safety filter.", "metrics": {"cost": 0, "total_time": 3.5}}
    for status in (422, 200):
        server.default = answer(status, failed)
        got = await CALLS[call](client)
        assert got.state is RemoteState.FAILED
        assert got.error == "Blocked by the safety filter."
        assert (got.metrics.cost_said, got.metrics.total_time_s) == ("0", 3.5)
    server.default = answer(422, {"error": "No state, but an error."})
    got = await CALLS[call](client)
    assert (got.state, got.error) == (RemoteState.FAILED, "No state, but an error.")


async def test_a_422_that_says_nothing_is_asked_again(client: SegmindClient, server: WireServer) -> None:
    for call, body in itertools.product(GETS, (HTML, b"", [1])):
        server.default = answer(422, body)
        assert (call, body, type(await fail(client, call))) == (call, body, Transient)


STAMPS = {
    "nothing": ({}, 60),
    "iso": ({"x-rate-limit-reset-at-utc": "2026-03-01T12:00:30Z"}, 30),
    "iso with fraction": ({"x-rate-limit-reset-at-utc": "2026-03-01T12:00:30.500Z"}, 30.5),
    "iso without a zone": ({"x-rate-limit-reset-at-utc": "2026-03-01T12:00:30"}, 30),
    "iso with a space": ({"x-rate-limit-reset-at-utc": "2026-03-01 12:00:30 UTC"}, 30),
    "iso elsewhere": ({"x-rate-limit-reset-at-utc": "2026-03-01T13:00:30+01:00"}, 30),
    "http date": ({"x-rate-limit-reset-at-utc": format_datetime(NOW + timedelta(seconds=30), usegmt=True)}, 30),
    "epoch": ({"x-rate-limit-reset-at-utc": str(int(NOW.timestamp()) + 30)}, 30),
    "epoch with fraction": ({"x-rate-limit-reset-at-utc": f"{NOW.timestamp() + 30.25:.2f}"}, 30.25),
    "epoch in ms": ({"x-rate-limit-reset-at-utc": str((int(NOW.timestamp()) + 30) * 1000)}, 30),
    "seconds": ({"x-rate-limit-reset-at-utc": "12"}, 12),
    "by their clock": (
        {
            "Date": format_datetime(NOW + timedelta(hours=2), usegmt=True),
            "x-rate-limit-reset-at-utc": format_datetime(NOW + timedelta(hours=2, seconds=30), usegmt=True),
        },
        30,
    ),
    "absurd by their clock": (
        {
            "Date": format_datetime(NOW - timedelta(hours=2), usegmt=True),
            "x-rate-limit-reset-at-utc": "9999-12-31T23:59:59Z",
        },
        3600,
    ),
    "seconds without end": ({"Retry-After": "99999999"}, 3600),
    "past": ({"x-rate-limit-reset-at-utc": "2026-03-01T11:00:00Z"}, 1),
    "absurd": ({"x-rate-limit-reset-at-utc": "9999-12-31T23:59:59Z"}, 3600),
    "garbage": ({"x-rate-limit-reset-at-utc": "soon"}, 60),
    "not a number": ({"x-rate-limit-reset-at-utc": "nan", "Retry-After": "inf"}, 60),
    "retry after": ({"Retry-After": "17"}, 17),
    "retry after zero": ({"Retry-After": "0"}, 1),
    "retry after below zero": ({"Retry-After": "-5"}, 1),
    "retry after a date": ({"Retry-After": format_datetime(NOW + timedelta(seconds=45), usegmt=True)}, 45),
    "both, the reset later": ({"x-rate-limit-reset-at-utc": "2026-03-01T12:00:30Z", "Retry-After": "17"}, 30),
    "both, the other later": ({"x-rate-limit-reset-at-utc": "2026-03-01T12:00:30Z", "Retry-After": "40"}, 40),
    "both, one garbage": ({"x-rate-limit-reset-at-utc": "soon", "Retry-After": "40"}, 40),
}


def test_when_a_rate_limit_ends() -> None:
    for name, (headers, wait_s) in STAMPS.items():
        retry_at = parse_retry_at(make_answer(429, headers=headers), NOW)
        assert (name, retry_at) == (name, NOW + timedelta(seconds=wait_s))
        assert retry_at.tzinfo is UTC


@pytest.mark.parametrize("name", ["by their clock", "both, the other later"])
async def test_every_call_says_when_its_rate_limit_ends(server: WireServer, name: str) -> None:
    headers, wait_s = STAMPS[name]
    server.default = answer(429, {"error": "Slow down."}, headers=headers)
    async with make_client(server.url, clock=lambda: NOW) as client:
        for call in CALLS:
            error = await fail(client, call)
            assert isinstance(error, RateLimited)
            assert (call, error.retry_at) == (call, NOW + timedelta(seconds=wait_s))


async def test_a_server_that_is_not_there_was_sent_nothing() -> None:
    async with serving() as gone:
        url = gone.url
    async with make_client(url) as client:
        for call in CALLS:
            assert (call, type(await fail(client, call))) == (call, NeverSent)


def subclasses(kind: type[SegmindError]) -> list[type[SegmindError]]:
    return [kind, *(found for child in kind.__subclasses__() for found in subclasses(child))]


@pytest.mark.parametrize("kind", subclasses(SegmindError))
def test_every_error_carries_its_own_sentence(kind: type[SegmindError]) -> None:
    error: SegmindError
    if issubclass(kind, AccountProblem):
        error = kind(AccountReason.CREDITS_EXHAUSTED, "internal detail")
    elif issubclass(kind, RateLimited):
        error = kind(NOW, "internal detail")
    else:
        error = kind("internal detail")
    assert isinstance(error, VeoBotError)
    assert str(error).endswith(".") or kind is BadParameters
    assert ("internal detail" in str(error)) is (kind is BadParameters)
    assert kind is SegmindError or "sentence" in vars(kind), "no class says only what its parent says"
    assert kind.__name__ in (errors.__doc__ or ""), "the tree at the top of the module is whole"


def test_nothing_is_both_certain_and_uncertain() -> None:
    kinds = set(subclasses(SegmindError))
    refused = {kind for kind in kinds if issubclass(kind, SegmindRefused)}
    ambiguous = {kind for kind in kinds if issubclass(kind, Ambiguous)}
    transient = {kind for kind in kinds if issubclass(kind, Transient)}
    assert not refused & ambiguous
    assert not transient & ambiguous, "what may have been paid for must never look safe to repeat"
    assert refused & transient == {RateLimited, NeverSent}


def test_a_rejected_key_is_not_in_the_sentence() -> None:
    assert KEY not in str(AccountProblem(AccountReason.KEY_REJECTED, f"bad key {KEY}"))
