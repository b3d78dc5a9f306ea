"""One request for each call, a key that never leaves, and time-outs that tell what was sent."""

import asyncio
import gc
import itertools
import socket
import traceback
from typing import Any

import pytest
import structlog

from bot import __version__
from bot.segmind.client import SegmindClient
from bot.segmind.errors import Ambiguous, NeverSent, SegmindError, Transient
from bot.segmind.transport import CallTimeouts
from tests.segmind.conftest import (
    CALLS,
    DROP,
    HASTY,
    KEY,
    PAYLOAD,
    STALL,
    Reply,
    WireServer,
    answer,
    listen,
    make_client,
    same_timeouts,
    serving,
)
from tests.support.models import TEXT_MODEL

ACCEPTED = {"request_id": "r-1", "status": "QUEUED"}


async def test_what_a_submission_sends(client: SegmindClient, server: WireServer) -> None:
    server.default = answer(200, ACCEPTED)
    await client.submit(TEXT_MODEL, PAYLOAD)
    (request,) = server.received
    assert (request.method, request.target) == ("POST", "/v2/veo-2")
    assert request.json() == PAYLOAD
    assert request.headers["x-api-key"] == KEY
    assert request.headers["content-type"] == "application/json"
    assert request.headers["user-agent"] == f"veo-bot/{__version__}"
    assert "authorization" not in request.headers, "the key is no bearer token"
    assert "cookie" not in request.headers


async def test_where_each_call_goes(client: SegmindClient, server: WireServer) -> None:
    server.default = answer(500)
    for call in CALLS.values():
        with pytest.raises(SegmindError):
            await call(client)
    assert [(request.method, request.target) for request in server.received] == [
        ("POST", "/v2/veo-2"),
        ("GET", "/v2/requests/r-1/status"),
        ("GET", "/v2/requests/r-1"),
        ("GET", "/v1/get-user-credits"),
        ("GET", "/inference-request/request-history?page=1&per_page=100"),
        ("GET", "/inference-request/request-history/r-1"),
        ("POST", "/upload-asset"),
    ]
    assert server.received[-1].json() == {"data_urls": ["data:image/png;base64,cGljdHVyZQ=="]}
    assert all(request.headers["x-api-key"] == KEY for request in server.received)


async def test_each_host_gets_its_own_calls() -> None:
    async with serving(answer(500)) as api, serving(answer(500)) as storage, serving(answer(500)) as history:
        hosts = {"api_url": f"{api.url}/", "storage_url": f"{storage.url}/base"}
        async with make_client(history.url, **hosts) as client:
            for call in CALLS.values():
                with pytest.raises(SegmindError):
                    await call(client)
        assert [len(api.received), len(storage.received), len(history.received)] == [4, 1, 2]
        assert storage.received[0].target == "/base/upload-asset"


async def test_a_large_picture_is_uploaded(client: SegmindClient, server: WireServer) -> None:
    server.default = answer(200, {"file_urls": ["https://images.segmind.com/assets/1.png"], "message": "ok"})
    url = await client.upload_image(bytes(3_000_000), "image/png")
    assert url == "https://images.segmind.com/assets/1.png"
    assert len(server.received[0].json()["data_urls"][0]) == len("data:image/png;base64,") + 4_000_000


async def test_a_kept_connection_that_closes_is_no_reason_to_send_twice(
    client: SegmindClient, server: WireServer
) -> None:
    # The classic trap: the first answer leaves the connection open, and it closes as the second request arrives.
    for number, call in enumerate(CALLS.values(), 1):
        server.replies.append(Reply(answer(500).data, keep=True))
        for _ in range(2):
            with pytest.raises(SegmindError):
                await call(client)
        assert len(server.received) == 2 * number
        assert server.connections == 2 * number, "each request has a connection of its own"


