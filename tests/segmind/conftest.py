"""A server that speaks HTTP byte by byte, so that tests see what was really sent and answer whatever they like."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.segmind.client import SegmindClient, Timeouts
from bot.segmind.transport import CallTimeouts
from tests.support.models import TEXT_MODEL

KEY = "SG_feedfacecafebeef"
PAYLOAD: dict[str, str | int] = {"prompt": "a red panda", "duration": "5", "aspect_ratio": "16:9", "seed": 7}

#: Every call of the API, with arguments that work.
CALLS: dict[str, Callable[[SegmindClient], Awaitable[Any]]] = {
    "submit": lambda client: client.submit(TEXT_MODEL, PAYLOAD),
    "status": lambda client: client.status("r-1"),
    "result": lambda client: client.result("r-1"),
    "balance": lambda client: client.balance(),
    "history": lambda client: client.history(),
    "history_item": lambda client: client.history_item("r-1"),
    "upload": lambda client: client.upload_image(b"picture", "image/png"),
}


def same_timeouts(connect_s: float, read_s: float, total_s: float) -> Timeouts:
    """The same time-outs for every call."""
    timeouts = CallTimeouts(connect_s, read_s, total_s)
    return Timeouts(submit=timeouts, read=timeouts, history=timeouts, upload=timeouts, download=timeouts)


#: Long enough for a busy machine, where a test expects an answer.
PATIENT = same_timeouts(5, 5, 10)
#: Short, where it expects none: to a request, and to an attempt to connect.
IMPATIENT = same_timeouts(5, 0.3, 10)
HASTY = same_timeouts(0.2, 5, 10)


@dataclass(frozen=True)
class Received:
    """One request as it arrived; header names in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """What to send back, and what to do with the connection then."""

    data: bytes = b""
    #: Whether to hold the connection open and say nothing more.
    stall: bool = False
    #: Whether to keep the connection for a next request, as a keep-alive server does.
    keep: bool = False


DROP = Reply()
STALL = Reply(stall=True)


def answer(status: int, body: Any = b"", *, cut: bool = False, headers: Mapping[str, str] | None = None) -> Reply:
    """A whole answer, or one that stops short of its Content-Length; anything but bytes is sent as JSON."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = {
        "Content-Length": str(len(raw) + 7 * cut),
        **(headers or {}),
    }
    head = "".join(f"{name}: {text}\r\n" for name, text in lines.items())
    return Reply(f"HTTP/1.1 {status} Whatever\r\n{head}\r\n".encode("latin-1") + raw)


Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def listen(serve: Serve, host: str = "127.0.0.1") -> AsyncIterator[int]:
    """Serve connections on a free port, and leave none open in the end."""
    tasks: set[asyncio.Task[None]] = set()

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        tasks.add(task)
        try:
            await serve(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    # The system would let those that find no place in the queue try again after a second.
    server = await asyncio.start_server(accept, host, 0, backlog=1_000)
    port: int = server.sockets[0].getsockname()[1]
    try:
        yield port
    finally:
        server.close()
        for _ in range(3):  # what was accepted a moment ago has no task yet
            await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await server.wait_closed()


@dataclass
class WireServer:
    """Answers with `replies` in turn, then with `default`, and remembers what it received."""

    url: str = ""
    default: Reply = DROP
    replies: deque[Reply] = field(default_factory=deque)
    received: list[Received] = field(default_factory=list)
    connections: int = 0
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        keep = True
        while keep:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            method, target, _ = head[0].split(" ")
            headers = {name.lower(): text for name, _, text in (line.partition(": ") for line in head[1:-2])}
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            self.received.append(Received(method, target, headers, body))
            self.arrived.set()
            reply = self.replies.popleft() if self.replies else self.default
            writer.write(reply.data)
            await writer.drain()
            if reply.stall:
                await asyncio.Event().wait()
            keep = reply.keep


@asynccontextmanager
async def serving(default: Reply = DROP) -> AsyncIterator[WireServer]:
    """A running WireServer."""
    server = WireServer(default=default)
    async with listen(server.serve) as port:
        server.url = f"http://127.0.0.1:{port}"
        yield server


def make_client(url: str, **changes: Any) -> SegmindClient:
    """A client whose three hosts are all the same server."""
    options: dict[str, Any] = {"api_url": url, "storage_url": url, "history_url": url}
    options |= {"api_key": KEY, "timeouts": PATIENT, "allow_private_urls": True}
    return SegmindClient(**options | changes)


@pytest.fixture
async def server() -> AsyncIterator[WireServer]:
    async with serving() as server:
        yield server


@pytest.fixture
async def other_server() -> AsyncIterator[WireServer]:
    async with serving() as server:
        yield server


@pytest.fixture
async def client(server: WireServer) -> AsyncIterator[SegmindClient]:
    async with make_client(server.url) as client:
        yield client