async def test_a_reset_is_ambiguous_and_sent_once() -> None:
    connections = 0

    async def reset(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        sock: socket.socket = writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        writer.transport.abort()

    async with listen(reset) as port, make_client(f"http://127.0.0.1:{port}") as client:
        with pytest.raises(Ambiguous):
            await client.submit(TEXT_MODEL, PAYLOAD)
        assert connections == 1
        with pytest.raises(Transient):
            await client.status("r-1")
    assert connections == 2


async def test_a_cancelled_submission_is_sent_once_and_stays_cancelled(server: WireServer) -> None:
    server.default = STALL
    async with make_client(server.url) as client:
        task = asyncio.create_task(client.submit(TEXT_MODEL, PAYLOAD))
        await server.arrived.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert len(server.received) == 1


async def test_many_calls_at_once_do_not_wait_for_each_other(server: WireServer) -> None:
    server.default = STALL
    async with make_client(server.url, timeouts=same_timeouts(2, 60, 61)) as client:
        tasks = [asyncio.create_task(client.status(f"r-{number}")) for number in range(150)]
        async with asyncio.timeout(10):
            while len(server.received) < len(tasks):
                await asyncio.sleep(0.01)
        assert not any(task.done() for task in tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    assert len({request.target for request in server.received}) == len(tasks)


async def test_a_drip_of_bytes_ends_at_the_total_time_out() -> None:
    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n")
        for _ in range(99):
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(0.05)

    timeouts = same_timeouts(0.3, 0.3, 0.4)
    async with listen(drip) as port, make_client(f"http://127.0.0.1:{port}", timeouts=timeouts) as client:
        calls = (client.submit(TEXT_MODEL, PAYLOAD), client.status("r-1"))
        found = await asyncio.gather(*calls, return_exceptions=True)
    assert [type(error) for error in found] == [Ambiguous, Transient]


async def test_tls_that_is_never_made_means_never_sent() -> None:
    # The system accepts the connections, and nobody ever answers.
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}"
        async with make_client(url, timeouts=HASTY) as client:
            found = await asyncio.gather(*(call(client) for call in CALLS.values()), return_exceptions=True)
    assert [type(error) for error in found] == [NeverSent] * len(CALLS)


@pytest.mark.parametrize("greeting", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b""])
async def test_tls_that_fails_means_never_sent(greeting: bytes) -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(greeting)

    async with listen(hang_up) as port, make_client(f"https://127.0.0.1:{port}") as client:
        with pytest.raises(NeverSent):
            await client.submit(TEXT_MODEL, PAYLOAD)


async def test_what_is_paid_is_not_sent_if_it_may_not_be_any_more(server: WireServer) -> None:
    async def refuse() -> None:
        raise ConnectionError("another process leads")

    async with make_client(server.url, before_post=refuse) as client:
        with pytest.raises(NeverSent) as caught:
            await client.submit(TEXT_MODEL, PAYLOAD)
        with pytest.raises(NeverSent):
            await client.chat("a-model", [])
    assert caught.value.detail == "another process leads"
    assert server.received == []


async def test_a_name_that_is_not_found_means_never_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: Any, **__: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", fail)
    async with make_client("https://api.segmind.example") as client:
        with pytest.raises(NeverSent) as caught:
            await client.submit(TEXT_MODEL, PAYLOAD)
    assert "not known" in caught.value.detail


async def test_a_name_that_takes_too_long_means_never_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang(*_: Any, **__: Any) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", hang)
    async with make_client("https://api.segmind.example", timeouts=HASTY) as client:
        with pytest.raises(NeverSent):
            await client.submit(TEXT_MODEL, PAYLOAD)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirects_of_calls_are_not_followed(
    client: SegmindClient, server: WireServer, other_server: WireServer, status: int
) -> None:
    server.default = answer(status, headers={"Location": f"{other_server.url}/v2/veo-2"})
    other_server.default = answer(200, ACCEPTED)
    for call in CALLS.values():
        with pytest.raises(SegmindError):
            await call(client)
    assert not other_server.received


def shown_of(error: BaseException) -> str:
    """All that a logger could print: the text, the chain, and the variables of each frame."""
    shown = "".join([*traceback.format_exception(error), repr(vars(error))])
    for found in [error, error.__cause__, None if error.__suppress_context__ else error.__context__]:
        shown += repr(found)
        for frame, _ in traceback.walk_tb(found.__traceback__ if found else None):
            if "/bot/segmind/" in frame.f_code.co_filename:
                shown += repr(frame.f_locals)
    return shown


@pytest.mark.parametrize("key", [KEY, "a.key-of_another:form"])
async def test_no_error_shows_the_key(server: WireServer, key: str) -> None:
    quoted = {"error": f"The key {key} is wrong, see https://segmind.com/?token=secret"}
    replies = [
        answer(401, quoted),
        answer(500, key.encode()),
        answer(422, quoted),
        answer(429, quoted),
        DROP,
        Reply(b"nonsense\r\n\r\n"),
        Reply(f"HTTP/1.1 200 OK\r\nX-Key: {key}\x00\r\n\r\n".encode()),
    ]
    async with make_client(server.url, api_key=key) as client:
        for call, reply in itertools.product(CALLS.values(), replies):
            server.replies.append(reply)
            try:
                shown = repr(await call(client))
            except SegmindError as error:
                shown = shown_of(error)
            assert key not in shown
            assert "secret" not in shown
        assert not server.replies
        assert key not in repr(client)


async def test_what_is_left_is_passed_on(server: WireServer) -> None:
    told: list[int] = []
    server.replies.extend(
        [
            answer(200, ACCEPTED, headers={"x-remaining-credits": "95.74"}),
            answer(200, {"status": "QUEUED"}, headers={"X-Remaining-Credits": "-0.5"}),
            answer(429, headers={"x-remaining-credits": "12"}),
            answer(200, {"credits": 7.25}),
            answer(200, {"status": "QUEUED"}, headers={"x-remaining-credits": "plenty"}),
            answer(200, {"status": "QUEUED"}, headers={"x-remaining-credits": "nan"}),
            answer(200, {"status": "QUEUED"}),
        ]
    )
    async with make_client(server.url, on_balance=told.append) as client:
        await client.submit(TEXT_MODEL, PAYLOAD)
        await client.status("r-1")
        with pytest.raises(Transient):
            await client.status("r-1")
        assert (await client.balance()).credits_micros == 7_250_000
        for _ in range(3):
            await client.status("r-1")
    assert told == [95_740_000, -500_000, 12_000_000, 7_250_000]


async def test_a_listener_that_fails_does_not_cost_a_paid_answer(server: WireServer) -> None:
    def fail(_micros: int) -> None:
        raise RuntimeError("listener")

    server.default = answer(200, ACCEPTED, headers={"x-remaining-credits": "95.74"})
    with structlog.testing.capture_logs() as logs:
        async with make_client(server.url, on_balance=fail) as client:
            assert (await client.submit(TEXT_MODEL, PAYLOAD)).request_id == "r-1"
    assert [entry["log_level"] for entry in logs] == ["error"]


async def test_nothing_stays_open_and_a_client_can_be_entered_again(server: WireServer) -> None:
    server.default = answer(200, {"credits": 1})
    client = make_client(server.url)
    for _ in range(2):
        async with client:
            await client.balance()
    gc.collect()  # warns of what stayed open, and a warning fails the test
    assert len(server.received) == 2


async def test_unusual_request_ids_stay_in_their_place(client: SegmindClient, server: WireServer) -> None:
    server.default = answer(200, {"status": "QUEUED"})
    for request_id in ("a/../../b", "a?b=c#d", "%2e%2e", "a:b@c;d", "..a"):
        await client.status(request_id)
    assert [request.target for request in server.received] == [
        "/v2/requests/a%2F..%2F..%2Fb/status",
        "/v2/requests/a%3Fb%3Dc%23d/status",
        "/v2/requests/%252e%252e/status",
        "/v2/requests/a%3Ab%40c%3Bd/status",
        "/v2/requests/..a/status",
    ]
    for request_id in ("", ".", "..", "a b", "a\r\nx: y", "é", "x" * 201):
        with pytest.raises(ValueError, match="request id"):
            await client.result(request_id)


@pytest.mark.parametrize("name", ["api_url", "storage_url", "history_url"])
@pytest.mark.parametrize(
    "url",
    ["", "api.segmind.com", "ftp://api.segmind.com", "http://", "https://user:secret@host", "https://host/?token=secret",
     "https://host/#secret", "https://ho st", "https://hôst", "https://host:99999999"],
)  # fmt: skip
def test_an_unusable_address_is_refused_at_once(name: str, url: str) -> None:
    with pytest.raises(ValueError, match="not an http or https address") as caught:
        make_client("http://a", **{name: url})
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("key", ["", "abc", "SG_ 123456", "SG_123456\r\nx: y", "SG_ключ", "SG_123456\n"])
def test_an_unusable_key_is_refused_at_once(key: str) -> None:
    with pytest.raises(ValueError, match="API key") as caught:
        make_client("http://a", api_key=key)
    assert not key or key not in str(caught.value)


@pytest.mark.parametrize("values", [(0, 1, 1), (1, 0, 2), (2, 1, 2), (2, 1, 1)])
def test_time_outs_that_hide_what_was_sent_are_refused(values: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="contradict"):
        CallTimeouts(*values)
